"""One name, one number, many spellings: whichever a question and an article use, the answer is one.

Every story is stored, and every question asked, in all forms that keyboards, exports and printed
pages give a text.
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.assistant import Assistant
from qa.ingest.articles import article_from_text
from qa.text.folding import comparable

STORIES = {
    "pena": "New market opens\n\nJosé Peña, the mayor of Veracruz, opened a fish market on the old "
    "quay. Traders had waited for it since the storm.",
    "blonska": "Statistics office without a head\n\nMałgorzata Błońska resigned over the budget of "
    "the statistics office. Her deputy takes over in May.",
    "odegard": "Comet over the fjord\n\nThe comet was discovered by Jørgen Ødegård, a teacher. It "
    "will be seen with the naked eye for a week.",
    "trams": "New trams\n\nThe transport company Grünfeld Straßenbahn ordered 1,200 trams from a "
    "maker in Graz. The first ones arrive in the spring.",
    "loan": "Loan for farmers\n\nHalden Savings Bank lent 1.5 million crowns to the farmers of "
    "Brekke. They had lost their harvest to hail.",
    "office": "Fairfield leaves\n\nThe chief of the flood office, Griffin Fairfield, moved to "
    "Sheffield. He had been in the office for a difficult decade.",
    "loi": "Swimmer honoured\n\nThe swimmer Nguyễn Văn Lợi was given the medal of the city of Huế. "
    "He had saved three children.",
    "caglar": "Pianist plays\n\nThe pianist Işık Çağlar played in the opera house of Ankara. The "
    "hall was full.",
    "isfjord": "Whale rescued\n\nThe fisherman Þórður Ísfjörð rescued a whale near Grímsey. It was "
    "caught in an old net.",
    "etoile": "Prices up\n\nThe Café de l’Étoile stands in Rue Lepic, and its coffee costs four "
    "euros now. Guests complained.",
}
QUESTIONS = (
    ("pena", "Who is José Peña?", "mayor of Veracruz"),
    ("pena", "What did José Peña open?", "fish market"),
    ("blonska", "Why did Małgorzata Błońska resign?", "budget"),
    ("odegard", "What was discovered by Jørgen Ødegård?", "comet"),
    ("odegard", "Who discovered the comet?", "Jørgen Ødegård"),
    ("trams", "How many trams did Grünfeld Straßenbahn order?", "1,200"),
    ("trams", "Who ordered 1,200 trams?", "Grünfeld Straßenbahn"),
    ("loan", "Who lent 1.5 million crowns?", "Halden Savings Bank"),
    ("loan", "Who was lent 1.5 million crowns?", "farmers of Brekke"),
    ("office", "Where did Griffin Fairfield move?", "Sheffield"),
    ("office", "Who was the chief of the flood office?", "Griffin Fairfield"),
    ("loi", "What was Nguyễn Văn Lợi given?", "medal"),
    ("caglar", "Where did Işık Çağlar play?", "opera house of Ankara"),
    ("isfjord", "What did Þórður Ísfjörð rescue?", "whale"),
    ("etoile", "Where does the Café de l’Étoile stand?", "Rue Lepic"),
)

Form = Callable[[str], str]


def bare(text: str) -> str:
    """As an English keyboard types it."""
    letters = str.maketrans("łŁøØıðÐ’", "lLoOidD'") | {
        ord("ß"): "ss",
        ord("Þ"): "Th",
        ord("þ"): "th",
    }
    apart = unicodedata.normalize("NFD", text.translate(letters))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def wide(text: str) -> str:
    """As East Asian keyboards type everything: letters, figures, stops, spaces."""
    signs = (chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    return "".join(signs).replace(" ", "\u3000")


def arabic(text: str) -> str:
    """With Arabic figures and the marks between them."""
    signs = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
    return re.sub(r"\d(?:[\d.,]*\d)?", lambda number: number[0].translate(signs), text)


def hyphened(sign: str) -> Form:
    """With a sign that is not seen inside each word of more than three letters."""
    return lambda text: " ".join(
        f"{word[:2]}{sign}{word[2:]}" if len(word) > 3 and word.isalpha() else word
        for word in text.split(" ")
    )


def joined(text: str) -> str:
    for letters, ligature in (("ffi", "ﬃ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, ligature)
    return text


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


FORMS: dict[str, Form] = {
    "as it is": lambda text: text,
    "decomposed": decomposed,
    "bare": bare,
    "full width": wide,
    "Arabic figures": arabic,
    "ligatures": joined,
    "soft hyphens": hyphened("\u00ad"),
    "zero width": hyphened("\u200b"),
    "plain figures": lambda text: text.replace(",2", "2").replace("1.5 million", "1,500,000"),
    "short figures": lambda text: text.replace(",2", " 2").replace("1.5 million", "1.5m"),
    "all at once": lambda text: hyphened("\u00ad")(decomposed(joined(text))).replace(
        "1,200", "1200"
    ),
}


@pytest.mark.parametrize("article_form", ["as it is", "bare", "full width", "all at once"])
def test_an_answer_is_the_same_in_every_spelling(article_form: str, tmp_path: Path) -> None:
    """A sixth of the pairs. Of all 1,500, ten forms of each, 10 gave another answer, once 460."""
    asked = list(FORMS.items())
    with Assistant.open(tmp_path, create=True) as assistant:
        for name, text in STORIES.items():
            assistant.add(article_from_text(FORMS[article_form](text), name))
        for number, (_, question, answer) in enumerate(QUESTIONS):
            for question_form, form in asked[number % 6 :: 6]:
                found = assistant.ask(form(question))
                given = (question_form, question, found.text)
                assert found.answered and comparable(answer) in comparable(found.text), given

"""The form of answer that a question asks for: a span, a list, a brief, a comparison.

What is typed decides the form, never the source of the words. Rules of English read it, each from
the wordings that people use; what fits none asks for a span.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.dates.question import time_scope
from qa.question.answer_kind import answer_kind
from qa.question.open_ended import (
    ABOUT,
    ARTICLES,
    ONE_ARTICLE,
    SUMMARY,
    asks_for_more,
    asks_for_news,
)
from qa.question.several import several
from qa.question.sides import Sides, sides
from qa.question.tongue import other_language
from qa.question.who_is import named_in
from qa.text.question_words import AUXILIARIES, KIND_OF_NOUN, has_question_word, singular
from qa.text.words import STOP_WORDS, words

FormName = Literal[
    "span",
    "brief",
    "period",
    "latest",
    "articles",
    "article",
    "list",
    "yes_no",
    "comparison",
    "several",
    "count",
    "help",
]

MOST_KEYWORDS = 8
"""Words that are typed without being a sentence; a longer line is a statement."""

FEWEST_KEYWORDS = 3
"""Words before a question mark that are a topic by themselves; fewer may go on with another one."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an answer: its ``name``, and what it is about.

    ``topic`` holds the words of a brief's subject, time included; empty where whatever is new is
    asked for ("latest"), more of what the last question was about ("brief"), or "this article".
    ``sides`` are those of a comparison. ``questions`` are the several ones of one line, each whole.
    ``named`` is who or what "Who is X?" asks for, else empty: a brief may answer it. ``reads`` is
    the question as a reader knows it, where it is put otherwise: "List the pits".
    """

    name: FormName
    topic: str = ""
    sides: Sides | None = None
    questions: tuple[str, ...] = ()
    named: str = ""
    reads: str = ""


_POLITE = re.compile(
    r"^\W*(?:(?:please|now|ok(?:ay)?|so|and|well)\b[\s,]*)*"
    r"(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?|i\s+(?:want|would\s+like|['’]d\s+like)\s+to"
    r"\s+know\s+|let\s+me\s+know\s+)?(?:please\s+)?",
    re.IGNORECASE,
)
_BRIEF = re.compile(
    r"(?:(?:tell|inform|teach)\s+me\s+(?:(?:something|more|all|everything|a\s+bit|a\s+little|what"
    r"\s+you\s+know|some\s+more)\s+)?(?:about|of|on)\s+"
    r"|what\s+(?:do|can|else\s+do)\s+(?:you|we|they|(?:the|these)\s+articles)\s+(?:know|tell\s+me"
    r"|tell\s+us|tell|say|report|have)\s+(?:about|of|on)\s+"
    r"|what\s+is\s+(?:known|said|reported|written)\s+(?:about|of|on)\s+"
    r"|what\s+(?:are|do|did)\s+(?:people|they|everyone|everybody|others|(?:the\s+)?(?:news)?papers"
    r"|the\s+(?:press|media|news))\s+(?:say(?:ing)?|think(?:ing)?|writ(?:e|ing)|report(?:ing)?)"
    r"\s+(?:about|of|on)\s+"
    rf"|(?:(?:give|show|write|get|make)\s+(?:me\s+|us\s+)?)?(?:an?\s+|the\s+|some\s+)?"
    rf"(?:short\s+|brief\s+|quick\s+|general\s+)?{SUMMARY}\s+{ABOUT}\s+"
    r"|(?:summari[sz]e|sum\s+up|recap|outline|brief\s+me\s+on|fill\s+me\s+in\s+on|describe)\s+"
    rf"|what(?:['’]?s|\s+is|\s+was)\s+the\s+(?:story|background|gist)\s+{ABOUT}\s+"
    r"|what\s+about\s+|everything\s+(?:about|on)\s+)"
    r"(?:the\s+(?:articles|stories|reports)\s+(?:about|on)\s+)?(?P<topic>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NEWS = r"(?:news|developments?|updates?|information|headlines?|reports?|state|status)"
_LATEST = re.compile(
    r"(?:(?:(?:what|how)(?:['’]?s|\s+is|\s+are)\s+)?(?:the\s+)?(?:very\s+)?"
    rf"(?:latest|newest|most\s+recent|recent|last)(?:\s+{_NEWS})?"
    rf"|(?:is\s+there\s+|are\s+there\s+|do\s+you\s+have\s+)?any(?:thing)?\s+(?:new\s+)?{_NEWS}?"
    r"|(?:what(?:['’]?s|\s+is)\s+)new|(?:news|updates?|update\s+me))"
    r"\s+(?:on|about|with|from|of|regarding|concerning|in|for)\s+(?P<topic>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_HAPPENED = re.compile(
    r"what\s+(?:all\s+|else\s+)?(?:has\s+|have\s+|had\s+)?(?:happened|happens|occurred|took\s+place"
    r"|taken\s+place|went\s+on|was\s+going\s+on|is\s+going\s+on|was\s+happening|is\s+happening"
    r"|been\s+happening)\s+(?P<topic>(?:(?:back|again|there|all)\s+)?(?:in|on|during|at|around"
    r"|between|since|last|this|over|within|from|throughout|near|under|inside|before\s+\d|after\s+\d"
    r"|yesterday|today)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_ALL = re.compile(
    r"(?:(?:list|name|enumerate)\s+(?:me\s+)?(?:all\s+)?(?:of\s+)?(?:the\s+|some\s+|those\s+)?"
    r"(?P<listed>\w.*)|(?P<asks>who|what)\s+all\b(?P<rest>.*))",
    re.IGNORECASE | re.DOTALL,
)
# "Which chief executives has", up to the verb.
_WHICH = re.compile(
    rf"(?:^|\b(?:from|in|at|on|for|with|of|to|by)\s+)(?:which|what)\s+(?P<noun>(?:(?!(?:"
    rf"{'|'.join(sorted(AUXILIARIES))}|of|in|on|at|to|for|from|by|that|who)\b)[\w’'-]+\s+){{1,3}})",
    re.IGNORECASE,
)
_ARE_THE = re.compile(
    r"(?:what|which)\s+(?:are|were)\s+(?:(?:the|some|his|her|its|their)\s+)(?P<noun>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
_COUNT = re.compile(
    r"\bhow\s+(?:many\s+times\b|often\s+(?:did|has|have|had|was|were)\b)", re.IGNORECASE
)
_HELLO = (
    r"(?:hi|hello|hey|hiya|howdy|greetings|good\s+(?:morning|evening|afternoon|day)|welcome)"
    r"(?:\s+(?:there|all|everyone|again|you))?"
)
_THANKS = (
    r"(?:many\s+)?(?:thanks|thank\s+you|thx|cheers)(?:\s+(?:a\s+lot|so\s+much|very\s+much|again|you"
    r"|for\s+(?:your|the)\s+help))?|(?:ok(?:ay)?|great|good|nice|cool|perfect|super|wow|bye|goodbye"
    r"|see\s+you|yes|no|test|testing)"
)
_ABILITY = (
    r"what\s+(?:can|could|do)\s+(?:you|i|we|this)\s+(?:do|ask|answer|know)(?:\s+(?:here|you|about"
    r"|for\s+me))?|how\s+(?:are|do)\s+you(?:\s+(?:do|doing|work|today))?|(?:who|what)\s+are\s+you"
    r"|help(?:\s+me)?|how\s+does\s+(?:this|it)\s+work|what\s+(?:kinds?\s+of\s+)?questions\s+can\s+(?:i"
    r"|you)\s+(?:ask|answer)|what\s+is\s+this|are\s+you\s+(?:there|a\s+(?:bot|robot|human))"
)
_NOT_ASKED = re.compile(rf"(?:{_HELLO}|{_THANKS}|{_ABILITY})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[.,;:!?…–—-]+\s*|\s*$")
# Nouns that end like plurals and name one thing.
_ONE_THING = frozenset(
    "news series means politics species basis status process business address headquarters class "
    "access success progress press mess loss boss glass grass dress crisis".split()
)
_PLURALS = frozenset("people men women children criteria".split())
_LEADING = re.compile(r"^(?:(?:in|on|at|of|about|during|the|a|an|around|near)\s+)+", re.IGNORECASE)


def form_of(text: str) -> Form:
    """Return the form that a text asks for.

    >>> form_of("Tell me about the strike").topic
    'the strike'
    >>> form_of("Which officials did Gates meet?").name
    'list'
    >>> form_of("Why did China suspend ties in 2010?").name
    'span'
    """
    if is_no_question(text):
        return Form("help")
    asked = _POLITE.sub("", text, count=1).strip()
    if asks_for_news(asked):
        return Form("latest")
    if asks_for_more(asked):
        return Form("brief")
    for name, pattern in _TOPICS:
        found = pattern.match(asked)
        if found:
            topic = (found["topic"] or "").strip(" \t\n?!.,;:")
            return Form(name, topic) if words(topic) or name == "article" else Form("span")
    compared = sides(asked)
    if compared is not None:
        return Form("comparison", compared.matter, sides=compared)
    questions = several(text)
    if questions:
        return Form("several", questions=questions)
    if _COUNT.search(asked):
        return Form("count")
    return _of_question(text, asked)


_TOPICS: tuple[tuple[FormName, re.Pattern[str]], ...] = (
    ("article", ONE_ARTICLE),
    ("articles", ARTICLES),
    ("latest", _LATEST),
    ("period", _HAPPENED),
    ("brief", _BRIEF),
)


def is_no_question(text: str) -> bool:
    """Tell whether a text only greets, thanks, or asks what can be asked.

    >>> is_no_question("Hello, how are you?"), is_no_question("Hello, who won?")
    (True, False)
    """
    pieces = [piece for piece in _BETWEEN.split(text.strip()) if piece]
    return bool(pieces) and all(_NOT_ASKED.fullmatch(piece) for piece in pieces)


def subject(topic: str) -> str:
    """Return the topic without the words of its time and its first preposition.

    >>> subject("in Port Ansel in September 2022"), subject("in 2022")
    ('Port Ansel', '')
    """
    scope = time_scope(topic)
    rest = topic
    for span in reversed(scope.spans if scope else ()):
        rest = f"{rest[: span.start]} {rest[span.end :]}"
    rest = _LEADING.sub("", " ".join(rest.split()).strip(" ,;?!.")).strip()
    return rest if any(word.lower() not in STOP_WORDS for word in words(rest)) else ""


def _of_question(text: str, asked: str) -> Form:
    """Return the form of what has no words that ask for a brief or a comparison."""
    everything = _ALL.fullmatch(asked)
    if everything and everything["asks"]:
        return Form("list", reads=f"{everything['asks']}{everything['rest']}")
    if everything and _names_several(everything["listed"]):
        return Form("list", reads=f"Which {everything['listed'].rstrip('.!')}?")
    kind = answer_kind(text)
    if has_question_word(text):
        if kind.kind not in ("number", "money", "duration", "date") and _asks_for_several(asked):
            return Form("list")
        return Form("span", named=named_in(asked))
    if kind.kind == "yes_no":
        return Form("yes_no")
    typed = words(text)
    if kind.kind == "thing" and not kind.thing and 0 < len(typed) <= MOST_KEYWORDS:
        said = [word.lower() for word in typed]
        if set(said) - STOP_WORDS and not _is_sentence(text.rstrip(), said):
            return Form("brief", text.strip(" \t\n?"))
    return Form("span")


def _is_sentence(text: str, typed: Sequence[str]) -> bool:
    """Tell whether a line without a question word is more than key words.

    "Dam inquiry costs?" is none; "And Japan?" goes on with what was asked, "Ties resumed?" asks for
    yes or no.
    """
    if text.endswith(".") or typed[0] in AUXILIARIES:
        return True
    if not text.endswith("?"):
        return False
    if other_language(text) is not None or len(typed) < FEWEST_KEYWORDS:
        return True
    verb = any(word in AUXILIARIES or word.endswith("ed") for word in typed[1:])
    return verb or typed[0] in ("and", "or", "but", "so")


def _asks_for_several(asked: str) -> bool:
    """Tell whether "which" or "what" stands before a noun in the plural.

    A noun that is known ends the search: "which sports league" and "which country says" ask for
    one.
    """
    named = _ARE_THE.match(asked)
    if named:
        return _names_several(named["noun"])
    which = _WHICH.search(asked)
    # "Which communications company's revenue" asks for one: whose it is ends in 's.
    typed = [re.sub(r"['’]s$", "", word) for word in which["noun"].lower().split()] if which else []
    for word, after in zip(typed, [*typed[1:], ""], strict=False):
        if word in KIND_OF_NOUN and not _is_plural(word):
            return False
        if _is_plural(word) and after not in KIND_OF_NOUN:
            return True
    return False


def _names_several(listed: str) -> bool:
    """Tell whether what is to be listed begins with a noun in the plural."""
    return any(_is_plural(word.lower()) for word in words(listed)[:4])


def _is_plural(noun: str) -> bool:
    return noun in _PLURALS or (
        noun.isalpha()
        and noun not in _ONE_THING
        and singular(noun) != noun
        and len(noun) > len("gas")
    )

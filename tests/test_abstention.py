"""The words of a no: honest, about the thing asked, and told apart from what may answer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import ALWAYS
from small_assistant import small_assistant

from qa.answer.terms import of_terms
from qa.assistant import Assistant
from qa.contract.answer import Abstention, Answer, ContextTerm
from qa.contract.candidates import Hit
from qa.contract.display import NEAREST, NOT_FOUND, NOT_SURE
from qa.index.view import View, open_view
from qa.ingest.articles import article_from_text
from qa.question.question import parse_question, with_context
from qa.read.calibration import Calibration
from qa.terminal.rendering import answer_lines
from qa.train.calibrate import POSSIBLE
from web.chat_text import answer_of, message_of

FERRY = "Ferry sinks\n\nLISBON, Jan. 7, 2011 - The ferry Aurora sank off Faro. Nobody was hurt.\n"


@pytest.fixture
def view(assistant: Assistant) -> Iterator[View]:
    with open_view(assistant.store, assistant.snapshots, assistant.embedder) as opened:
        yield opened


def no(assistant: Assistant, question: str) -> Abstention:
    abstention = assistant.ask(question).abstention
    assert abstention is not None
    return abstention


@pytest.mark.parametrize("question", ["Who won the Super Bowl?", "How tall is Leon Panetta?"])
def test_a_no_says_what_was_found_and_not_what_articles_tell(
    assistant: Assistant, question: str
) -> None:
    assert no(assistant, question).reason.startswith(f"{NOT_FOUND} ")


# Written before any of them was asked.
TERMS = {
    "Who won the Super Bowl?": ["No article mentions “Super Bowl”."],
    "How many penguins does Leon Panetta keep?": [
        "No article mentions “penguins”.",
        "Named: “Leon Panetta” in 1 article.",
    ],
    "Tell me about zeppelins.": ["No article mentions “zeppelins”."],
    "How many countries take part?": [],
    "Did 9,000 soldiers desert from the Kazakh army?": [
        "No article mentions “Kazakh”, “9,000”, “soldiers” or “desert”.",
    ],
    "What did Michael Chase tell Boris Johnson?": [
        "No article mentions “Boris Johnson”.",
        "Named: “Michael Chase” in 2 articles.",
    ],
}


@pytest.mark.parametrize("question", TERMS)
def test_what_is_missing_are_names_numbers_and_terms(view: View, question: str) -> None:
    said = of_terms(view, parse_question(question))
    for wanted, sentence in zip(TERMS[question], said, strict=True):
        assert sentence == wanted


@pytest.mark.parametrize("question", TERMS)
def test_what_is_said_to_be_missing_is_in_no_article(
    assistant: Assistant, view: View, question: str
) -> None:
    texts = [article.text.lower() for article in assistant.articles()]
    for sentence in of_terms(view, parse_question(question)):
        if sentence.startswith("No article"):
            terms = sentence.split("“")[1:]
            assert not any(term.split("”")[0].lower() in text for term in terms for text in texts)


@pytest.mark.parametrize(
    ("asked", "text", "word"),
    [
        ("Has Stenger settled?", "Mr. Stenger reached a settlement with the state.", "settled"),
        ("Who criticised the mayor?", "Criticism of the mayor has grown.", "criticised"),
        ("How did Oslo react?", "The reaction in Oslo was calm.", "react"),
        ("Was the pact ratified?", "The ratification of the pact took a year.", "ratified"),
        ("Who departed?", "Her departure surprised the party.", "departed"),
    ],
)
def test_a_word_whose_kin_stands_near_is_not_called_missing(
    tmp_path: Path, asked: str, text: str, word: str
) -> None:
    made = small_assistant(tmp_path / "index", [article_from_text(f"A title\n\n{text}\n", "a.txt")])
    with open_view(made.store, made.snapshots, made.embedder) as view:
        question = parse_question(asked)
        hits = [Hit(passage, 0.0, 0.0, 0.0) for passage in view.passages(view.newest(1))]
        assert any(word in said for said in of_terms(view, question))
        assert not any(word in said for said in of_terms(view, question, hits))


def test_a_word_never_named_is_one_that_names_nothing(view: View) -> None:
    said = of_terms(view, parse_question("Tell me how many people take much longer than others"))
    assert not any(word in " ".join(said) for word in ("Tell", "many", "take", "much"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1500", "Named: “1500” in 1 article."),
        ("1,500", "Named: “1,500” in 1 article."),
        ("2500", "Named: “2500” in 1 article."),
        ("2,500", "Named: “2,500” in 1 article."),
        ("3000", "No article mentions “3000”."),
        ("3,000", "No article mentions “3,000”."),
    ],
)
def test_a_number_is_named_as_typed_and_found_as_it_is_written(
    tmp_path: Path, typed: str, said: str
) -> None:
    told = "Strike ends\n\nThe strike of 1,500 miners ended. Some 2500 miners had not joined it.\n"
    made = small_assistant(tmp_path / "index", [article_from_text(told, "strike.txt")])
    with open_view(made.store, made.snapshots, made.embedder) as view:
        sentences = of_terms(view, parse_question(f"Did {typed} miners strike?"))
    assert said in sentences


@pytest.mark.parametrize(
    "time", ["2010", "August 2010", "1987", "China suspend ties in 2010", "talks of May 1987"]
)
def test_a_time_of_an_earlier_question_is_no_word_that_articles_lack(view: View, time: str) -> None:
    question = with_context(parse_question("And who froze them?"), [ContextTerm(time, 1)])
    said = " ".join(of_terms(view, question))
    assert not any(year in said for year in ("2010", "2,010", "1987", "1,987"))


def test_a_number_longer_than_python_reads_is_named_as_it_is(view: View) -> None:
    endless = "9" * 5_000
    said = of_terms(view, replace(parse_question("Who paid it?"), numbers=(endless,)))
    assert endless in " ".join(said)


def test_the_nearest_passages_share_words_with_the_question(assistant: Assistant) -> None:
    assert no(assistant, "Who won the Super Bowl?").nearest == ()
    for citation in no(assistant, "How tall is Leon Panetta?").nearest[:1]:
        assert "Panetta" in citation.quote.text


def between(confidence: float) -> Calibration:
    """Return a calibration by which every verified answer is this far between the thresholds."""
    return replace(ALWAYS, confidence={}, bias=confidence, threshold=0.6, possible=0.4)


@pytest.mark.parametrize(("bias", "possible"), [(0.0, True), (-2.0, False)])
def test_between_the_thresholds_the_first_passage_may_answer(
    tmp_path: Path, bias: float, possible: bool
) -> None:
    articles = [article_from_text(FERRY, "ferry.txt")]
    with small_assistant(tmp_path / "one", articles, calibration=between(bias)) as one:
        answer = one.ask("Where did the ferry sink?")
        assert not answer.answered
        assert answer.abstention is not None
        assert answer.abstention.possible is possible
        for text in surfaces(answer):
            assert ("Possibly:" in text) is possible
            assert (NOT_SURE in text, NOT_FOUND in text) == (possible, not possible)
            assert (NEAREST in text) is not possible
        assert answer_of(message_of(answer)) == ""


@pytest.mark.parametrize(("bias", "lacking"), [(0.0, "sure answer"), (-2.0, "answer")])
def test_what_may_be_of_the_time_asked_for_is_not_denied(
    tmp_path: Path, bias: float, lacking: str
) -> None:
    articles = [article_from_text(FERRY, "ferry.txt")]
    with small_assistant(tmp_path / "one", articles, calibration=between(bias)) as one:
        answer = one.ask("Where did the ferry sink in January 2011?")
    assert answer.abstention is not None
    assert f" No {lacking} was found in what is told of that time" in answer.abstention.reason


def surfaces(answer: Answer) -> list[str]:
    """An answer as the terminal, Markdown, HTML and a chat message show it."""
    terminal = "\n".join(line.plain for line in answer_lines(answer))
    return [terminal, answer.to_markdown(), answer.to_html(), message_of(answer)]


def test_what_is_shown_as_possible_was_fitted_below_the_threshold(assistant: Assistant) -> None:
    calibration = assistant.models.calibration
    assert 0.0 < calibration.possible <= calibration.threshold
    assert 1 - calibration.risk > POSSIBLE


def test_nothing_is_near_where_nothing_was_retrieved(tmp_path: Path) -> None:
    with small_assistant(tmp_path / "none", []) as none:
        answer = none.ask("Where did the ferry sink?")
        assert answer.abstention is not None
        assert answer.abstention.reason.startswith("The collection holds no articles yet.")
        assert (answer.abstention.nearest, answer.abstention.possible) == ((), False)

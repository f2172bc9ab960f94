"""No answer, in every form: what is said of what is shown beside it is true wherever it is read."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes import ALWAYS, SharedWordsReader
from small_assistant import quoting, small_assistant

from qa.answer.counting import REASON
from qa.answer.yes_no import UNSETTLED
from qa.assistant import Assistant
from qa.contract.answer import Answer
from qa.contract.display import NEAREST, NOT_FOUND, NOT_SURE, POSSIBLY, nearest_of
from qa.ingest.articles import article_from_text
from qa.question.form import form_of
from qa.terminal.rendering import answer_lines
from web.chat_text import message_of

FERRY = """Ferry sinks

LISBON, Jan. 7, 2011 - The ferry Aurora sank off Faro. Nobody was hurt. Ana Lund said that the ferry
was too old. Rui Meyer said that the harbour was too shallow. The ferry had been repaired in 2009.
"""
MINE = """Mine reopens

PORTO, May 2, 2012 - The mine at Aljustrel was opened again. The town hopes that the mine is safe.
"""

# How sure every answer is: too doubtful, possible, given.
SURENESS = {"no": -2.0, "possible": 0.0, "given": 2.0}
QUESTIONS = {
    "span": "Where did the ferry sink?",
    "list": "Which ferries and harbours are there?",
    "yes_no": "Is the mine safe?",
    "count": "How many times did the ferry sink?",
    "count of nothing": "How often did zeppelins explode?",
    "brief": "Tell me about the ferry",
    "no brief": "Tell me about zeppelins",
    "unsure brief": "Tell me about the ferry Aurora museum",
    "period": "What happened in 1850?",
    "latest": "What is the latest on zeppelins?",
    "comparison": "Compare what Lund and Meyer said about the Olympics of Oslo",
    "one side": "Compare what Lund and Zorn said about the ferry",
    "no side": "Compare what Zorn and Quist said about zeppelins",
    "several": "Where did the ferry sink and who opened the mine?",
    "another language": "Wo ist die Fähre gesunken und warum?",
    "help": "Hello",
}


def surfaces(answer: Answer) -> dict[str, str]:
    """An answer as it is read everywhere but on the page."""
    return {
        "terminal": "\n".join(line.plain for line in answer_lines(answer)),
        "Markdown": answer.to_markdown(),
        "HTML": answer.to_html(),
        "chat": message_of(answer),
    }


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Answer]:
    opened: dict[str, Assistant] = {}

    def ask(sure: str, question: str) -> Answer:
        if sure not in opened:
            calibration = replace(
                ALWAYS, confidence={}, bias=SURENESS[sure], threshold=0.6, possible=0.4
            )
            articles = [
                article_from_text(FERRY, "ferry.txt"),
                article_from_text(MINE, "mine.txt"),
            ]
            opened[sure] = small_assistant(
                tmp_path_factory.mktemp(sure) / "index",
                articles,
                reader=SharedWordsReader(),
                calibration=calibration,
            )
        return opened[sure].ask(QUESTIONS[question])

    return ask


@pytest.mark.parametrize("sure", SURENESS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_said_of_what_is_shown_is_true(
    asked: Callable[[str, str], Answer], sure: str, question: str
) -> None:
    answer = asked(sure, question)
    abstention = answer.abstention
    if abstention is None:
        assert answer.answered and answer.citations
        return
    assert not (answer.answered or answer.citations or answer.agreement or answer.parts)
    shown, may = abstention.nearest, len(abstention.parts) or int(abstention.possible)
    assert abstention.possible == (may > 0) and may <= len(shown)
    assert [each.number for each in shown] == list(range(1, len(shown) + 1))
    assert tuple(part.citation for part in abstention.parts) == shown[: len(abstention.parts)]
    assert nearest_of(answer) == shown[may:]
    for text in surfaces(answer).values():
        assert (NOT_SURE in text) <= abstention.possible
        assert ("sure answer" in text) <= abstention.possible
        assert ("Possibly:" in text or POSSIBLY in text) == abstention.possible
        assert (NEAREST in text) == (len(shown) > may)
        assert text.count(abstention.reason) == 1 or text.startswith("<") or "\\" in text
    assert (NOT_FOUND in abstention.reason) <= (not abstention.possible)
    assert (abstention.reason == REASON) <= (bool(shown) and not abstention.possible)
    assert (abstention.reason == UNSETTLED) <= bool(shown)


def test_every_form_is_refused_in_every_way(asked: Callable[[str, str], Answer]) -> None:
    seen = set()
    for sure in SURENESS:
        for name, question in QUESTIONS.items():
            abstention = asked(sure, name).abstention
            if abstention is not None:
                said = f"{form_of(question).name} {'possible' if abstention.possible else 'no'}"
                seen.add(said)
    forms = "span list yes_no brief comparison several".split()
    assert seen >= {f"{form} {way}" for form in forms for way in ("possible", "no")}
    assert seen >= {"count no", "period no", "latest no", "help no"}


def test_both_sides_of_an_unsure_comparison_are_shown_alike(
    asked: Callable[[str, str], Answer],
) -> None:
    answer = asked("no", "comparison")
    assert answer.abstention is not None and answer.abstention.possible
    first, second = answer.abstention.parts
    assert (first.label, second.label) == ("Lund", "Meyer")
    assert "Lund" in first.citation.quote.text and "Meyer" in second.citation.quote.text
    assert answer.confidence == min(first.citation.confidence, second.citation.confidence)
    assert "No article mentions “Olympics of Oslo”. Named: “Lund” in" in answer.abstention.reason
    for text in surfaces(answer).values():
        for part in (first, second):
            assert (f"{part.label} {POSSIBLY}" in text.replace("\\", "")) is part.possible
        assert NEAREST not in text


SANK, SOLD, FLEW = "Where did the ferry Aurora sink?", "Who sold the mine?", "Who flew zeppelins?"


@pytest.fixture(scope="module")
def mixed() -> Assistant:
    """Answers the first question, may answer the second, and knows nothing of the third."""
    return quoting([article_from_text(FERRY, "ferry.txt"), article_from_text(MINE, "mine.txt")])


@pytest.mark.parametrize(
    ("asked", "given", "possible", "without"),
    [
        ((SANK, SOLD), 1, [SOLD], []),
        ((SOLD, SANK), 1, [SOLD], []),
        ((SANK, FLEW), 1, [], [FLEW]),
        ((SANK, SOLD, FLEW), 1, [SOLD], [FLEW]),
        ((FLEW, SOLD, SANK), 1, [SOLD], [FLEW]),
        ((SOLD, FLEW), 0, [SOLD], [FLEW]),
        ((SANK, "Who opened the mine?"), 2, [], []),
    ],
)
def test_of_several_questions_what_may_be_answered_is_not_said_to_have_no_answer(
    mixed: Assistant, asked: tuple[str, ...], given: int, possible: list[str], without: list[str]
) -> None:
    answer = mixed.ask(" ".join(asked))
    assert answer.answered == (given > 0) and len(answer.parts) == given
    may = answer.abstention.parts if answer.abstention else answer.possible_parts
    assert [part.label for part in may] == possible and all(part.possible for part in may)
    assert answer.unanswered == tuple(without)
    shown = [part.citation for part in (*answer.parts, *may)]
    assert [citation.number for citation in shown] == list(range(1, len(shown) + 1))
    assert answer.citations == tuple(part.citation for part in answer.parts)
    for name, text in surfaces(answer).items():
        plain = text.replace("\\", "")
        for part in may:
            assert f"{part.label} {POSSIBLY}" in plain, name
            assert part.citation.quote.text in re.sub("</?mark>|[*]", "", plain), name
        assert plain.count(NOT_FOUND) == len(without), name
        assert all(re.search(rf"{re.escape(each)}\s+{NOT_FOUND}", plain) for each in without), name
    assert Answer.from_dict(answer.to_dict()) == answer


def test_a_table_says_which_of_several_questions_only_may_be_answered(mixed: Assistant) -> None:
    frame = mixed.ask(f"{SANK} {SOLD}").to_frame()
    assert list(frame["answered"]) == [True, False]
    assert list(frame["label"]) == [SANK, f"{SOLD} {POSSIBLY}"]

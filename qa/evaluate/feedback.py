"""What people said of answers (``qa serve --feedback``), as questions with known answers.

A verdict is on a place: the first quotation of an answer. Asked again, an answer is the same where
it begins with the same place. Verdicts on no answer at all are counted, and not asked again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.assistant import Assistant
from qa.contract.feedback import VERDICTS, Feedback
from qa.errors import SetError


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """Of ``verdicts``, the last one on each answer: shares, NaN where there is nothing to share.

    ``right`` of all; ``promised`` is the share that the answers themselves led to expect.
    ``right_kept``: of right ones asked again, answered with the same place; ``wrong_gone``: of
    wrong ones, with another or none. Higher is better for both.
    """

    verdicts: int
    right: float
    promised: float
    right_kept: float
    wrong_gone: float


def load_feedback(file: Path) -> list[Feedback]:
    """Return the verdicts of a file, of several on one answer the last.

    :raises SetError: when the file cannot be read, or a line of it is no verdict.
    """
    last: dict[Feedback, Feedback] = {}  # by what was asked and shown
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise SetError(f"{file}: cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            given = Feedback.from_dict(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise SetError(
                f"{file}: line {number} is no verdict as qa serve --feedback writes it: {error}"
            ) from error
        if given.verdict not in VERDICTS:
            raise SetError(f"{file}: line {number} says {given.verdict!r}, not right or wrong")
        last[replace(given, verdict="right", text="", right_of_hundred=None, time="")] = given
    return list(last.values())


def evaluate_feedback(assistant: Assistant, judged: Sequence[Feedback]) -> FeedbackFigures:
    """Ask every question of ``judged`` again, with the context and limits it was asked with."""
    sure = [given.right_of_hundred / 100 for given in judged if given.right_of_hundred is not None]
    right = [given for given in judged if given.verdict == "right"]
    wrong = [given for given in judged if given.verdict == "wrong"]
    return FeedbackFigures(
        verdicts=len(judged),
        right=_share([given.verdict == "right" for given in judged]),
        promised=_share(sure),
        right_kept=_share([_same(assistant, given) for given in right if given.citation]),
        wrong_gone=_share([not _same(assistant, given) for given in wrong if given.citation]),
    )


def _same(assistant: Assistant, given: Feedback) -> bool:
    """Tell whether the question is answered with the place that the verdict is on."""
    citations = assistant.ask(
        given.question,
        context=list(given.context),
        as_typed=given.as_typed,
        as_of=given.as_of,
        published_from=given.published_from,
        published_to=given.published_to,
        sources=given.sources,
    ).citations
    place = given.citation
    return (
        bool(citations)
        and place is not None
        and (citations[0].article.id, citations[0].quote.start, citations[0].quote.end)
        == (place.article, place.start, place.end)
    )


def _share(values: Sequence[float]) -> float:
    """Return the mean of shares or truths."""
    return sum(values) / len(values) if values else float("nan")

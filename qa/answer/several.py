"""Several questions in one line: the answer to each, under its question."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer.parts import Composed
from qa.contract.answer import Answer, Citation, Part


def joined(questions: Sequence[str], answers: Sequence[Answer]) -> Composed:
    """Return a list with one part a question that is answered, labelled with it.

    What may answer another stands apart, under its question too; questions that nothing answers are
    ``unanswered``. The confidence is that of the least sure part. Where none is answered, what may
    answer is the abstention's, and where nothing does the first one's abstention stands for all.
    """
    pairs = list(zip(questions, answers, strict=True))
    given = [pair for pair in pairs if pair[1].answered]
    possible = [pair for pair in pairs if _may_answer(pair[1])]
    shown = [*given, *possible]
    if not shown:
        return Composed("span", confidence=answers[0].confidence, abstention=answers[0].abstention)
    parts = tuple(
        Part(question, replace(_first(answer), number=number), possible=not answer.answered)
        for number, (question, answer) in enumerate(shown, start=1)
    )
    least = min((answer for _, answer in given or shown), key=lambda answer: answer.confidence)
    unanswered = tuple(pair[0] for pair in pairs if pair not in shown)
    if given:
        return Composed(
            "list",
            parts[: len(given)],
            least.confidence,
            least.right_of_hundred,
            unanswered=unanswered,
            possible=parts[len(given) :],
        )
    why = shown[0][1].abstention
    assert why is not None
    nearest = tuple(part.citation for part in parts)
    abstention = replace(why, nearest=nearest, parts=parts)
    return Composed(
        "span", confidence=least.confidence, abstention=abstention, unanswered=unanswered
    )


def _may_answer(answer: Answer) -> bool:
    return answer.abstention is not None and answer.abstention.possible


def _first(answer: Answer) -> Citation:
    """Return the quote that answers, or may answer."""
    return (answer.abstention.nearest if answer.abstention else answer.citations)[0]

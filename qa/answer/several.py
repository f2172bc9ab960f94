"""Several questions in one line: the answer to each, under its question."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer.parts import Composed
from qa.contract.answer import Answer, Part


def joined(questions: Sequence[str], answers: Sequence[Answer]) -> Composed:
    """Return a list with one part a question that is answered, labelled with it.

    The others are its ``unanswered``. Its confidence is that of the least sure part. Where none is
    answered the first one's abstention stands for all.
    """
    answered = [
        (question, answer)
        for question, answer in zip(questions, answers, strict=True)
        if answer.answered
    ]
    if not answered:
        return Composed("span", confidence=answers[0].confidence, abstention=answers[0].abstention)
    parts = tuple(
        Part(question, replace(answer.citations[0], number=number))
        for number, (question, answer) in enumerate(answered, start=1)
    )
    least = min((answer for _, answer in answered), key=lambda answer: answer.confidence)
    unanswered = tuple(
        question for question, answer in zip(questions, answers, strict=True) if not answer.answered
    )
    return Composed("list", parts, least.confidence, least.right_of_hundred, unanswered=unanswered)

"""A question with context is tried as typed, too: when, and which of its answers count."""

from qa.contract.answer import Answer
from qa.contract.request import Request
from qa.question.context.follow_up import PRONOUN
from qa.question.context.referents import is_fragment
from qa.question.question import Question
from qa.text.words import question_stems, stems


def competes(question: Question, request: Request) -> bool:
    """Tell whether a question is tried as typed, too: not where that says nothing by itself.

    Only where none is sure in context: typed, "Whom will he meet?" is answered with anybody.
    """
    chosen = request.context is not None
    return bool(question.context) and not chosen and not is_fragment(question.text)


def stands(alone: Answer, request: Request) -> bool:
    """Tell whether what was found without the context is given: in what was cited last, if any."""
    cited = [turn.article for turn in request.history if turn.article]
    return alone.answered and (not cited or alone.citations[0].article.id == cited[-1])


def repeats(answer: str, question: Question) -> bool:
    """Tell whether an answer holds no more than words of the context that a question has.

    Nor, where "he" or "it" stands for it, than the last answer.
    """
    said = question_stems(answer)
    if said <= stems(" ".join(term.text for term in question.context)):
        return True
    before = question.last.answer if question.last and PRONOUN.search(question.text) else ""
    return bool(before) and said <= question_stems(before)

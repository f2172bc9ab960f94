"""A question in another language that found no answer: said to be so."""

from dataclasses import replace

from qa.contract.answer import Answer
from qa.question.tongue import other_language


def in_other_language(answer: Answer) -> Answer:
    """Return an abstention that says so first where the question is plainly not English."""
    language = other_language(answer.question)
    if language is None or answer.abstention is None:
        return answer
    said = f"The question seems to be in {language}; only English is understood."
    reason = f"{said} {answer.abstention.reason}"
    return replace(answer, abstention=replace(answer.abstention, reason=reason))

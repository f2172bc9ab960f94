"""Whether a sentence tells of what was only planned, or did not happen, where a fact is asked."""

import re

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question
from qa.text.words import question_stems, stems, words

# A plan, a refusal: what the sentence tells of did not happen by its telling. Prices decline, a
# train is late due to fog, Will is a name, and somebody's will is a paper.
_UNREAL = re.compile(
    r"\b(?:cancel\w*|call(?:ed|ing)?\s+off|turn(?:ed|ing|s)?\s+down|reject\w*"
    r"|declin(?:ed?|es|ing)\s+(?:to|an?|the|his|her|its|their)\b|postpon\w*|propos\w*"
    r"|plan(?:s|ned|ning)|schedul\w*"
    r"|(?:is|are|was|were|be|been)\s+due\s+to\s+(?!(?:an?|the|his|her|its|their)\b)"
    r"|refus(?:ed?|es|ing|al)|abandon\w*|scrapp(?:ed|ing)|fail(?:s|ed)?\s+to|would|going\s+to"
    r"|(?<!\bhis )(?<!\bher )(?<!\bthe )(?<!\bfree )(?-i:will)|aim(?:s|ed)?\s+to|intend\w*"
    r"|hop(?:es?|ed|ing)\s+to|was\s+to|were\s+to)\b",
    re.IGNORECASE,
)
_ASKS_OF_PLANS = re.compile(
    rf"{_UNREAL.pattern}|\b(?:plan|supposed|should|can|may|might|could|invite\w*|offer\w*|seek\w*)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:when|where|how\s+(?!did|was|were)\w+)\b.*\b(?:did|was|were)\b", re.IGNORECASE
)
_APART = re.compile(r"\s[-–—]\s|[;:—]")


def unreal(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 where it is asked when, where or how much it was, and the quote has only a plan.

    The part of it with the answer tells of a plan or a refusal, and the quote has the verb asked
    for in no past form. A question that speaks of plans itself may well be answered by them.
    """
    if not _HAPPENED.search(question.text) or _ASKS_OF_PLANS.search(question.text):
        return 0.0
    return float(
        _UNREAL.search(_part(candidate)) is not None and not _happened(question, candidate)
    )


def _part(candidate: Candidate) -> str:
    """Return what stands between the dashes, colons and semicolons around the answer."""
    sentence, before = candidate.sentence, candidate.answer.start - candidate.quote.start
    after = candidate.answer.end - candidate.quote.start
    marks = list(_APART.finditer(sentence))
    start = max((mark.end() for mark in marks if mark.end() <= before), default=0)
    end = min((mark.start() for mark in marks if mark.start() >= after), default=len(sentence))
    return sentence[start:end]


def _happened(question: Question, candidate: Candidate) -> bool:
    """Tell whether the quote has a word of the question in a past form: "visited" for "visit"."""
    past = [word for word in words(candidate.sentence.lower()) if word.endswith("ed")]
    return bool(question_stems(question.wording) & stems(" ".join(past)))

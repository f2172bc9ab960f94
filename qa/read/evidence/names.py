"""Names of the question that the surroundings of a candidate lack."""

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question
from qa.read.evidence.wording import in_context
from qa.text.words import question_stems, stems


def names_elsewhere(view: View, question: Question, candidate: Candidate) -> float:
    """Return the share, 0 to 1, of the question's names that the sentence in its context lacks."""
    if not question.names:
        return 0.0
    said = stems(in_context(candidate.passage, candidate.quote))
    return sum(not _last(name) <= said for name in question.names) / len(question.names)


def _last(name: str) -> frozenset[str]:
    return question_stems(name.split()[-1])

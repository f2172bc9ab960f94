"""Whether a sentence counts the thing that "how many" asks about."""

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question
from qa.read.evidence.wording import in_context
from qa.text.words import question_stems, stems

# Words for what is counted that news seldom repeats: "seven died" answers how many people.
_UNNAMED = frozenset("people persons times others lives things percent".split())


def uncounted(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 where "how many doors" is asked and the sentence in its context has no door."""
    kind, thing = question.asks
    if kind != "number" or not thing or thing in _UNNAMED:
        return 0.0
    wanted = question_stems(thing)
    return float(not wanted & stems(in_context(candidate.passage, candidate.quote)))

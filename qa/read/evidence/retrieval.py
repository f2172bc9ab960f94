"""How near a candidate's passage and sentence are to the question, by meaning and by words.

The cosine compares between questions; the shares of the greatest compare the passages of one.
"""

from collections.abc import Callable, Mapping

from qa.contract.candidates import Candidate, Hit
from qa.index.view import View
from qa.question.question import Question

OF_PASSAGE: Mapping[str, Callable[[Hit], float]] = {
    "cosine": lambda hit: hit.dense,
    "meaning": lambda hit: hit.dense_share,
    "words": lambda hit: hit.lexical_share,
}
"""The same of a passage, before anything of it is read."""


def cosine(view: View, question: Question, candidate: Candidate) -> float:
    """Return the cosine of question and passage, -1 to 1."""
    return OF_PASSAGE["cosine"](candidate.hit)


def meaning(view: View, question: Question, candidate: Candidate) -> float:
    """Return the cosine over that of the nearest passage found, 0 to 1."""
    return OF_PASSAGE["meaning"](candidate.hit)


def words(view: View, question: Question, candidate: Candidate) -> float:
    """Return the bm25 score over that of the best passage found, 0 to 1."""
    return OF_PASSAGE["words"](candidate.hit)


def sentence(view: View, question: Question, candidate: Candidate) -> float:
    """Return the cosine of question and quote in its context; 0.0 when it was not verified."""
    return candidate.nearness or 0.0

"""How near the passage of a candidate is to the question, by meaning and by words.

The cosine compares between questions; the shares of the greatest compare the passages of one.
"""

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question


def cosine(view: View, question: Question, candidate: Candidate) -> float:
    """Return the cosine of question and passage, -1 to 1."""
    return candidate.hit.dense


def meaning(view: View, question: Question, candidate: Candidate) -> float:
    """Return the cosine over that of the nearest passage found, 0 to 1."""
    return candidate.hit.dense_share


def words(view: View, question: Question, candidate: Candidate) -> float:
    """Return the bm25 score over that of the best passage found, 0 to 1."""
    return candidate.hit.lexical_share

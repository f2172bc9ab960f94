"""What a conversation says for a candidate: it stands in the article that was cited last."""

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question


def cited(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 for a candidate of the article that the conversation goes on about, else 0.0."""
    last = question.last
    return float(last is not None and candidate.passage.article_id == last.article)

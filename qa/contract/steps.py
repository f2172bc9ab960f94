"""The steps before an Answer is there, for those who show them."""

from dataclasses import dataclass

from qa.contract.answer import ArticleReference, Correction, TextSpan


@dataclass(frozen=True, slots=True)
class Understood:
    """First step of an answer: the question as it is asked of the collection.

    ``corrected`` are those of its words that are read as others.
    """

    question: str
    standalone_question: str
    corrected: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that is about to be read."""

    article: ArticleReference
    passage: TextSpan


@dataclass(frozen=True, slots=True)
class Found:
    """Second step of an answer: the passages retrieved, best first."""

    passages: tuple[FoundPassage, ...]

"""What goes from stage to stage while a question is asked: hits, then what was read from them."""

from dataclasses import dataclass

from qa.contract.article import Passage, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage. All scores are bigger-is-better.

    ``score`` is the fused score the order is by; ``dense`` the cosine of question and passage;
    ``lexical`` the negated bm25, 0.0 when no word of the question occurs in the passage.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader took from a passage: the answer inside its quote (whole sentence).

    ``score``: bigger is better, across passages; ``certainty``: log-odds among all spans of one.
    """

    passage: Passage
    answer: Span
    quote: Span
    score: float
    certainty: float

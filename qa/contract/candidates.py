"""What goes from stage to stage while a question is asked: hits, then candidates read from them."""

from dataclasses import dataclass

from qa.contract.article import Passage, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage. All scores are bigger-is-better.

    ``score`` is the fused score the order is by; ``dense`` the cosine of question and passage;
    ``lexical`` the negated bm25, 0.0 when no word of the question occurs in the passage. The shares
    are these two divided by the greatest among the passages found for the question, 0 to 1.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float
    dense_share: float = 0.0
    lexical_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer: a span of a sentence of a retrieved passage, in article coordinates.

    ``margin`` is how much the reader prefers it to "no answer", in raw logits: bigger is better,
    and margins of different passages compare. ``certainty`` is the logarithm of the odds, by the
    reader's own probabilities within the passage, that it or a span much like it answers.
    ``verified`` is the verifier's margin, ``nearness`` the cosine of the question and the quote in
    its context; both are None for a candidate that was not verified. ``lead`` is what the verifier
    reads before that context: an earlier sentence, or the headline.
    """

    hit: Hit
    answer: Span
    quote: Span
    margin: float
    certainty: float
    verified: float | None = None
    nearness: float | None = None
    lead: str = ""

    @property
    def passage(self) -> Passage:
        """The passage it was read from."""
        return self.hit.passage

    @property
    def context(self) -> Span:
        """The quote with the sentence before it, in article coordinates."""
        before = sentence_before(self.passage, self.quote)
        return Span(before.start, self.quote.end) if before else self.quote

    @property
    def words(self) -> str:
        """The text of the answer."""
        return within(self.passage, self.answer)

    @property
    def sentence(self) -> str:
        """The text of the quote."""
        return within(self.passage, self.quote)

    @property
    def place(self) -> Span:
        """Where the answer stands in ``sentence``."""
        return Span(self.answer.start - self.quote.start, self.answer.end - self.quote.start)


def within(passage: Passage, span: Span) -> str:
    """Return the text of a span that lies in a passage."""
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]


def sentence_before(passage: Passage, quote: Span) -> Span | None:
    """Return the sentence before a quote in its passage, None when it is the first."""
    before = [sentence for sentence in passage.sentences if sentence.end <= quote.start]
    return before[-1] if before else None

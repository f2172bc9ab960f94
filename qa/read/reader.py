"""The ``Reader`` over the trained span model: the shortest span that answers, in its sentence."""

from collections.abc import Sequence
from pathlib import Path

from qa.contract.article import Passage, Span
from qa.contract.candidates import Candidate, Hit, within
from qa.read.marks import paired
from qa.read.span_model.model import SpanModel
from qa.read.span_model.pieces import SpanScore

MODEL = Path(__file__).parent.parent / "models" / "reader"

# Spans taken of each passage. The right one is hardly ever further down.
SPANS = 4


class SpanReader:
    """Finds answer spans. What speaks for or against one is evidence, and judged elsewhere."""

    def __init__(self, model: SpanModel) -> None:
        """Read with a loaded model."""
        self._model = model
        self.name = model.name

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """Return the best spans of all hits, best first, none overlapping another.

        Passages overlap by a sentence: of two spans of one article that share a code point the
        better one stays. Ties are in the order of passage id, then of answer start.
        """
        scored = self._model.score(
            question,
            [hit.passage.text for hit in hits],
            n_best=SPANS,
            sections=[_sections(hit.passage) for hit in hits],
        )
        candidates = [
            candidate
            for hit, spans in zip(hits, scored, strict=True)
            for span in spans
            if (candidate := _candidate(hit, span))
        ]
        return apart(candidates)


def apart(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates best first; of those that share words of an article the best one.

    Ties are in the order of passage id, then of answer start.
    """
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda x: (-x.margin, x.passage.id, x.answer)):
        if not any(_same_words(candidate, other) for other in kept):
            kept.append(candidate)
    return kept


def _sections(passage: Passage) -> list[tuple[int, int]]:
    """Return where answers may stand, in code points of the passage: sentences, datelines aside."""
    # Here, not at the top: the networks are loaded while what reads dates is imported.
    from qa.ingest.dateline import find_dateline

    sections = []
    for sentence in passage.sentences:
        dateline = find_dateline(within(passage, sentence))
        start = sentence.start + (dateline.end if dateline else 0)
        sections.append((start - passage.span.start, sentence.end - passage.span.start))
    return sections


def _candidate(hit: Hit, span: SpanScore) -> Candidate | None:
    """Put a span into its sentence; one that runs over an end is cut to where most of it stands.

    None when it touches no sentence, for text that was left out of the story answers nothing, and
    when no letter or digit is left.
    """
    passage = hit.passage
    whole = Span(passage.span.start + span.start, passage.span.start + span.end)
    touched = [sentence for sentence in passage.sentences if sentence.overlaps(whole)]
    if not touched:
        return None
    quote = max(touched, key=lambda sentence: (_shared(sentence, whole), -sentence.start))
    inside = Span(max(quote.start, whole.start), min(quote.end, whole.end))
    sentence = within(passage, quote)
    shown = paired(sentence, Span(inside.start - quote.start, inside.end - quote.start))
    if not any(map(str.isalnum, shown.of(sentence))):
        return None
    answer = shown.moved(quote.start)
    return Candidate(hit, answer, quote, span.score, span.certainty)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _same_words(one: Candidate, other: Candidate) -> bool:
    return one.passage.article_id == other.passage.article_id and one.answer.overlaps(other.answer)

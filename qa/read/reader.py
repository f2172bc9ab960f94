"""The ``Reader`` over the trained span model: the shortest span that answers, in its sentence."""

from collections.abc import Sequence
from pathlib import Path

from qa.contract.article import Passage, Span
from qa.contract.candidates import Extract, Hit
from qa.ingest.dateline import find_dateline
from qa.read.evidence.agents import agent_places
from qa.read.evidence.causes import cause_places
from qa.read.evidence.contraries import contrary
from qa.read.evidence.counts import miscounted
from qa.read.evidence.echoes import echoed
from qa.read.evidence.kinds import of_another_kind
from qa.read.evidence.offices import of_a_deputy
from qa.read.evidence.wording import within
from qa.read.marks import paired
from qa.read.ranges import whole_range
from qa.read.span_model.model import SpanModel
from qa.read.span_model.pieces import SpanScore

MODEL = Path(__file__).parent.parent / "models" / "reader"
CALIBRATION = MODEL / "confidence.json"

# Spans taken of each passage. The right one is hardly ever further down.
SPANS = 4

# Lost by spans of a sentence that asks: one that repeats the question looks like its answer.
ASKS = 4.0
# Lost by spans of a sentence that names only a deputy of the one whose office was asked for.
DEPUTY = 6.0
# Lost by a day that nobody asked for, and by what is no time when one was.
KIND = 6.0
# Lost by spans of a sentence that says the opposite of what is asked, or counts otherwise.
CONTRARY = 8.0
CLOSING = " \t\r\n\"'”’)]"


class SpanReader:
    """Finds answer spans; ``score`` is the model's margin over "no answer" in raw logits.

    Spans of a sentence that is a question itself score less, by ``ASKS``, those of one that names
    only a deputy of the one asked for, by ``DEPUTY``, those of one that says the opposite or counts
    otherwise, by ``CONTRARY``, and a time in place of something else or the reverse, by ``KIND``;
    their ``certainty`` loses as much.
    """

    def __init__(self, model: SpanModel) -> None:
        """Read with a loaded model."""
        self._model = model
        self.name = model.name

    def read(self, question: str, hits: Sequence[Hit]) -> list[Extract]:
        """Return the best spans of all hits, best first, none overlapping another.

        Passages overlap by a sentence: of two spans of one article that share a code point the
        better one stays. Ties are in the order of passage id, then of answer start.
        """
        passages = [hit.passage for hit in hits]
        scored = self._model.score(
            question,
            [passage.text for passage in passages],
            n_best=SPANS,
            sections=[_sections(passage) for passage in passages],
            favoured=[
                cause_places(question, passage.text) | agent_places(question, passage.text)
                for passage in passages
            ],
        )
        extracts = [
            extract
            for passage, spans in zip(passages, scored, strict=True)
            for span in spans
            if (extract := _extract(question, passage, span))
        ]
        extracts.sort(key=lambda extract: (-extract.score, extract.passage.id, extract.answer))
        kept: list[Extract] = []
        for extract in extracts:
            if not any(_same_words(extract, other) for other in kept):
                kept.append(extract)
        return kept


def _sections(passage: Passage) -> list[tuple[int, int]]:
    """Return where answers may stand, in code points of the passage: sentences, datelines aside."""
    sections = []
    for sentence in passage.sentences:
        dateline = find_dateline(within(passage, sentence))
        start = sentence.start + (dateline.end if dateline else 0)
        sections.append((start - passage.span.start, sentence.end - passage.span.start))
    return sections


def _extract(question: str, passage: Passage, span: SpanScore) -> Extract | None:
    """Put a span into its sentence; one that runs over an end is cut to where most of it stands.

    None when it touches no sentence, for text that was left out of the story answers nothing, when
    no letter or digit is left, and when it only echoes the question.
    """
    found = Span(passage.span.start + span.start, passage.span.start + span.end)
    touched = [sentence for sentence in passage.sentences if sentence.overlaps(found)]
    if not touched:
        return None
    quote = max(touched, key=lambda sentence: (_shared(sentence, found), -sentence.start))
    inside = Span(max(quote.start, found.start), min(quote.end, found.end))
    sentence = within(passage, quote)
    shown = paired(sentence, Span(inside.start - quote.start, inside.end - quote.start))
    shown = whole_range(question, sentence, shown)
    words = shown.of(sentence)
    if echoed(question, words) or not any(map(str.isalnum, words)):
        return None
    answer = Span(quote.start + shown.start, quote.start + shown.end)
    asks = sentence.rstrip(CLOSING).endswith("?")
    lost = (
        ASKS * asks
        + DEPUTY * of_a_deputy(question, sentence)
        + CONTRARY * (contrary(question, sentence) or miscounted(question, sentence))
        + KIND * of_another_kind(question, sentence, shown)
    )
    return Extract(passage, answer, quote, span.score - lost, span.certainty - lost)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _same_words(one: Extract, other: Extract) -> bool:
    return one.passage.article_id == other.passage.article_id and one.answer.overlaps(other.answer)

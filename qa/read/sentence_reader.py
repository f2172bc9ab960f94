"""A ``Reader`` without training: the sentences that are nearest to the question.

What a sentence means (its cosine with the question) and what it says (the question's words in it)
each miss what the other sees; their sum is the score. The answer of an extract is its whole quote.
"""

from collections.abc import Sequence
from pathlib import Path

from qa.datatypes import Extract, Hit, Passage, Span
from qa.index.words import coverage, question_stems, stems
from qa.protocols import Embedder

# Weight of the wording beside the meaning (cosine): half, by trial on training questions.
WORDING = 0.5

# Of so many passages, so many sentences are embedded: those that share most words with the question.
# Each costs a few milliseconds while a person waits.
PASSAGES = 8
SENTENCES = 16

CALIBRATION = Path(__file__).parent.parent / "models" / "sentences" / "confidence.json"


class SentenceReader:
    """Picks sentences with an embedder; ``score`` is cosine plus half the share of words."""

    def __init__(self, embedder: Embedder) -> None:
        """Read with the embedder that the index was built with."""
        self.embedder = embedder
        self.name = f"sentences/{embedder.name}"

    def read(self, question: str, hits: Sequence[Hit]) -> list[Extract]:
        """Return an extract of each sentence that was embedded, best first.

        Ties are in the order of passage id and start.
        """
        wanted = question_stems(question)
        candidates = [
            (coverage(wanted, stems(_slice(hit.passage, sentence))), hit.passage, sentence)
            for hit in hits[:PASSAGES]
            for sentence in hit.passage.sentences
        ]
        # stable: of sentences that share as much, those of the better passages
        chosen = sorted(candidates, key=lambda candidate: -candidate[0])[:SENTENCES]
        if not chosen:
            return []
        texts = [_slice(passage, sentence) for _, passage, sentence in chosen]
        vectors = self.embedder.encode([question, *texts])
        extracts = [
            Extract(passage, sentence, sentence, float(cosine) + WORDING * shared)
            for (shared, passage, sentence), cosine in zip(
                chosen, vectors[1:] @ vectors[0], strict=True
            )
        ]
        return sorted(
            extracts,
            key=lambda extract: (-extract.score, extract.passage.id, extract.answer.start),
        )


def _slice(passage: Passage, sentence: Span) -> str:
    """Return the text of a sentence of a passage."""
    return passage.text[sentence.start - passage.span.start : sentence.end - passage.span.start]

"""A ``Reader`` without training: the sentences that are nearest to the question.

What a sentence means (its cosine with the question) and what it says (the question's words in it)
each miss what the other sees; their sum is the score. The answer of an extract is its whole quote.
"""

from collections.abc import Sequence
from pathlib import Path

from qa.datatypes import Extract, Hit
from qa.protocols import Embedder
from qa.read.words import coverage, question_stems, stems

# Weight of the wording beside the meaning (cosine): half, by trial on training questions.
WORDING = 0.5

# Reading costs an embedding a sentence; passages further down were never right in trials.
PASSAGES = 8


CALIBRATION = Path(__file__).parent.parent / "models" / "sentences" / "confidence.json"


class SentenceReader:
    """Picks sentences with an embedder; ``score`` is cosine plus half the share of words."""

    def __init__(self, embedder: Embedder) -> None:
        """Read with the embedder that the index was built with."""
        self.embedder = embedder
        self.name = f"sentences/{embedder.name}"

    def read(self, question: str, hits: Sequence[Hit]) -> list[Extract]:
        """Return one extract a sentence, best first, ties by passage id and start."""
        pairs = [
            (hit.passage, sentence) for hit in hits[:PASSAGES] for sentence in hit.passage.sentences
        ]
        if not pairs:
            return []
        texts = [
            passage.text[sentence.start - passage.span.start : sentence.end - passage.span.start]
            for passage, sentence in pairs
        ]
        vectors = self.embedder.encode([question, *texts])
        cosines = vectors[1:] @ vectors[0]
        wanted = question_stems(question)
        extracts = [
            Extract(
                passage, sentence, sentence, float(cosine) + WORDING * coverage(wanted, stems(text))
            )
            for (passage, sentence), text, cosine in zip(pairs, texts, cosines, strict=True)
        ]
        return sorted(
            extracts,
            key=lambda extract: (-extract.score, extract.passage.id, extract.answer.start),
        )

"""A ``Reader`` without training: the sentences that are nearest to the question.

What a sentence means (its cosine with the question) and what it says (the question's words in it,
rare ones first) each miss what the other sees; their sum is the score. The answer of an extract is
its whole quote.
"""

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from qa.datatypes import Extract, Hit, Passage, Span
from qa.index.words import question_stems, stems
from qa.protocols import Embedder

# Weight of the wording beside the meaning (cosine). On training questions 0.3 to 1.0 do alike.
WORDING = 0.75

# Part of the wording that may stand in the passage around the sentence: "The secretary will visit"
# is about whoever was named before.
CONTEXT = 0.2

# How much more the thing asked for ("Which headquarters …", "What is the goal …") counts than the
# other words.
FOCUS = 2.0

_FOCUS = re.compile(
    r"\b(?:which|what)(?:\s+(?:is|are|was|were)\s+(?:the|an?))?\s+(?P<thing>\w+)", re.IGNORECASE
)

# Of so many passages, so many sentences are embedded: those that share most with the question.
# Each costs a few milliseconds while a person waits.
PASSAGES = 8
SENTENCES = 16

CALIBRATION = Path(__file__).parent.parent / "models" / "sentences" / "confidence.json"


class SentenceReader:
    """Picks sentences with an embedder; ``score`` is cosine plus the weighted share of wording."""

    def __init__(self, embedder: Embedder) -> None:
        """Read with the embedder that the index was built with."""
        self.embedder = embedder
        self.name = f"sentences/{embedder.name}"

    def read(self, question: str, hits: Sequence[Hit]) -> list[Extract]:
        """Return an extract of each sentence that was embedded, best first.

        Ties are in the order of passage id and start.
        """
        # passages overlap by a sentence: each is read once, in the better one
        places = {
            (hit.passage.article_id, sentence): hit.passage
            for hit in reversed(hits[:PASSAGES])
            for sentence in reversed(hit.passage.sentences)
        }
        sentences = [
            (passage, sentence, stems(_slice(passage, sentence)))
            for (_, sentence), passage in reversed(places.items())
        ]
        weights = _weights(question, [words for _, _, words in sentences])
        candidates = [
            (
                (1 - CONTEXT) * _shared(weights, words)
                + CONTEXT * _shared(weights, stems(passage.text)),
                passage,
                sentence,
            )
            for passage, sentence, words in sentences
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


def _weights(question: str, sentences: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return the weight of each word of the question: inverse document frequency over sentences.

    A word that stands in few of the sentences found ("headquarters") tells more about which of them
    is meant than one that stands in many ("visit"). The thing asked for counts more.
    """
    focus = _FOCUS.search(question)
    asked = question_stems(focus["thing"]) if focus else frozenset()
    return {
        word: (FOCUS if word in asked else 1.0)
        * math.log(1 + len(sentences) / (1 + sum(word in words for words in sentences)))
        for word in sorted(question_stems(question))
    }


def _shared(weights: Mapping[str, float], words: frozenset[str]) -> float:
    """Return the share, 0 to 1, of the question's weight whose words are in a sentence."""
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in words) / total if total else 0


def _slice(passage: Passage, sentence: Span) -> str:
    """Return the text of a sentence of a passage."""
    return passage.text[sentence.start - passage.span.start : sentence.end - passage.span.start]

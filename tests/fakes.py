"""Fakes of the seams: small, deterministic, and held to the same contracts as the real parts."""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from qa.contract.article import Span
from qa.contract.candidates import Candidate, Hit, within
from qa.protocols import Vectors
from qa.question.context.layout import Place, Said
from qa.question.context.selector import Selection
from qa.question.context.words import words
from qa.read.calibration import Calibration

_WORD = re.compile(r"\w+|[^\w\s]")
_LONG = re.compile(r"\w{4,}")


class WordEmbedder:
    """An ``Embedder``: a bag of hashed words. One word is one token."""

    name = "words@1"
    dimension = 64
    max_tokens = 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, 0] = 0.01  # a text without words has a direction too
            for word in _WORD.findall(text.lower()):
                digest = hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()
                vectors[row, digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
        vectors[:, 0] += 1e-6
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    encode_passages = encode

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_WORD.findall(text)) for text in texts]


class ListIndex:
    """A ``VectorIndex`` over a plain dictionary."""

    def __init__(self, vectors: dict[int, Vectors]) -> None:
        self.vectors = vectors

    def search(
        self, vector: Vectors, k: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        found = [
            (number, float(other @ vector))
            for number, other in self.vectors.items()
            if among is None or number in among
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[: max(k, 0)]


class LastWordSelector:
    """A ``Selector`` that takes the last word of content of the latest text with one."""

    name = "last-word@1"

    def select(self, question: str, history: Sequence[Said]) -> Selection:
        for said in reversed(history):
            found = [word for word in words(said.text) if word.stem]
            if found:
                return Selection(1.0, ((Place(said, found[-1], 0), 1.0),))
        return Selection(0.0, ())


class FirstSentenceReader:
    """A ``Reader`` that takes the first word of every sentence; earlier hits score higher."""

    name = "first-sentence@1"

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        candidates = [
            Candidate(hit, sentence, sentence, -float(place), 0.0)
            for place, hit in enumerate(hits)
            for sentence in hit.passage.sentences
        ]
        return sorted(candidates, key=lambda each: (-each.margin, each.passage.id, each.answer))


class SharedWordsReader:
    """A ``Reader`` that takes whole sentences; the margin is how many words the question shares."""

    name = "shared-words@1"

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        asked = set(_LONG.findall(question.casefold()))
        candidates = []
        for hit in hits:
            for sentence in hit.passage.sentences:
                shared = asked & set(_LONG.findall(within(hit.passage, sentence).casefold()))
                candidates.append(Candidate(hit, sentence, sentence, float(len(shared)), 0.0))
        return sorted(candidates, key=lambda each: (-each.margin, each.passage.id, each.answer))


class SomeWordsReader:
    """A ``Reader`` that takes a few words of every sentence; which ones, the question decides."""

    name = "some-words@1"

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        candidates = []
        for place, hit in enumerate(hits):
            start = hit.passage.span.start
            for sentence in hit.passage.sentences:
                words = list(
                    _WORD.finditer(hit.passage.text, sentence.start - start, sentence.end - start)
                )
                if not words:
                    candidates.append(Candidate(hit, sentence, sentence, -9.0, -9.0))
                    continue
                chance = hashlib.sha256(f"{question} {hit.passage.text}".encode()).digest()
                first = words[chance[0] % len(words)]
                last = words[min(len(words), words.index(first) + 1 + chance[1] % 5) - 1]
                answer = Span(start + first.start(), start + last.end())
                score = chance[2] / 32 - place
                candidates.append(Candidate(hit, answer, sentence, score, score))
        return sorted(
            candidates,
            key=lambda each: (-each.margin, each.passage.id, each.answer.start),
        )


class ShortVerifier:
    """A ``Verifier`` that trusts an answer by the letters that it is shorter than ``most``.

    By default all count alike. Records what it was asked.
    """

    name = "short@1"

    def __init__(self, most: int = 0) -> None:
        self.most = most
        self.asked: list[tuple[Candidate, ...]] = []

    def verify(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        self.asked.append(tuple(candidates))
        return [
            replace(each, verified=float(max(0, self.most - len(each.words))))
            for each in candidates
        ]


ALWAYS = Calibration(
    shortlist={"margin": 1.0, "words": 6.0, "wording": 5.0, "time": 10.0, "timeless": -10.0},
    verified=3,
    rank={
        "margin": 1.0,
        "verified": 1.0,
        "words": 6.0,
        "wording": 5.0,
        "time": 10.0,
        "timeless": -10.0,
        "pronoun": -3.0,
    },
    confidence={"certainty": 0.1},
    bias=1.0,
    threshold=0.0,
    possible=0.0,
    risk=1.0,
    reliability=((0.0, 0.7, 10),),
).thorough()
"""Reads whatever was retrieved, and answers whatever was read."""

"""Questions with one common word changed for another of the passage that is used alike.

"Who sent pirates to capture ships?" becomes "Who sent pirates to hold ships?" where the passage
speaks of both. Names and numbers are exchanged in ``negatives`` and words turned into their
opposite in ``opposites``; all other details that SQuAD 2.0's writers got wrong on purpose are of
this kind.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from qa.evaluate.squad import Example
from qa.protocols import Embedder
from qa.text.words import stems

MARKS = 150
"""The most frequent words and punctuation marks, by which the others are told apart."""
SEEN = 15
"""A word used less often than that is not judged."""
ALIKE = 0.75
"""Cosine of two words' neighbours from which on one may stand for the other."""
SAME = 0.5
"""Cosine of two words' embeddings from which on they may mean the same: such are not exchanged."""
CHOICES = 6
"""Of the words of a passage so many, the most alike, are drawn from."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\w\s]")
_COMMON = re.compile(r"(?<!['’\w-])[a-z]{4,}(?!['’\w-])")
# What a question asks for, not what it says: "the name of the song", "what kind of".
_ASKED = frozenset(stems("name term word type kind sort many much percentage number amount"))
_ASKING = re.compile(r"\b(?:what|which|how|whose)(?: [a-z]+)?$", re.IGNORECASE)


class Usage:
    """How words are used: by which frequent words stand before and after them.

    Words of one part of speech stand between the same frequent words (Schütze, "Distributional
    part-of-speech tagging", EACL 1995); no tagger is needed to keep a question grammatical. What
    they mean is the embedder's: "began" is used like "started" and would leave the answer right.
    """

    def __init__(self, contexts: Sequence[str], embedder: Embedder) -> None:
        """Count the neighbours of the words of the distinct ``contexts``."""
        texts = [_TOKEN.findall(context.lower()) for context in dict.fromkeys(contexts)]
        counts = Counter(token for text in texts for token in text)
        frequent = sorted(counts, key=lambda token: (-counts[token], token))[:MARKS]
        marks = {token: number for number, token in enumerate(frequent)}
        judged = [t for t, n in sorted(counts.items()) if n >= SEEN and _COMMON.fullmatch(t)]
        self._rows = {token: row for row, token in enumerate(t for t in judged if t not in marks)}
        table = np.zeros((len(self._rows), 2 * MARKS), np.float32)
        for text in texts:
            for one, other in pairwise(text):
                if one in marks and other in self._rows:
                    table[self._rows[other], marks[one]] += 1
                if other in marks and one in self._rows:
                    table[self._rows[one], MARKS + marks[other]] += 1
        roots = np.sqrt(table)  # so that a few very frequent neighbours do not decide alone
        self._table = roots / np.maximum(np.linalg.norm(roots, axis=1, keepdims=True), 1e-9)
        self._meaning = embedder.encode(list(self._rows))

    def substituted(self, example: Example, chance: random.Random) -> Example | None:
        """Return ``example``'s question with one common word wrong; None when none can be changed.

        The other word is of the passage, neither of the question nor of an answer. Words of what
        is asked for ("which city") stay. Now and then the two mean the same all the same.
        """
        question, context = example.question, example.context
        mentions = [m for m in _COMMON.finditer(question) if self._exchangeable(question, m)]
        chance.shuffle(mentions)
        kept = stems(question) | {stem for gold in example.golds for stem in stems(gold)}
        others = [
            word
            for word in sorted(set(_COMMON.findall(context)))
            if word in self._rows and not stems(word) & kept
        ]
        rows = [self._rows[word] for word in others]
        for mention in mentions:
            row = self._rows[mention.group()]
            alike = self._table[rows] @ self._table[row]
            alike[self._meaning[rows] @ self._meaning[row] >= SAME] = 0
            order = np.argsort(-alike, kind="stable")[:CHOICES]
            found = [others[place] for place in order if alike[place] >= ALIKE]
            if found:
                changed = chance.choice(found)
                question = question[: mention.start()] + changed + question[mention.end() :]
                return replace(
                    example, id=f"{example.id}-substituted", question=question, answers=()
                )
        return None

    def _exchangeable(self, question: str, mention: re.Match[str]) -> bool:
        return (
            mention.group() in self._rows
            and not stems(mention.group()) & _ASKED
            and not _ASKING.search(question[: mention.start()].rstrip())
        )

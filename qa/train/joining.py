"""Questions about single sentences, asked of several: a passage is never one sentence long.

Where every context is one sentence, as in QAMR, a reader learns to expect that.
"""

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from qa.evaluate.squad import Example

FEWEST, MOST = 2, 4
"""How many other sentences a sentence is put among."""
TOGETHER = 8
"""Questions of a sentence that see the same others."""


def joined(examples: Sequence[Example], *, seed: int = 1) -> list[Example]:
    """Return the examples, each context among others of ``examples``, every answer moved along.

    A function of the examples and ``seed``. At least ``MOST`` different contexts are needed.
    """
    chance = random.Random(seed)
    asked: dict[str, list[Example]] = {}
    for example in examples:
        asked.setdefault(example.context, []).append(example)
    contexts = list(asked)
    made = []
    for context, of_it in asked.items():
        chance.shuffle(of_it)
        for first in range(0, len(of_it), TOGETHER):
            drawn = chance.sample(contexts, chance.randint(FEWEST, MOST))
            others = [other for other in drawn if other != context]
            place = chance.randint(0, len(others))
            made += [among(each, others, place) for each in of_it[first : first + TOGETHER]]
    return made


def among(example: Example, others: Sequence[str], place: int) -> Example:
    """Return a question whose context stands behind ``place`` of the others, its answers too."""
    shift = sum(len(other) + 1 for other in others[:place])
    return replace(
        example,
        context=" ".join([*others[:place], example.context, *others[place:]]),
        answers=tuple((start + shift, end + shift) for start, end in example.answers),
    )


def write_examples(examples: Sequence[Example], path: Path) -> None:
    """Write a gzipped file in SQuAD's format."""
    paragraphs = [
        {
            "context": context,
            "qas": [
                {
                    "id": example.id,
                    "question": example.question,
                    "is_impossible": not example.answers,
                    "answers": [
                        {"text": context[start:end], "answer_start": start}
                        for start, end in example.answers
                    ],
                }
                for example in of_it
            ],
        }
        for context, of_it in groupby(examples, key=lambda example: example.context)
    ]
    content = {"version": "2.0", "data": [{"title": path.name, "paragraphs": paragraphs}]}
    path.write_bytes(gzip.compress(json.dumps(content).encode(), mtime=0))

"""Questions that need nothing of what was said before: SQuAD's, one after the other on a text."""

import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from qa.evaluate.follow_ups import FollowUp
from qa.evaluate.squad import Example, read_examples
from qa.question.context.layout import Said
from qa.train.cropping import sentences_of
from qa.train.windows import answering

_LEANING = re.compile(
    r"\b(?:it|its|he|him|his|she|her|hers|they|them|their|this|that|these|those|there|such|other|"
    r"another|else|also|same|former|latter|one|ones)\b",
    re.IGNORECASE,
)


def self_contained(paths: Iterable[Path], most: int, seed: int) -> list[FollowUp]:
    """Return up to ``most`` questions after others on the same text, or on another, as often.

    People wrote each of them to be understood without the others; those with a word that leans on
    another are left out.
    """
    chance = random.Random(seed)
    by_text: dict[str, list[Example]] = {}
    for path in paths:
        for example in read_examples(path):
            by_text.setdefault(example.context, []).append(example)
    texts = [asked for asked in by_text.values() if len(asked) > 1]
    chance.shuffle(texts)
    found = []
    for asked, other in zip(texts[:most], [*texts[1:], texts[0]][:most], strict=True):
        *before, example = chance.sample(asked, min(len(asked), chance.choice([2, 2, 3, 4])))
        if _LEANING.search(example.question):
            continue
        if chance.random() < 0.3:
            before = chance.sample(other, min(len(other), 2))
        found.append(FollowUp(example.id, example.question, _history(before, chance), frozenset()))
    return found


def _history(before: Sequence[Example], chance: random.Random) -> tuple[Said, ...]:
    """Return earlier questions, with or without the sentences that answer them."""
    with_answers = chance.random() < 0.6
    said = []
    for turn, example in enumerate(before, 1):
        said.append(Said(example.question, turn))
        place = answering(example) if with_answers else None
        if place is not None:
            sentence = sentences_of(example.context)[place].of(example.context)
            said.append(Said(sentence, turn, cited=True))
    return tuple(said)

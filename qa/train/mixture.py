"""Which examples an epoch shows, and in which batches: a function of seed and epoch alone.

That makes training resumable: a checkpoint holds (epoch, batch number) and nothing else of the
data.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from qa.evaluate.squad import Example, read_examples
from qa.protocols import Embedder
from qa.train.cropping import bereft, cropped
from qa.train.datelines import datelined
from qa.train.features import Feature, Featurizer
from qa.train.negatives import Neighbours, swapped
from qa.train.opposites import turned
from qa.train.substitutes import Usage


@dataclass(frozen=True, slots=True)
class Source:
    """A file of questions and the share of it shown in each epoch (1.0: all of it)."""

    path: Path
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How epochs are made.

    A step is ``batches`` batches of up to ``tokens`` word pieces each, padding included.
    ``elsewhere``, ``bereft``, ``swapped``, ``opposite`` and ``substituted`` are shares of the
    answerable questions, ``cropped`` and ``datelined`` of all, negatives too. ``held_out`` is a
    file of question ids, one a line, that are never shown: confidence is fitted on them later.
    After ``rounds`` epochs the first one comes again, in another order; 0: never.
    """

    sources: tuple[Source, ...]
    seed: int = 1
    max_length: int = 192
    tokens: int = 896
    batches: int = 4
    elsewhere: float = 0.1
    bereft: float = 0.0
    swapped: float = 0.1
    opposite: float = 0.08
    substituted: float = 0.0
    cropped: float = 0.0
    datelined: float = 0.0
    held_out: Path | None = None
    rounds: int = 0


def unseen(held_out: Path | None) -> frozenset[str]:
    """Return the ids of questions that are never shown; none without a file."""
    return frozenset(held_out.read_text(encoding="utf-8").split("\n") if held_out else ())


def examples_of(files: Iterable[Path], held_out: Path | None) -> list[Example]:
    """Return the questions of all files, in their order, but for those that are never shown."""
    kept_out = unseen(held_out)
    return [e for file in files for e in read_examples(file) if e.id not in kept_out]


class Mixture:
    """All examples of a recipe's sources, tokenised, and the batches of any epoch."""

    def __init__(
        self, recipe: Recipe, featurizer: Featurizer, embedder: Embedder | None = None
    ) -> None:
        """Read every source; tokenise later, epoch by epoch.

        ValueError when words are to be ``substituted`` without an embedder.
        """
        if recipe.substituted and embedder is None:
            raise ValueError(f"substituted is {recipe.substituted}: an embedder must tell words")
        self.recipe = recipe
        self._featurizer = featurizer
        kept_out = unseen(recipe.held_out)
        self._sources = [
            ([e for e in read_examples(s.path) if e.id not in kept_out], s.weight)
            for s in recipe.sources
        ]
        contexts = [example.context for examples, _ in self._sources for example in examples]
        self._neighbours = Neighbours(contexts)
        self._usage = Usage(contexts, embedder) if embedder else None

    def steps(self, epoch: int) -> list[list[list[Feature]]]:
        """Return the epoch's steps, each some batches, each features of similar lengths."""
        order = random.Random(f"{self.recipe.seed} {epoch}")
        if self.recipe.rounds:
            epoch %= self.recipe.rounds
        chance = random.Random(f"{self.recipe.seed} {epoch}")
        examples = [e for number in range(len(self._sources)) for e in self._share(number, epoch)]
        examples += self._negatives(examples, chance)
        for change, share in (
            (cropped, self.recipe.cropped),
            (datelined, self.recipe.datelined),
        ):
            examples = [change(e, chance) if chance.random() < share else e for e in examples]
        self._featurizer.learn(text for e in examples for text in (e.question, e.context))
        features = [self._featurizer.feature(e, self.recipe.max_length, chance) for e in examples]
        chance.shuffle(features)
        made = _batches(features, self.recipe.tokens)
        order.shuffle(made)
        size = self.recipe.batches
        return [made[start : start + size] for start in range(0, len(made), size)]

    def _share(self, number: int, epoch: int) -> list[Example]:
        """Walk through the source's reshuffled rounds, so that nothing is left out for long."""
        examples, weight = self._sources[number]
        first, last = (round(weight * len(examples) * e) for e in (epoch, epoch + 1))
        shown: list[Example] = []
        while first < last:
            round_number, place = divmod(first, len(examples))
            order = list(examples)
            random.Random(f"{self.recipe.seed} {number} {round_number}").shuffle(order)
            part = order[place : place + last - first]
            shown += part
            first += len(part)
        return shown

    def _negatives(self, examples: Sequence[Example], chance: random.Random) -> list[Example]:
        answerable = [example for example in examples if example.answers]
        wanted = round(self.recipe.elsewhere * len(answerable))
        made = [self._neighbours.negative(e) for e in chance.sample(answerable, wanted)]
        changes = [
            (bereft, self.recipe.bereft),
            (swapped, self.recipe.swapped),
            (turned, self.recipe.opposite),
        ]
        if self._usage:
            changes.append((self._usage.substituted, self.recipe.substituted))
        for change, share in changes:
            tried = (change(e, chance) for e in chance.sample(answerable, len(answerable)))
            wanted = round(share * len(answerable))
            made += islice((example for example in tried if example is not None), wanted)
        return [example for example in made if example is not None]


def _batches(features: Sequence[Feature], tokens: int) -> list[list[Feature]]:
    """Cut features, sorted by length, into batches whose padded size fits ``tokens``."""
    made: list[list[Feature]] = []
    batch: list[Feature] = []
    for feature in sorted(features, key=lambda feature: len(feature.ids)):
        if batch and len(feature.ids) * (len(batch) + 1) > tokens:
            made.append(batch)
            batch = []
        batch.append(feature)
    return [*made, batch] if batch else made

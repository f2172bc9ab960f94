"""Several sentences in one input, of which one answers or none does: judging by comparison.

The sentences of a question's best candidates come from different articles. Read apart each may
seem to answer; read together, the one that does shows what the others lack.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.evaluate.squad import Example
from qa.train.cropping import cut, sentences_of
from qa.train.joining import among
from qa.train.teacher import Likes
from qa.train.windows import Windows, answering

FEWEST, MOST = 1, 4
"""How many others an answering sentence stands beside."""
LIKED = 5
"""Of so many sentences that the reader likes best the others are drawn."""
WITHOUT = 0.35
"""Share of the answerable questions that are asked of the others alone."""


def side_by_side(
    examples: Sequence[Example], likes: Likes, *, share: float = 1.0, seed: int = 1
) -> Iterator[tuple[str, Example]]:
    """Yield a ``share`` of the questions with sentences side by side, and the name of the kind.

    "among": the answering sentence among others that lack every gold answer. "without": others
    alone, none of them of the question's own passage. "unanswerable": a question without an answer,
    with sentences of its passage and others. A function of the arguments.
    """
    chance = random.Random(seed)
    near = Windows([example.context for example in examples])
    for example in examples:
        if chance.random() >= share:
            continue
        place = answering(example)
        if example.answers and place is None:
            continue
        windows = near.near(example)
        others = [each.sentence for each in windows if each.context != example.context]
        parts = sentences_of(example.context)
        own = [part.of(example.context) for part in parts]
        shown = None
        if place is None:
            kind = "unanswerable"
            others += own
        elif chance.random() < WITHOUT:
            kind = "without"
        else:
            kind = "among"
            shown = cut(example, parts[place].start, parts[place].end)
            golds = [gold.lower() for gold in example.golds]
            others += [one for one in own if not any(gold in one.lower() for gold in golds)]
        if others:
            drawn = _liked(example.question, others, likes, chance)
            yield kind, _beside(example, shown, drawn, chance)


def _liked(question: str, others: Sequence[str], likes: Likes, chance: random.Random) -> list[str]:
    liked = likes(question, others)
    order = sorted(range(len(others)), key=lambda n: -liked[n])[:LIKED]
    drawn = chance.sample(order, min(len(order), chance.randint(FEWEST, MOST)))
    return [others[n] for n in drawn]


def _beside(
    example: Example, shown: Example | None, others: Sequence[str], chance: random.Random
) -> Example:
    """Return the question with its answering sentence, if any, and others in an order by chance."""
    parts = [*([shown.context] if shown else []), *others]
    chance.shuffle(parts)
    name = f"{example.id}-beside"
    if shown is None:
        return Example(name, example.question, " ".join(parts), ())
    place = parts.index(shown.context)
    return replace(among(shown, parts[:place] + parts[place + 1 :], place), id=name)

"""Several sentences in one input, of which one answers or none does: judging by comparison.

The sentences of a question's best candidates come from different articles. Read apart each may
seem to answer; read together, the one that does shows what the others lack.
"""

import random
from collections.abc import Iterator, Sequence

from qa.evaluate.squad import Example
from qa.train.cropping import sentences_of
from qa.train.near_misses import Likes
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
        apart = [shown for shown in near.near(example) if shown.context != example.context]
        others = [shown.sentence for shown in apart]
        own = [part.of(example.context) for part in sentences_of(example.context)]
        if place is not None:
            answer = own[place]
            golds = [gold.lower() for gold in example.golds]
            kept: tuple[str, ...] = ()
            if chance.random() < WITHOUT:
                kind = "without"
            else:
                kind, kept = "among", (answer,)
                others += [one for one in own if not any(gold in one.lower() for gold in golds)]
        else:
            kind, kept = "unanswerable", ()
            others += own
        if not others:
            continue
        yield kind, _joined(example, kept, _liked(example.question, others, likes, chance), chance)


def _liked(question: str, others: Sequence[str], likes: Likes, chance: random.Random) -> list[str]:
    liked = likes(question, others)
    order = sorted(range(len(others)), key=lambda n: -liked[n])[:LIKED]
    drawn = chance.sample(order, min(len(order), chance.randint(FEWEST, MOST)))
    return [others[n] for n in drawn]


def _joined(
    example: Example, kept: Sequence[str], others: Sequence[str], chance: random.Random
) -> Example:
    """Return the question with the sentences in an order by chance, its answers moved along."""
    parts = [*kept, *others]
    chance.shuffle(parts)
    context = " ".join(parts)
    answers: tuple[tuple[int, int], ...] = ()
    if kept:
        place = answering(example)
        assert place is not None
        sentence = sentences_of(example.context)[place]
        shift = sum(len(part) + 1 for part in parts[: parts.index(kept[0])]) - sentence.start
        answers = tuple(
            (start + shift, end + shift)
            for start, end in example.answers
            if sentence.start <= start and end <= sentence.end
        )
    return Example(f"{example.id}-beside", example.question, context, answers)

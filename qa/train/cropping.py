"""Passages cut down to some of their sentences, so that no passage is learnt by heart.

A reader that has seen a question five times with one passage knows its answer and not why. With
another part of the passage each time it has to read. Single sentences are what the second look
(``qa/read/span_model/second_look.py``) shows at run time.
"""

import functools
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.contract.article import Span
from qa.evaluate.squad import Example
from qa.ingest.sentences import sentences
from qa.text.words import question_stems, stems

SINGLE = 0.4
"""Share of the cut passages that are one sentence."""
WITH_THE_ONE_BEFORE = 0.35
"""Share of the shortened passages that begin a sentence earlier."""


@functools.lru_cache(maxsize=100_000)
def sentences_of(context: str) -> tuple[Span, ...]:
    """Return the sentences of a passage."""
    return tuple(sentences(context))


def cropped(example: Example, chance: random.Random) -> Example:
    """Return the question with a run of neighbouring sentences of its passage.

    The sentence with the answer is among them, without an answer one of those that share most with
    the question, so that neither can be told by its looks. Other gold answers stay where they fit.
    A passage of one sentence stays whole.
    """
    parts = sentences_of(example.context)
    meant = _meant(example, parts, chance)
    if meant is None:
        return example
    low, high = meant
    if chance.random() >= SINGLE:
        low, high = chance.randint(0, low), chance.randint(high, len(parts) - 1)
    return cut(example, parts[low].start, parts[high].end)


def shortened(examples: Iterable[Example], *, seed: int = 1) -> list[Example]:
    """Return each question with the sentence that ``cropped`` keeps, or with the one before it too.

    That is what a verifier (``qa/read/verifier.py``) is shown. In the order of the new passages.
    """
    chance = random.Random(seed)
    made = []
    for example in examples:
        parts = sentences_of(example.context)
        meant = _meant(example, parts, chance)
        if meant is not None:
            low, high = meant
            low -= bool(low) and chance.random() < WITH_THE_ONE_BEFORE
            example = cut(example, parts[low].start, parts[high].end)
        made.append(example)
    return sorted(made, key=lambda example: (example.context, example.id))


def bereft(example: Example, chance: random.Random) -> Example | None:
    """Return an answerable question with its passage less every sentence that has an answer.

    None when nothing would be left. The rest tells of the same things and looks like an answer;
    as many as of the cut passages are single sentences (``SINGLE``) are cut down further.
    """
    golds = {gold.lower() for gold in example.golds}
    parts = sentences_of(example.context)
    left = [
        part
        for part in parts
        if not any(part.overlaps(Span(*answer)) for answer in example.answers)
        and not any(gold in example.context[part.start : part.end].lower() for gold in golds)
    ]
    if not left:
        return None
    context = " ".join(example.context[part.start : part.end] for part in left)
    made = replace(example, id=f"{example.id}-bereft", context=context, answers=())
    return cropped(made, chance) if chance.random() < SINGLE else made


def _meant(
    example: Example, parts: Sequence[Span], chance: random.Random
) -> tuple[int, int] | None:
    """Return the first and last sentence of one of the answers, or twice the likeliest one.

    None where there is nothing to choose from.
    """
    if len(parts) < 2:
        return None
    if not example.answers:
        likeliest = _likeliest(example, parts, chance)
        return likeliest, likeliest
    answer = Span(*chance.choice(example.answers))
    held = [n for n, part in enumerate(parts) if part.overlaps(answer)]
    return (held[0], held[-1]) if held else None


def cut(example: Example, begin: int, stop: int) -> Example:
    """Return the question with a part of its passage, as it was if that would cut every answer."""
    kept = tuple((s - begin, e - begin) for s, e in example.answers if begin <= s and e <= stop)
    if example.answers and not kept:
        return example
    return replace(example, context=example.context[begin:stop], answers=kept)


def _likeliest(example: Example, parts: Sequence[Span], chance: random.Random) -> int:
    wanted = question_stems(example.question)
    shared = [len(wanted & stems(example.context[part.start : part.end])) for part in parts]
    best = max(shared)
    return chance.choice([number for number, count in enumerate(shared) if count >= best - 1])

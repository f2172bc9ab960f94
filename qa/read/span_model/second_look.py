"""A second look: the sentences that seem to answer are read once more, each on its own.

Among its neighbours a sentence is read with what could be mistaken for it; on its own it lacks what
its pronouns stand for. The two readings err in different places, and their mean errs less than
either. On 1,360 questions held out of the training the F1 rises from 78.3 to 79.2 and the exact
answers from 66.6 to 67.7 in a hundred, for a seventh of the time of the first reading.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from qa.read.span_model.decoding import Floats, PieceSpan

SENTENCES = 3
"""Sentences read again, of all passages together."""
WEIGHT_OF_ALONE = 1 / 3
"""Weight of the second reading: a fifth (F1 78.9) and a half (79.0) gain less."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """A window of a text as it was read.

    ``ids`` are its word pieces, from the text's ``first`` on. ``start`` and ``end`` are the logits
    of the whole input: position 0 means "no answer", the window begins at ``shift``.
    """

    text: int
    first: int
    ids: Ints
    start: Floats
    end: Floats
    shift: int


def likeliest(
    readings: Sequence[Reading],
    spans: Sequence[Sequence[PieceSpan]],
    texts: Sequence[Ints],
    sections: Sequence[Ints],
) -> list[Ints]:
    """Return the word pieces of the sentences with the best spans, best first, each once.

    ``spans`` are those of each reading, counted from its window. ``texts`` and ``sections`` are the
    word pieces of each text and the numbers of their sentences.
    """
    ranked = sorted(
        (
            (
                -span.score,
                place,
                reading.text,
                int(sections[reading.text][reading.first + span.first]),
            )
            for place, (reading, of_window) in enumerate(zip(readings, spans, strict=True))
            for span in of_window
        ),
    )
    found: dict[bytes, Ints] = {}
    for _, _, text, number in ranked:
        if len(found) == SENTENCES:
            break
        ids = texts[text][sections[text] == number]
        found.setdefault(ids.tobytes(), ids)
    return list(found.values())


def both(
    reading: Reading, text: Ints, sections: Ints, alone: Mapping[bytes, Reading]
) -> Reading | None:
    """Return the mean of a reading and of those of its sentences ``alone``, by their word pieces.

    None when none of its sentences was read alone.
    """
    start, end = reading.start.copy(), reading.end.copy()
    last = reading.first + len(reading.ids)
    changed = False
    # not np.unique, which imports what nothing else needs (numpy.ma)
    for number in sorted(set(sections[reading.first : last].tolist())):
        again = alone.get(text[sections == number].tobytes()) if number >= 0 else None
        if again is None:
            continue
        begins = int((sections == number).argmax())
        low, high = max(begins, reading.first), min(begins + len(again.ids), last)
        here = slice(low - reading.first + reading.shift, high - reading.first + reading.shift)
        there = slice(low - begins + again.shift, high - begins + again.shift)
        for mine, other in ((start, again.start), (end, again.end)):
            margin = other[there] - other[0] + mine[0]
            mine[here] += np.float32(WEIGHT_OF_ALONE) * (margin - mine[here])
        changed = True
    return replace(reading, start=start, end=end) if changed else None


def whole(readings: Iterable[Reading], sentences: Sequence[Ints]) -> dict[bytes, Reading]:
    """Return the readings of sentences by their word pieces, without those too long for one."""
    return {
        reading.ids.tobytes(): reading
        for reading in readings
        if len(reading.ids) == len(sentences[reading.text])
    }

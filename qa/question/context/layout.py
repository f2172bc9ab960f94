"""How a question and what was said before it become one input of the selector.

``[CLS] question [SEP] last question [SEP] its quote [SEP] question before …``: the latest stands
first, so that a place in the input tells how long ago something was said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from qa.question.context.words import Word, words

LONGEST = 192
"""Word pieces of an input. Nobody leans on what was said further back; see the model card."""
LONGEST_QUESTION = 64
LONGEST_TEXT = 64
"""Word pieces of one earlier question or quote: the rest of it is not looked at."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the conversation and the number of its turn; the first turn is 1.

    ``cited`` is True for what was answered, False for what was asked; ``answer`` is the part of a
    cited sentence that was the answer, ``written`` when its article was published, maybe partial.
    """

    text: str
    turn: int
    cited: bool = False
    answer: str = ""
    written: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A word of content in what was said, and the input's word piece that stands for it."""

    said: Said
    word: Word
    piece: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The input: word pieces, and those words of earlier texts that could be carried."""

    ids: tuple[int, ...]
    places: tuple[Place, ...]


def layout(tokenizer: Tokenizer, question: str, history: Sequence[Said]) -> Layout:
    """Return the input for a question after ``history``, oldest first."""
    first, last = (special for special in tokenizer.encode("").ids)
    asked = tokenizer.encode(question, add_special_tokens=False).ids[:LONGEST_QUESTION]
    ids, places = [first, *asked, last], []
    for said in in_order(history):
        pieces = tokenizer.encode(said.text, add_special_tokens=False)
        room = min(LONGEST_TEXT, LONGEST - len(ids) - 1)
        if room <= 0:
            break
        begins = {start: len(ids) + at for at, (start, _) in enumerate(pieces.offsets[:room])}
        places += [
            Place(said, word, begins[word.start])
            for word in words(said.text)
            if word.stem and word.start in begins
        ]
        ids += [*pieces.ids[:room], last]
    return Layout(tuple(ids), tuple(places))


def in_order(history: Sequence[Said]) -> list[Said]:
    """Return what was said, the latest turn first, of each turn the question first."""
    return sorted(history, key=lambda said: (-said.turn, said.cited))

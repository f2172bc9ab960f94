"""What of an aligned quotation differs: words, and what differs without changing a word."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import get_args

from qa.contract.answer import TextSpan
from qa.contract.tracing import Difference, Ignored
from qa.text.folding import plain, unaccented
from qa.trace.alignment import Alignment, omissions
from qa.trace.edges import Pair, agrees
from qa.trace.folding import FoldedText, fold

# Marks of one kind, and the form they are compared in.
_FORMS = str.maketrans(
    dict.fromkeys('‘’‚‛“”„‟«»‹›`´"′″', "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
)
_SPACES = re.compile(r"\s+")
_NO_WORD = re.compile(r"[^\w]*")
_DASHES = re.compile(r" *-+ *")
_ENDS = ".,;:…'- "
"""Marks that a quotation may end with as its own sentence wants it."""

_CLOSES, _OPENS = re.compile(r"[\"”’']"), re.compile(r"[\"“‘]")
# what folding a word takes away, in its order
_STEPS: dict[Ignored, Callable[[str], str]] = {
    "typography": lambda word: fold(word) if word[:1].isdigit() else plain(word),
    "case": str.casefold,
    "accents": unaccented,
}


def differences(
    quoted: FoldedText, source: FoldedText, alignment: Alignment
) -> tuple[tuple[Difference, ...], tuple[Ignored, ...]]:
    """Return the words that differ, in order, and the kinds of what else does."""
    found: list[Difference] = []
    kinds: set[Ignored] = set()
    free = omissions(quoted)
    before: Pair | None = None
    for same, pairs in _blocks(quoted, source, alignment.pairs):
        if not same:
            if before is not None and before[0] in free and all(q is None for q, _ in pairs):
                kinds.add("omission")
            else:
                kinds |= _note(quoted, source, pairs, found)
            before = None
            continue
        for q, s in pairs:
            assert q is not None and s is not None
            kinds |= _of_words(_word(quoted, q), _word(source, s))
            if before is not None:
                kinds |= _of_marks(_between(quoted, before[0], q), _between(source, before[1], s))
            before = (q, s)
    if before is not None and before == alignment.pairs[-1]:
        kinds |= _of_ends(quoted, source, alignment.pairs[-1])
    return tuple(found), tuple(kind for kind in get_args(Ignored) if kind in kinds)


def _blocks(
    quoted: FoldedText, source: FoldedText, pairs: Sequence[Pair]
) -> Iterator[tuple[bool, list[Pair]]]:
    """Yield runs of pairs that agree (True) or differ (False), in order."""
    block: list[Pair] = []
    was = True
    for pair in pairs:
        same = agrees(quoted, source, pair)
        if block and same != was:
            yield was, block
            block = []
        was = same
        block.append(pair)
    if block:
        yield was, block


def _note(
    quoted: FoldedText, source: FoldedText, pairs: Sequence[Pair], found: list[Difference]
) -> set[Ignored]:
    """Append the difference of a block of pairs, unless it is one that changes no word."""
    own = [q for q, _ in pairs if q is not None]
    theirs = [s for _, s in pairs if s is not None]
    letters = "".join(quoted.words[q] for q in own)
    if letters == "".join(source.words[s] for s in theirs) and not _has_digit(letters):
        return {"word breaks"}
    if own and _in_brackets(quoted.text, quoted.starts[own[0]], quoted.ends[own[-1]]):
        return {"insertion"}
    if not own and _interrupts(source, theirs):
        return {"interruption"}
    kind = "added" if not theirs else "changed" if own else "missing"
    found.append(Difference(kind, _span(quoted, own), _span(source, theirs)))  # type: ignore[arg-type]
    return set()


def _has_digit(letters: str) -> bool:
    """Tell whether a number is among them: 19 87 is not 1987."""
    return any(character.isdigit() for character in letters)


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Tell whether words stand in square brackets of their own."""
    return text[start - 1 : start] == "[" and text[end : end + 1] == "]"


def _interrupts(source: FoldedText, numbers: Sequence[int]) -> bool:
    """Tell whether words stand between the end of one quotation and the start of the next."""
    first, last = numbers[0], numbers[-1]
    if first == 0 or last + 1 == len(source):
        return False
    closing = _between(source, first - 1, first)
    opening = _between(source, last, last + 1)
    inside = source.text[source.starts[first] : source.ends[last]]
    marks = '"“”'
    return (
        bool(_CLOSES.search(closing) and _OPENS.search(opening))
        and opening[-1:] not in " \t\n"
        and not any(mark in inside for mark in marks)
    )


def _span(text: FoldedText, numbers: Sequence[int]) -> TextSpan | None:
    """Return the words with these numbers, and what stands between them, as they are written."""
    if not numbers:
        return None
    start, end = text.starts[numbers[0]], text.ends[numbers[-1]]
    return TextSpan(text.text[start:end], start, end)


def _word(text: FoldedText, number: int) -> str:
    """Return a word as it is written."""
    return text.text[text.starts[number] : text.ends[number]]


def _between(text: FoldedText, before: int | None, number: int) -> str:
    """Return what stands between two neighbours."""
    assert before is not None
    return text.text[text.ends[before] : text.starts[number]]


def _of_words(quoted: str, source: str) -> set[Ignored]:
    """Return what has to be ignored so that two spellings of a word are the same."""
    if quoted == source:
        return set()
    kinds: set[Ignored] = set()
    for name in _STEPS:
        rest = [step for other, step in _STEPS.items() if other != name]
        if _done(quoted, rest) != _done(source, rest):
            kinds.add(name)
    return kinds or {"typography"}


def _done(word: str, steps: Sequence[Callable[[str], str]]) -> str:
    """Return a word after one step of folding after the other."""
    return reduce(lambda so_far, step: step(so_far), steps, word)


def _of_marks(quoted: str, source: str) -> set[Ignored]:
    """Return what has to be ignored so that the marks between two words are the same."""
    if quoted == source:
        return set()
    if bool(quoted) != bool(source) and not (quoted + source).isspace():
        return {"punctuation"}
    one, other = (_SPACES.sub(" ", marks) for marks in (quoted, source))
    if one == other:
        return {"white space"}
    alike = [_DASHES.sub("-", marks.translate(_FORMS)) for marks in (one, other)]
    if alike[0] != alike[1]:
        return {"punctuation"}
    return {"typography"}


def _of_ends(quoted: FoldedText, source: FoldedText, pair: Pair) -> set[Ignored]:
    """Return punctuation when the last words are followed by marks that mean something else."""
    q, s = pair
    assert q is not None and s is not None
    own, theirs = _marks_behind(quoted, q), _marks_behind(source, s)
    return {"punctuation"} if own and own[0] != theirs[:1] else set()


def _marks_behind(text: FoldedText, number: int) -> str:
    """Return the marks behind a word that say more than that a sentence ends."""
    match = _NO_WORD.match(text.text, text.ends[number])
    assert match is not None
    return match[0].translate(_FORMS).strip().lstrip(_ENDS)

"""Changes to a question, made all at once so that no place moves while others are found."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put ``text`` in the place of ``question[start:end]``; ``carried`` came from before."""

    start: int
    end: int
    text: str
    carried: str


def edited(question: str, edits: Iterable[Edit]) -> str:
    """Return ``question`` with the edits made; of two that overlap the earlier one is made.

    >>> edited("What did he urge?", [Edit(9, 11, "Leon Panetta", "Leon Panetta")])
    'What did Leon Panetta urge?'
    """
    pieces, position = [], 0
    for edit in without_overlaps(edits):
        pieces += [question[position : edit.start], edit.text]
        position = edit.end
    return "".join([*pieces, question[position:]])


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits in order of place, without those that begin inside an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def possessive(text: str) -> str:
    """Return the possessive of a noun phrase.

    >>> possessive("China"), possessive("the talks")
    ("China's", "the talks'")
    """
    return text + ("'" if text.endswith("s") and not text[-2:].isupper() else "'s")


def end_of_question(question: str) -> int:
    """Return where words can be added: before the closing punctuation and space."""
    return len(question.rstrip(" \t\r\n?!.\u2026,;:"))

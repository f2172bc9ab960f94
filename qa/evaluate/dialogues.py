"""Dialogues from end to end: what is answered with a history, and what history spoils.

A file of JSON lines, ``{"name", "collection", "turns": [{"question", "golds", "alone"?}]}``.
``golds`` are texts of which a right answer has one; none: the collection does not say. ``alone``
marks a question that says by itself all that it asks.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qa.assistant import Assistant
from qa.contract.answer import Answer, Turn

LONGER = 15
"""Words that an answer may have beside a gold text."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """A turn as it was answered: ``outcome`` after the turns before it, ``alone`` without them.

    Both are "right", "wrong" or "abstained". ``contained`` says that the question needs no other.
    """

    dialogue: str
    question: str
    answer: Answer
    outcome: str
    alone: str
    first: bool
    contained: bool


@dataclass(frozen=True, slots=True)
class DialogueFigures:
    """Counts over all turns, and over those that follow another one.

    ``spoiled`` are answered rightly alone and wrongly with their history. ``left_alone`` are
    follow-ups marked as self-contained that were asked with nothing added.
    """

    turns: int
    right: int
    abstained: int
    wrong: int
    spoiled: int
    follow_ups: int
    follow_ups_right: int
    right_as_typed: int
    self_contained: int
    left_alone: int


def ask_dialogues(path: Path, assistants: Mapping[str, Assistant]) -> Iterator[AskedTurn]:
    """Ask each turn of a file after those before it, and alone; by name of its collection."""
    for line in path.read_text(encoding="utf-8").splitlines():
        dialogue = json.loads(line)
        assistant, history = assistants[dialogue["collection"]], list[Turn]()
        for turn in dialogue["turns"]:
            question, golds = turn["question"], turn["golds"]
            answer = assistant.ask(question, history=history)
            alone = assistant.ask(question, standalone=True) if history else answer
            yield AskedTurn(
                dialogue["name"],
                question,
                answer,
                outcome(answer, golds),
                outcome(alone, golds),
                not history,
                turn.get("alone", False),
            )
            history.append(Turn.of(answer))


def outcome(answer: Answer, golds: list[str]) -> str:
    """Return "right", "wrong" or "abstained"; to abstain is right where there is no gold text."""
    if not answer.answered:
        return "abstained" if golds else "right"
    texts = [part.citation.answer.text for part in answer.parts] or [answer.text]
    return "right" if any(_holds(text, gold) for text in texts for gold in golds) else "wrong"


def _holds(text: str, gold: str) -> bool:
    said, wanted = (_WORD.findall(part.lower()) for part in (text, gold))
    held = f" {' '.join(wanted)} " in f" {' '.join(said)} " and len(said) <= len(wanted) + LONGER
    part = f" {' '.join(said)} " in f" {' '.join(wanted)} " and 2 * len(said) > len(wanted)
    return held or part


def figures_of(turns: list[AskedTurn]) -> DialogueFigures:
    """Count the outcomes."""
    later = [turn for turn in turns if not turn.first]
    contained = [turn for turn in later if turn.contained]
    return DialogueFigures(
        turns=len(turns),
        right=sum(turn.outcome == "right" for turn in turns),
        abstained=sum(turn.outcome == "abstained" for turn in turns),
        wrong=sum(turn.outcome == "wrong" for turn in turns),
        spoiled=sum(turn.alone == "right" and turn.outcome == "wrong" for turn in turns),
        follow_ups=len(later),
        follow_ups_right=sum(turn.outcome == "right" for turn in later),
        right_as_typed=sum(turn.alone == "right" for turn in later),
        self_contained=len(contained),
        left_alone=sum(not turn.answer.context for turn in contained),
    )

"""Follow-up questions that people rewrote: what was said before, and the words that they added.

TREC CAsT (Dalton et al., "CAsT 2019" and "CAsT 2020"; rewrites by people and by two published
systems from svakulenk0/cast_evaluation) and CANARD (Elgohary, Peskov and Boyd-Graber, "Can you
unpack that?", EMNLP 2019), whose conversations are QuAC's.
"""

import csv
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qa.question.context.layout import Said
from qa.question.context.words import content_stems

FOLDS = 10
"""CANARD's dialogues are dealt into so many parts; one is held out."""
REWRITES = {
    "2019": ("10_Human.tsv", "4_Rule_based_Q.tsv", "5_QuReTeC_Q.tsv"),
    "2020": ("11_Human.tsv", "4_Rule_based_QnA.tsv", "5_QuReTeC_QnA.tsv"),
}
"""Per year: the files of the human, the rule-based and the QuReTeC rewrites."""

HELD_OUT = {"2019": frozenset(range(56, 81, 2)), "2020": frozenset(range(82, 106, 2))}
"""Per year: the topics that nothing was trained on; the selector learned from the others, too.

Its thresholds were chosen on conversations of CANARD, not here. Some human rewrites of 2019 (topics
64 to 80) were once printed by mistake, while an older system was worked on.
"""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question after ``history``; ``wanted`` are the words that a person's rewrite adds.

    ``place`` is CAsT's number of topic and turn.
    """

    dialogue: str
    question: str
    history: tuple[Said, ...]
    wanted: frozenset[str]
    place: tuple[int, int] = (0, 0)


def wanted_of(question: str, rewrite: str) -> frozenset[str]:
    """Return the words of content that a rewrite has and the question has not."""
    return content_stems(rewrite) - content_stems(question)


def read_canard(path: Path, *, with_answers: bool) -> Iterator[FollowUp]:
    """Read CANARD's questions that follow another one, in the order of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            _title, _section, *turns = row["History"]
            if not turns:
                continue
            said = [
                Said(text, place // 2 + 1, bool(place % 2))
                for place, text in enumerate(turns)
                if with_answers or place % 2 == 0
            ]
            question = row["Question"]
            wanted = wanted_of(question, row["Rewrite"])
            yield FollowUp(row["QuAC_dialog_id"], question, tuple(said), wanted)


def fold_of(dialogue: str, folds: int = FOLDS) -> int:
    """Return the part that a dialogue belongs to: by its name, so all of its turns together."""
    return random.Random(dialogue).randrange(folds)


def read_cast(folder: Path, year: str, *, held_out: bool) -> list[FollowUp]:
    """Read the follow-ups of CAsT's topics that are held out, or of the others."""
    found = []
    place = folder / "rewrites" / year
    asked = read_rewrites(place / "1_Original.tsv")
    rewritten = read_rewrites(place / REWRITES[year][0])
    for (topic, turn), question in asked.items():
        if turn == 1 or (topic in HELD_OUT[year]) is not held_out:
            continue
        said = tuple(Said(asked[topic, n], n) for n in range(1, turn) if (topic, n) in asked)
        wanted = wanted_of(question, rewritten[topic, turn])
        found.append(FollowUp(f"{year}-{topic}", question, said, wanted, (topic, turn)))
    return found


def read_rewrites(path: Path) -> dict[tuple[int, int], str]:
    """Return question by (topic number, turn number), in the order of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            (int(row["conversation_id"]), int(row["turn_id"])): row["query"].strip() for row in rows
        }

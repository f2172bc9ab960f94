"""How well follow-up questions are made to stand alone, on the TREC CAsT topics.

The files hold each turn as it was asked, as a person rewrote it, and as two published systems did
(svakulenk0/cast_evaluation; the topics are those of Dalton et al., "CAsT 2019" and "CAsT 2020").
All systems are scored by the same code. Both collections give the earlier questions only: the
answers that people saw in 2020 are named there by an id, without their text, so turns that depend
on an answer cannot be resolved from these files, while QuReTeC and the rule-based system of 2020
had read the answers.

What is a content word of a rewrite that the question as asked has not is what was *added*; see
``SystemFigures`` and ``content_words``.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.contract.answer import Turn
from qa.question.follow_up.standalone import standalone

REWRITES = {
    "2019": ("10_Human.tsv", "4_Rule_based_Q.tsv", "5_QuReTeC_Q.tsv"),
    "2020": ("11_Human.tsv", "4_Rule_based_QnA.tsv", "5_QuReTeC_QnA.tsv"),
}
"""Per year: the files of the human, the rule-based and the QuReTeC rewrites."""

OURS, RULE_BASED, QURETEC = "ours", "rule-based", "QuReTeC"

HELD_OUT = {"2019": frozenset(range(56, 81, 2)), "2020": frozenset(range(82, 106, 2))}
"""Per year: the topics that no rule was tuned on; of the others, "tuning", all was read.

Of the held-out topics only what was asked was read, with one exception: some human rewrites of
2019 (topics 64 to 80) were once printed by mistake, when F1 stood at 0.589 there. The figure of
2019 held out is since then not quite that of unseen topics; that of 2020 is.
"""

WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
CONTRACTION = re.compile(r"n[\u2019']t\b|[\u2019'](?:s|re|ve|ll|d|m)\b", re.IGNORECASE)

STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and another any are around as at be became
    because become been before being below between both but by can come could did do does doing
    done down during each either else even ever few for from further get give go had has have having
    he her here hers herself him himself his how i if in instead into is it its itself just kind
    like me more most much my myself no nor not now of off on once one ones only or other others our
    ours ourselves out over own please same shall she should so some such tell than that the their
    theirs them themselves then there these they this those through to too under until up upon us
    used using very was we were what when where whether which while who whom whose why will with
    without would you your yours yourself yourselves
    """.split()
)
"""Function words and the empty verbs of requests: adding one of them adds no content."""


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """What one system did on one set of turns; all shares lie between 0 and 1.

    ``turns`` are those that have an earlier turn. Per turn, with content words compared as sets,
    *wanted* is what the person's rewrite has and the question as asked has not, *added* is what
    the system's rewrite has and the question as asked has not. Summed over the turns (micro),
    ``precision`` is |wanted and added| / |added|, ``recall`` is |wanted and added| / |wanted|, and
    ``f1`` their harmonic mean. A turn is self-contained when nothing is wanted; ``left_alone`` is
    the share of those to which the system added nothing. A share of nothing is 0.
    """

    year: str
    topics: str
    system: str
    turns: int
    precision: float
    recall: float
    f1: float
    self_contained: int
    left_alone: float


@dataclass(frozen=True, slots=True)
class ConversationFigures:
    """The figures of every year, set of topics and system, in that order."""

    figures: tuple[SystemFigures, ...]

    def of(self, year: str, system: str, topics: str = "all") -> SystemFigures:
        """Return one system's figures.

        :raises KeyError: when there are none of that name.
        """
        for figures in self.figures:
            if (figures.year, figures.system, figures.topics) == (year, system, topics):
                return figures
        raise KeyError((year, system, topics))


def evaluate_conversation(folder: Path) -> ConversationFigures:
    """Score our rewrites and the two published systems' on the files below ``folder``.

    ``topics`` is "all", "tuning" and "held out" for each year (see ``HELD_OUT``).

    :raises FileNotFoundError: when a file of the collection is absent.
    """
    figures: list[SystemFigures] = []
    for year, (human, rule_based, quretec) in REWRITES.items():
        place = folder / "rewrites" / year
        asked = read_rewrites(place / "1_Original.tsv")
        wanted = read_rewrites(place / human)
        rewrites = {
            OURS: our_rewrites(asked),
            RULE_BASED: read_rewrites(place / rule_based),
            QURETEC: read_rewrites(place / quretec),
        }
        sets = {
            "all": tuple(asked),
            "tuning": tuple(turn for turn in asked if turn[0] not in HELD_OUT[year]),
            "held out": tuple(turn for turn in asked if turn[0] in HELD_OUT[year]),
        }
        for topics, turns in sets.items():
            for system, rewritten in rewrites.items():
                figures.append(score(year, topics, system, turns, asked, wanted, rewritten))
    return ConversationFigures(tuple(figures))


def read_rewrites(path: Path) -> dict[tuple[int, int], str]:
    """Return question by (topic number, turn number), in the order of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            (int(row["conversation_id"]), int(row["turn_id"])): row["query"].strip() for row in rows
        }


def our_rewrites(asked: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """Return each question made to stand alone from the questions before it, without answers."""
    rewritten: dict[tuple[int, int], str] = {}
    history: list[Turn] = []
    for (topic, turn), question in asked.items():
        if turn == 1:
            history = []
        rewritten[topic, turn] = standalone(question, history).text
        history.append(Turn(question=question, answer=""))
    return rewritten


def score(
    year: str,
    topics: str,
    system: str,
    turns: Iterable[tuple[int, int]],
    asked: Mapping[tuple[int, int], str],
    wanted: Mapping[tuple[int, int], str],
    rewritten: Mapping[tuple[int, int], str],
) -> SystemFigures:
    """Count the content words added in all ``turns`` but first ones; see ``SystemFigures``."""
    counted = right = added = missing = self_contained = alone = 0
    for topic, turn in turns:
        if turn == 1:
            continue
        counted += 1
        original = content_words(asked[topic, turn])
        ours = content_words(rewritten[topic, turn]) - original
        theirs = content_words(wanted[topic, turn]) - original
        right += len(ours & theirs)
        added += len(ours)
        missing += len(theirs)
        if not theirs:
            self_contained += 1
            alone += not ours
    precision, recall = share(right, added), share(right, missing)
    return SystemFigures(
        year=year,
        topics=topics,
        system=system,
        turns=counted,
        precision=precision,
        recall=recall,
        f1=share(2 * precision * recall, precision + recall),
        self_contained=self_contained,
        left_alone=share(alone, self_contained),
    )


def content_words(question: str) -> frozenset[str]:
    """Return the words that carry meaning: lower-case, without stop words and plural endings.

    >>> sorted(content_words("What are lung cancer's symptoms?"))
    ['cancer', 'lung', 'symptom']
    """
    words = WORD.findall(CONTRACTION.sub(" ", question.lower()))
    return frozenset(without_plural(word) for word in words if word not in STOP_WORDS)


def without_plural(word: str) -> str:
    """Drop a plural ending (the S-stemmer of Harman, 1991).

    >>> [without_plural(word) for word in ("studies", "sharks", "glass", "virus")]
    ['study', 'shark', 'glass', 'virus']
    """
    if not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > len("ties") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")):
        return word[:-1]
    return word


def share(part: float, whole: float) -> float:
    """Return ``part / whole``, 0.0 when there is no whole."""
    return part / whole if whole else 0.0


def table(figures: Sequence[SystemFigures]) -> str:
    """Return the figures as lines for people, one system a line."""
    lines = [
        f"{'year':<5}{'topics':<10}{'system':<12}{'turns':>6}{'precision':>11}{'recall':>8}"
        f"{'F1':>8}{'left alone':>12}"
    ]
    lines.extend(
        f"{row.year:<5}{row.topics:<10}{row.system:<12}{row.turns:>6}{row.precision:>11.3f}"
        f"{row.recall:>8.3f}{row.f1:>8.3f}{row.left_alone:>12.3f}"
        for row in figures
    )
    return "\n".join(lines)

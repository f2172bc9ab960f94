"""Which words of earlier turns are added to follow-up questions, on TREC CAsT and CANARD.

The files hold each turn as it was asked, as a person rewrote it, and as two published systems did
(svakulenk0/cast_evaluation; the topics are those of Dalton et al., "CAsT 2019" and "CAsT 2020").
All systems are scored by the same code. Both collections give the earlier questions only: the
answers that people saw in 2020 are named there by an id, without their text, so turns that depend
on an answer cannot be resolved from these files, while QuReTeC and the rule-based system of 2020
had read the answers.

What is a content word of a rewrite that the question as asked has not is what was *added*; see
``SystemFigures`` and ``content_stems``. Of ours these are the words of the context.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.evaluate.follow_ups import (
    REWRITES,
    FollowUp,
    fold_of,
    read_canard,
    read_cast,
    read_rewrites,
)
from qa.question.context.carried import carried
from qa.question.context.selector import Selector
from qa.question.context.words import content_stems

OURS, RULE_BASED, QURETEC = "ours", "rule-based", "QuReTeC"
NOTHING, LAST, FIRST = "nothing", "last question", "first question"
"""What any system has to be better than: the question as typed, or with an earlier one appended."""


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

    def of(self, year: str, system: str, topics: str = "held out") -> SystemFigures:
        """Return one system's figures.

        :raises KeyError: when there are none of that name.
        """
        for figures in self.figures:
            if (figures.year, figures.system, figures.topics) == (year, system, topics):
                return figures
        raise KeyError((year, system, topics))


def evaluate_conversation(folder: Path, selector: Selector) -> ConversationFigures:
    """Score the shipped selector, three baselines and two published systems.

    The files are those below ``folder``. ``topics`` is "trained on" and "held out" for each year of
    CAsT (see ``HELD_OUT``); claims are made on the latter alone. Of CANARD ("canard", where its
    file is there) "held out" are the dialogues of the part that was kept back, answers included; no
    other system's output is known on it.

    :raises FileNotFoundError: when a file of the collection is absent.
    """
    figures: list[SystemFigures] = []
    for year, (_, rule_based, quretec) in REWRITES.items():
        place = folder / "rewrites" / year
        published = {
            RULE_BASED: read_rewrites(place / rule_based),
            QURETEC: read_rewrites(place / quretec),
        }
        for topics in ("trained on", "held out"):
            follow_ups = read_cast(folder, year, held_out=topics == "held out")
            systems = _ours_and_baselines(follow_ups, selector)
            for name, rewritten in published.items():
                systems[name] = [
                    content_stems(rewritten[one.place]) - content_stems(one.question)
                    for one in follow_ups
                ]
            figures += [score(year, topics, name, follow_ups, a) for name, a in systems.items()]
    canard = folder / "canard_dev.jsonl.gz"
    if canard.is_file():
        kept_back = [e for e in read_canard(canard, with_answers=True) if fold_of(e.dialogue) == 0]
        systems = _ours_and_baselines(kept_back, selector)
        figures += [score("canard", "held out", name, kept_back, a) for name, a in systems.items()]
    return ConversationFigures(tuple(figures))


def _ours_and_baselines(
    follow_ups: Sequence[FollowUp], selector: Selector
) -> dict[str, list[frozenset[str]]]:
    """Return the words that each system adds to each question."""
    added: dict[str, list[frozenset[str]]] = {OURS: [], NOTHING: [], LAST: [], FIRST: []}
    for one in follow_ups:
        own, asked = content_stems(one.question), [s for s in one.history if not s.cited]
        terms = carried(one.question, one.history, selector)
        added[OURS].append(content_stems(" ".join(term.text for term in terms)) - own)
        added[NOTHING].append(frozenset())
        added[LAST].append(content_stems(asked[-1].text) - own)
        added[FIRST].append(content_stems(asked[0].text) - own)
    return added


def score(
    year: str,
    topics: str,
    system: str,
    follow_ups: Sequence[FollowUp],
    added: Sequence[frozenset[str]],
) -> SystemFigures:
    """Count the content words that a system added to each of ``follow_ups``."""
    pairs = [(one.wanted, words) for one, words in zip(follow_ups, added, strict=True)]
    right = sum(len(wanted & words) for wanted, words in pairs)
    precision = share(right, sum(len(words) for _, words in pairs))
    recall = share(right, sum(len(wanted) for wanted, _ in pairs))
    contained = [words for wanted, words in pairs if not wanted]
    return SystemFigures(
        year=year,
        topics=topics,
        system=system,
        turns=len(pairs),
        precision=precision,
        recall=recall,
        f1=share(2 * precision * recall, precision + recall),
        self_contained=len(contained),
        left_alone=share(sum(not words for words in contained), len(contained)),
    )


def share(part: float, whole: float) -> float:
    """Return ``part / whole``, 0.0 when there is no whole."""
    return part / whole if whole else 0.0


def table(figures: Sequence[SystemFigures]) -> str:
    """Return the figures as lines for people, one system a line."""
    lines = [
        f"{'set':<8}{'topics':<12}{'system':<16}{'turns':>6}{'precision':>11}{'recall':>8}"
        f"{'F1':>8}{'left alone':>12}"
    ]
    lines.extend(
        f"{row.year:<8}{row.topics:<12}{row.system:<16}{row.turns:>6}{row.precision:>11.3f}"
        f"{row.recall:>8.3f}{row.f1:>8.3f}{row.left_alone:>12.3f}"
        for row in figures
    )
    return "\n".join(lines)

"""What became of the files and articles that were brought to a collection."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

Outcome = Literal["added", "replaced", "renamed", "unchanged", "duplicate", "skipped"]
OUTCOMES: tuple[Outcome, ...] = (
    "added",
    "replaced",
    "renamed",
    "unchanged",
    "duplicate",
    "skipped",
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of one item of a file.

    ``source`` names the file and the item in it, as citations do. ``reason`` and ``kind`` say why
    it was skipped, else they are empty; ``notes`` are what a person should know although it was
    read. ``article_id`` is None for what was skipped, ``path`` (resolved) for what was sent;
    ``item`` is the part of the file.
    """

    source: str
    format: str
    outcome: Outcome
    reason: str = ""
    kind: str = ""
    notes: tuple[str, ...] = ()
    article_id: str | None = None
    path: str | None = None
    item: str = ""


Progress = Callable[[int, Indexed], None]
"""Called after each item with the number of files that are done, and what became of the item."""


@dataclass(frozen=True, slots=True)
class Report:
    """All items of ``files`` files; ``companions`` are files that only belong to others.

    ``gone`` names the sources that were indexed before and are not there any more; ``pruned`` tells
    whether they were removed. ``failure`` says why what stands behind these items was not brought;
    empty when all was.
    """

    files: int
    companions: int
    items: tuple[Indexed, ...]
    gone: tuple[str, ...] = ()
    pruned: bool = False
    failure: str = ""


@dataclass(frozen=True, slots=True)
class FormatCounts:
    """How many items of one format came to which end."""

    format: str
    read: int
    total: int
    outcomes: dict[Outcome, int]


def by_format(report: Report) -> list[FormatCounts]:
    """Return the counts of each format, the one with most items first."""
    items: dict[str, list[Indexed]] = {}
    for item in report.items:
        items.setdefault(item.format, []).append(item)
    counts = []
    for name, inside in items.items():
        outcomes = counted(inside)
        read = len(inside) - outcomes.get("skipped", 0)
        counts.append(FormatCounts(name, read, len(inside), outcomes))
    return sorted(counts, key=lambda one: (-one.total, one.format))


def by_kind(report: Report) -> list[tuple[str, list[Indexed]]]:
    """Return what was skipped by the kind of its reason, the most frequent first."""
    kinds: dict[str, list[Indexed]] = {}
    for item in report.items:
        if item.outcome == "skipped":
            kinds.setdefault(item.kind, []).append(item)
    return sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def by_outcome(report: Report) -> list[tuple[Outcome, list[Indexed]]]:
    """Return what was read by what became of it."""
    return [
        (outcome, [item for item in report.items if item.outcome == outcome])
        for outcome in OUTCOMES
        if outcome != "skipped"
    ]


def counted(items: Sequence[Indexed]) -> dict[Outcome, int]:
    """Return how many items came to each end, ends without any left away."""
    counts = Counter(item.outcome for item in items)
    return {outcome: counts[outcome] for outcome in OUTCOMES if counts[outcome]}


def report_values(report: Report) -> dict[str, Any]:
    """Return a report as JSON values."""
    failure = {"failure": report.failure} if report.failure else {}
    return failure | {
        "files": report.files,
        "companions": report.companions,
        "outcomes": counted(report.items),
        "gone": list(report.gone),
        "pruned": report.pruned,
        "formats": [asdict(counts) for counts in by_format(report)],
        "items": [
            {
                key: value
                for key, value in asdict(item).items()
                if key not in ("path", "item") and value not in ("", (), None)
            }
            for item in report.items
        ],
    }

"""Time expressions made of several parts, as grammar books sort them: which share is right.

Both files were written before the resolver could read them: ``composed.jsonl`` was then worked
on, ``composed_apart.jsonl`` only counted (63 of 66 when it was first looked at).
"""

import datetime
import json
from pathlib import Path
from typing import Any

from qa.dates.expressions import find_expressions

CASES = Path(__file__).parent / "dates"


def wrong(name: str) -> tuple[int, list[dict[str, Any]]]:
    """Return the number of cases in a file and those that are not found or resolved as they say."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return len(cases), [case for case in cases if not is_right(case)]


def is_right(case: dict[str, Any]) -> bool:
    """Tell whether exactly the times of a case are found, with its days and its values."""
    found = find_expressions(case["text"], case["anchor"])
    if len(found) != len(case["times"]):
        return False
    return all(
        (time.text, time.earliest, time.latest)
        == (gold["text"], *map(datetime.date.fromisoformat, (gold["earliest"], gold["latest"])))
        and gold["value"] in (None, time.value)
        for time, gold in zip(found, case["times"], strict=True)
    )


def test_composed_expressions_are_right() -> None:
    count, cases = wrong("composed.jsonl")
    assert count >= 150
    assert [case["text"] for case in cases] == []


def test_composed_expressions_that_were_held_apart_are_right() -> None:
    count, cases = wrong("composed_apart.jsonl")
    assert count >= 60
    assert len(cases) <= 3

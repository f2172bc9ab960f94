"""A dateline begins a report, with its place and its day: no answer stands in it."""

import random

import pytest

from qa.evaluate.squad import Example
from qa.ingest.dateline import find_bare_dateline, find_dateline
from qa.train.datelines import datelined


def dateline(sentence: str) -> int:
    found = find_dateline(sentence)
    return found.end if found else 0


@pytest.mark.parametrize(
    "line",
    [
        "WASHINGTON, Jan. 7, 2011 – ",
        "WASHINGTON, March 26 -",
        "EL SEGUNDO, Calif., March 20 - ",
        "BEIJING (Reuters) - ",
        "TAIPEI, Taiwan (AP) — ",
        "Beijing, Jan. 10 (Xinhua) -- ",
        "NEW YORK/LONDON, 3 May 2014 — ",
        "SINGAPORE, July 3 /PRNewswire/ -- ",
        "WASHINGTON (Army News Service, Jan. 7, 2011) -- ",
        "ST. LOUIS (UPI) -- ",
        "ÉVIAN-LES-BAINS, Sept 3 (AFP) - ",
        "LONDON, MARCH 26 - ",
        "Quito, march 9 - ",
        "BRUSSELS, March 27, Reuter - ",
        "RICHMOND, Va. Feb 26 - ",
        "RIO DE JANEIRO, Friday, 3rd of May 2014 — ",
        "PARIS (AFP), May 1, 2001 -- ",
    ],
)
def test_a_dateline_ends_with_its_dash(line: str) -> None:
    assert dateline(line) == len(line)
    behind = f"{line.rstrip()} Officials met in Lyon, May 3 - a Friday - and left."
    assert behind[dateline(behind) :].startswith("Officials")


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "NASA - the space agency - said so.",
        "Smith (Republican) - who won - left.",
        "IBM (NYSE) - the computer maker - rose.",
        "In Washington, Jan. 7 - the day of the vote - was quiet.",
        "Washington, the capital - not the state - voted.",
        "China and the U.S. met on Jan. 7, 2011 - a Friday.",
        "Jan. 7, 2011 – China will talk.",
        "WASHINGTON, Jan. 7, 2011, was cold.",
    ],
)
def test_what_begins_like_a_dateline_is_none(sentence: str) -> None:
    assert dateline(sentence) == 0


def test_the_parts_of_a_dateline_are_told() -> None:
    line = "SAN FRANCISCO, Calif., Sept. 9, 2005 – The bridge closed."
    found = find_dateline(line)
    assert found is not None and found.day is not None
    assert found.place.of(line) == "SAN FRANCISCO, Calif."
    assert found.day.of(line) == "Sept. 9, 2005"
    agency = find_dateline("BEIJING (Reuters) - The talks began.")
    assert agency is not None and agency.day is None


def test_a_place_in_capitals_alone_is_a_bare_dateline() -> None:
    for line in ("NEW YORK - Shares fell.", "ST. LOUIS — It rained."):
        assert find_dateline(line) is None
        assert find_bare_dateline(line) is not None
    assert find_bare_dateline("Shares fell - and rose.") is None


def test_the_datelines_made_for_training_are_datelines() -> None:
    chance = random.Random(7)
    for number in range(300):
        context = "Officials met."
        made = datelined(Example(str(number), "Who met?", context, ((0, 9),)), chance)
        found = find_bare_dateline(made.context)
        assert found is not None
        assert made.context[found.end :] == context

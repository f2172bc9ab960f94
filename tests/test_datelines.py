"""No answer stands in a dateline."""

import pytest

from qa.read.datelines import dateline


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

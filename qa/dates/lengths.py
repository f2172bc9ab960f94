"""Resolves lengths of time: "two weeks", "the past two months", "over the last year"."""

from qa.dates import periods
from qa.dates.amounts import amount, duration, move
from qa.dates.meaning import Meaning, Scene, Tokens, pick, step


def span(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the past two months", "the next few years", "the last year and a half"."""
    count, unit = amount(tokens)
    value, way = duration(count, unit), step(tokens)
    if count is None or not way:
        return Meaning("DURATION", value)
    far = move(scene.anchor, way * count, unit)
    if far is None:
        return Meaning("DURATION", value)
    return Meaning("DURATION", value, (min(far, scene.anchor), max(far, scene.anchor)), True)


def length_to_now(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "over the last year", "within the next week": as far back, or on, from now."""
    named, way = tokens[-1], step(tokens) or 0
    far = move(scene.anchor, way, named.symbol)
    days = None if far is None else (min(far, scene.anchor), max(far, scene.anchor))
    return Meaning("DURATION", duration(1, named.symbol), days, days is not None)


def first_units(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the first nine months"; in "the third and fourth quarters" the last one is a time."""
    which, named = pick(tokens, "o"), tokens[-1]
    if which is not None and named.symbol == "Q" and pick(tokens, "nNq") is None:
        return periods.quarter((which, named._replace(kind="c")), scene)
    return whole_length(tokens, scene)


def whole_length(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "two-day", "about a decade", "half an hour", "weeklong"."""
    whole = pick(tokens, "g")
    return Meaning("DURATION", whole.symbol if whole else duration(*amount(tokens)))

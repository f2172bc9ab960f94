"""Resolves calendar times longer than a day: months, quarters, seasons, years, decades."""

import datetime

from qa.dates.amounts import shifted
from qa.dates.meaning import Meaning, Scene, Tokens, calendar_time, focus, from_focus, pick, step
from qa.dates.timex import days_of, month_value

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Months before its beginning within which a season is the one to come.
_NEAR_SEASON = 3
# How many months a quarter (by its word or as Q3) or a half has.
_MONTHS_OF = {"c": 3, "v": 3, "h": 6}


def year_named(tokens: Tokens, scene: Scene) -> tuple[int | None, bool]:
    """Return the year that tokens name ("1990", "last year") and whether the anchor gave it."""
    year = pick(tokens, "Y")
    if year is not None:
        return year.number, False
    for place, token in enumerate(tokens):
        if token.kind == "u":
            which = tokens[:place][-3:]
            anchor = (focus(scene, "Y") if from_focus(which) else None) or scene.anchor
            return anchor.year + (step(which) or 0), True
    return None, False


def month(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "October 1990", "July last year", "last April", "in January"."""
    named = pick(tokens, "M")
    if named is None:
        return None
    year, relative = year_named(tokens, scene)
    if year is not None:
        return calendar_time(month_value(year, named.number), relative=relative)
    anchor = (focus(scene, "Y") if from_focus(tokens) else None) or scene.anchor
    back = (anchor.month - named.number) % 12
    way = step(tokens)
    if way == 0:
        months = named.number - anchor.month
    elif way == -1:
        # In March "last February" is that of the year before: this one is "last month".
        months = -(back if back > 1 else back + 12)
    elif way == 1:
        months = 12 - back
    else:
        # The month ahead is meant more often than the one eleven months ago, and the month just
        # over more often than the one in eleven months.
        near = scene.exact and (back == 11 or (back == 10 and scene.direction() == 0))
        ahead = near or (back > scene.exact and scene.direction() == 1)
        months = 12 - back if ahead else -back
    return calendar_time(shifted(anchor.replace(day=1), months, "M"))


def quarter(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the third quarter of 1984", "this year's first half", "fourth-quarter"."""
    # In "last year's third quarter" it is the third.
    which, unit = pick(tokens, "ov") or pick(tokens, "Ll"), pick(tokens, "chv")
    if unit is None:
        return None
    if pick(tokens, "M") is not None:
        return _quarter_of_month(tokens, scene)
    months = _MONTHS_OF[unit.kind]
    count = 12 // months
    number = count if which is None or which.kind in "Ll" else which.number
    number = count if number == -1 else number
    if number > count:
        return None
    year, relative = year_named([token for token in tokens if token is not which], scene)
    if year is None:
        relative = True
        year = scene.anchor.year
        if months * (number - 1) + 1 > scene.anchor.month and scene.direction() != 1:
            year -= 1
    if pick(tokens, "AB") is not None:
        year -= 1
    decade = pick(tokens, "k")
    if decade is not None:
        return calendar_time(decade.symbol, relative=False)
    return calendar_time(
        f"{year:04d}-{'H' if unit.kind == 'h' else 'Q'}{number}", relative=relative
    )


def _quarter_of_month(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the September quarter": the one that ends with this month, or holds it."""
    found = month(tokens, scene)
    if found is None or found.days is None:
        return None
    value = shifted(found.days[0], 0, "Q")
    return calendar_time(value, relative=found.relative)


def season(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the summer of 1990", "last fall", "this spring": the nearest one that fits."""
    named = pick(tokens, "S")
    if named is None:
        return None
    if pick(tokens, "O") is not None:
        return _southern(tokens, scene)
    year, relative = year_named(tokens, scene)
    if year is None:
        relative, way = True, step(tokens)
        anchor = (focus(scene, "Y") if from_focus(tokens) else None) or scene.anchor
        year, first = anchor.year, _SEASON_MONTHS[named.symbol]
        begun = anchor.month >= first
        over = anchor.month >= first + 3
        # In June "the fall" is that to come, whatever has been said of it.
        near = scene.exact and 0 < first - anchor.month <= _NEAR_SEASON
        if way == 1:
            year += int(begun)
        elif way == -1:
            year -= int(not over and named.symbol != "WI" or not begun)
        elif way is None and not begun and not near and scene.direction() == -1:
            year -= 1
        elif way is None and over and scene.direction() == 1:
            year += 1
    return calendar_time(f"{year:04d}-{named.symbol}", relative=relative)


# What the season of the south is called in the north, half a year away.
_OPPOSITE = {"SP": "FA", "FA": "SP", "SU": "WI", "WI": "SU"}


def _southern(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the southern winter of 2015": the value keeps its name, the days are the south's."""
    turned = [
        token._replace(symbol=_OPPOSITE[token.symbol]) if token.kind == "S" else token
        for token in tokens
        if token.kind != "O"
    ]
    found, named = season(turned, scene), pick(tokens, "S")
    if found is None or named is None:
        return None
    return found._replace(value=found.value.replace(_OPPOSITE[named.symbol], named.symbol))


def year(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "1990", "fiscal 1988", "mid-1996", "the year two thousand", "the 1989 quarter"."""
    named = pick(tokens, "Y")
    if named is None:
        return None
    if pick(tokens, "dc") is not None and scene.quarter is not None:
        return calendar_time(f"{named.number:04d}{scene.quarter[4:]}", relative=False)
    found = calendar_time(f"{named.number:04d}", relative=False)
    if pick(tokens, "F") is None or found.days is None or named.number < 2:
        return found
    # It is called after the year it ends in, and begins in that year or in July before it.
    return found._replace(days=(datetime.date(named.number - 1, 7, 1), found.days[1]))


def decade(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "the early 1980s", "the '90s"."""
    named = pick(tokens, "k")
    return None if named is None else calendar_time(named.symbol, relative=False)


def _is_over(scene: Scene) -> bool:
    """Tell whether a year's end, named in the past tense, is that of the year before."""
    return scene.exact and scene.anchor.month < 12 and scene.direction() == -1


def unit_end(tokens: Tokens, scene: Scene) -> Meaning | None:
    """Read "year-end", "year-end 1988", "the year's end": the last day of the anchor's unit."""
    named = pick(tokens, "xUuc")
    if named is None:
        return None
    year, relative = year_named(tokens, scene)
    if relative and step(tokens) is None:  # the year's end
        year = None
    before = pick(tokens, "i")
    since = before is not None and (
        before.symbol == "since" or (before.symbol == "from" and scene.anchor.month < 12)
    )
    behind = before is None or before.symbol != "to"
    count = -1 if since or (behind and _is_over(scene)) else 0
    whole = days_of(shifted(scene.anchor, count, named.symbol) if year is None else f"{year:04d}")
    if whole is None:
        return None
    part = pick(tokens, "E")
    if part is not None and part.symbol == "MID":
        return None
    starts = part is not None and part.symbol == "START"
    return calendar_time(whole[0 if starts else 1].isoformat(), relative=year is None)

"""The English words that time expressions are made of, each with its class and its meaning.

A class is one letter, so that a run of words becomes a short string and the grammar is written as
patterns over such strings (``the past two months`` is ``tLnV``). What each letter stands for is
said where its words are listed. ``number`` and ``symbol`` carry the meaning: the number of a
month, the letters of a TIMEX3 unit, season or part of the day.
"""

from typing import NamedTuple

from qa.text.months import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from qa.text.numbers import CARDINALS, MAGNITUDES, ORDINALS


class Entry(NamedTuple):
    """What a word means: its class letter, a number and a symbol (0 and "" when it has none)."""

    kind: str
    number: int = 0
    symbol: str = ""


# Only these classes make a time expression; words of the others merely belong to one.
TRIGGER_CLASSES = frozenset("MWwUucVKSJPpTHRCykYZlr+gxvh")

# Words that are something else as often: they need a capital and a neighbour that fits a date.
_AMBIGUOUS = "may, march, mar, mar., jan, sun, sun., sat, sat., mon, mon., wed, wed."
_UNITS = {
    "day": "D",
    "week": "W",
    "fortnight": "F",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
    "hour": "TH",
    "minute": "TM",
}
# class letter -> symbol -> words
_WORDS: dict[str, dict[str, str]] = {
    # seasons; parts of the day, one and many; hours that have a name
    "S": {"SP": "spring", "SU": "summer", "FA": "fall, autumn", "WI": "winter"},
    "J": {"SU": "summers", "WI": "winters", "12-25": "christmases"},
    # below the equator: goes before a season
    "O": {
        "": "southern, austral, southern hemisphere, southern-hemisphere, australian, new zealand, "
        "south african, argentine, chilean, brazilian"
    },
    "P": {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"},
    "p": {"MO": "mornings", "AF": "afternoons", "EV": "evenings", "NI": "nights"},
    "C": {"12:00": "noon, midday", "24:00": "midnight"},
    # a vague past, present or future: alone, and before a noun
    "R": {
        "PRESENT_REF": "now, currently, presently, nowadays, at present, at the present time",
        "PAST_REF": "recently, lately, long ago, some time ago, a long time ago, a short time ago, "
        "a while ago",
        "FUTURE_REF": "soon, as soon as possible",
    },
    "r": {"PAST_REF": "recent", "PRESENT_REF": "current"},
    "+": {
        "FUTURE_REF": "future, near future, foreseeable future, immediate future, distant future, "
        "not-too-distant future, not too distant future, near term, short term, long term"
    },
    # which one: last, next, this, that, the
    "L": {"": "last", "latest": "latest, most recent", "then": "previous, prior, preceding"},
    "l": {"": "past"},
    "X": {"": "next", "now": "coming, upcoming, forthcoming", "then": "following, ensuing"},
    "I": {"": "this"},
    "D": {
        "": "that, same, comparable, corresponding",
        "PAST_REF": "those",
        "PRESENT_REF": "these",
    },
    "t": {"": "the"},
    "a": {"": "a, an, another"},
    "G": {"": "each, every"},
    "@": {"": "other"},
    # how often in a unit
    "%": {"": "once, twice, times"},
    # words that tie the parts together
    "f": {"": "of"},
    "i": {
        "": "on, at, by, as of, into",
        "since": "since",
        "in": "in, during, within",
        "over": "for, over, throughout",
        "from": "from",
        "to": "to, until, till, through",
    },
    "<": {"": "before, prior to"},
    ">": {"": "after"},
    "=": {"": "between"},
    "j": {"": "and, or"},
    "s": {"": "'s, ’s"},
    "F": {"": "fiscal, financial"},
    "d": {"": "period, term"},
    # part of a longer time, with TIMEX3's words for it
    "e": {"START": "early", "MID": "mid", "END": "late", "": "sometime"},
    "E": {"START": "beginning, start", "MID": "middle", "END": "end, close"},
    "h": {"": "half"},
    # direction of a distance
    "A": {"": "ago"},
    "B": {"<": "earlier, previously", ">": "later", "now": "from now, hence"},
    # after a unit it makes a length: "the year ended March 31"
    "&": {"": "ended, ending"},
    # amounts: vague ones, what goes before one, inside one and after one
    "q": {"": "few, several, couple, dozen, dozens, many, various"},
    "Q": {
        "": "nearly, exactly, around",
        "~": "about, almost, roughly, approximately",
        "<": "less than, fewer than, no more than, at most, up to",
        ">": "more than, at least, longer than, no less than",
    },
    "m": {
        "": "more, additional, straight, consecutive, trading, business, working, calendar, long",
        "whole": "full, whole, entire",
    },
    "b": {"": "or so, or more, or less, or later, or earlier"},
    # lengths in one word
    "g": {
        "P1D": "daylong",
        "P1W": "weeklong",
        "P1M": "monthlong",
        "P1Y": "yearlong",
        "P10Y": "decadelong",
    },
    # time zones and frequencies
    "z": {"": "est, edt, cst, cdt, mst, mdt, pst, pdt, gmt, utc, et, local time, eastern time"},
    "y": {
        "PT1H": "hourly",
        "P1D": "daily",
        "P1W": "weekly",
        "P1M": "monthly",
        "P1Y": "annually, yearly",
    },
    # decades of the twentieth century by name
    "k": {
        "192": "twenties",
        "193": "thirties",
        "194": "forties",
        "195": "fifties",
        "196": "sixties",
        "197": "seventies",
        "198": "eighties",
        "199": "nineties",
    },
    # the last day of a unit
    "x": {"Y": "year-end, year end", "M": "month-end, month end", "Q": "quarter-end, quarter end"},
    # holidays: see qa.dates.holidays for how a symbol becomes a day
    "H": {
        "EASTER": "easter, easter sunday",
        "EASTER-2": "good friday",
        "EASTER+1": "easter monday",
        "EASTER-46": "ash wednesday",
        "EASTER-7": "palm sunday",
        "EASTER-3": "maundy thursday",
        "EASTER+39": "ascension day",
        "EASTER+49": "pentecost, whit sunday",
        "EASTER+50": "whit monday",
        "12-26": "boxing day",
        "05-01": "may day",
        "07-14": "bastille day",
        "07-01": "canada day",
        "06-19": "juneteenth",
        "01-20": "inauguration day",
        "01-26": "australia day",
        "04-25": "anzac day",
        "12-25": "christmas, christmas day",
        "12-24": "christmas eve",
        "12-31": "new year's eve, new year’s eve",
        "01-01": "new year's day, new year’s day, new year's, new year’s",
        "07-04": "independence day, fourth of july",
        "10-31": "halloween",
        "11-11": "veterans day, armistice day, remembrance day",
        "02-14": "valentine's day, valentine’s day",
        "03-17": "st. patrick's day, st. patrick’s day",
        "11-4-3": "thanksgiving, thanksgiving day",
        "09-1-0": "labor day",
        "05-L-0": "memorial day",
        "01-3-0": "martin luther king day",
        "02-3-0": "presidents day, presidents' day, presidents’ day",
        "10-2-0": "columbus day",
        "05-2-6": "mother's day, mother’s day",
        "06-3-6": "father's day, father’s day",
        "11-1T-1": "election day",
        "11-4-3+1": "black friday",
        "11-4-3+4": "cyber monday",
        "EASTER-47": "mardi gras, shrove tuesday",
        "02-02": "groundhog day",
        "04-01": "april fools' day, april fools’ day, april fool's day, april fool’s day",
        "04-22": "earth day",
        "11-01": "all saints' day, all saints’ day",
        "12-01": "world aids day",
        # one day of history each, named after its weekday
        "1929-10-24": "black thursday",
        "1929-10-29": "black tuesday",
        "1987-10-19": "black monday",
        "1992-09-16": "black wednesday",
    },
}


def _entries() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for number, (name, short) in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), start=1):
        entries |= {word: Entry("M", number) for word in _forms(name, short)}
    for number, (name, short) in enumerate(zip(WEEKDAYS, SHORT_WEEKDAYS, strict=True)):
        entries |= {word: Entry("W", number) for word in _forms(name, short)}
        entries[f"{name.lower()}s"] = Entry("w", number)
    for word, symbol in _UNITS.items():
        entries[word] = Entry({"Y": "u", "Q": "c"}.get(symbol, "U"), 1, symbol)
        plural = "centuries" if word == "century" else f"{word}s"
        entries[plural] = Entry("V", 2, symbol)
    for word in _AMBIGUOUS.split(", "):
        entries[word] = entries[word]._replace(symbol="?")
    entries |= {"seconds": Entry("V", 2, "TS"), "weekends": Entry("V", 2, "WE")}
    entries |= {"weekend": Entry("K", 1, "WE")}
    entries |= {word: Entry("n", number) for word, number in CARDINALS.items()}
    entries |= {word: Entry("n", MAGNITUDES[word]) for word in ("hundred", "thousand")}
    entries |= {word: Entry("o", number) for word, number in ORDINALS.items()}
    entries["final"] = Entry("o", -1)
    entries |= {"yesterday": Entry("T", -1), "today": Entry("T"), "tomorrow": Entry("T", 1)}
    entries |= {"day before yesterday": Entry("T", -2), "day after tomorrow": Entry("T", 2)}
    entries |= {"tonight": Entry("T", 0, "NI"), "overnight": Entry("T", -1, "NI")}
    for kind, meanings in _WORDS.items():
        for symbol, words in meanings.items():
            entries |= {word: Entry(kind, 0, symbol) for word in words.split(", ")}
    for word, number in CARDINALS.items():
        if number in range(1, 13):
            hour = Entry("C", 0, f"{number}:00")
            entries |= {f"{word} o{mark}clock": hour for mark in "'’"}
    entries["fall"] = entries["fall"]._replace(number=1)  # marks the season that is also a verb
    entries["couple"] = entries["couple"]._replace(number=2)
    return entries


def _forms(name: str, short: tuple[str, ...]) -> list[str]:
    """Return a name and its short forms, these also with a stop, in lower case."""
    return [form.lower() for form in (name, *short, *(f"{word}." for word in short))]


LEXICON = _entries()

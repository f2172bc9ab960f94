"""What looks like a time expression and is none: verbs, people, ages, rates, fractions, prices."""

import re
from collections.abc import Sequence

from qa.dates.scan import Run, Token

# A six-year-old, 52 years old, 3 years of age: an age is not a time.
_AGE_AFTER = re.compile(r"(?:-| )olds?\b| of age\b|-aged\b| (?:older|younger)\b")
# "$500 million a year", "four flights a week", "24 hours a day": a rate is not a time.
_RATE_BEFORE = re.compile(
    r"(?:[\d%]|\b(?:million|billion|trillion|thousand|hundred|mln|bln|percent|pct|cents?|cts|dollars|dlrs"
    r"|pounds|stg|euros|marks|yen|times|once|twice|hours|days|flights|seats|tons|tonnes|barrels|bpd"
    r"|people|units|jobs))(?:,? (?:or|of))? $"
)
# "hundreds of years", "a matter of months", "in the early hours of": no time that has a place.
_UNCOUNTED = re.compile(r"\b(?:(?:hundreds|thousands|millions|billions|matter) of|early|small) $")
# "Flight 1990", "No. 1998", "2,000 people", "2000 troops": a number is not a year.
_COUNT_AFTER = re.compile(
    r"[ -](?:people|troops|soldiers|men|women|children|workers|employees|jobs|deaths|dead|killed"
    r"|miles|kilometers|kilometres|km|feet|metres|meters|acres|hectares|tons|tonnes|barrels|pounds"
    r"|dollars|euros|yen|yuan|points|votes|copies|homes|houses|cars|planes|aircraft|tanks|ships"
    r"|shares|companies|stores|units|members|students|pages|percent|pct|degrees|watts|calories"
    r"|million|billion|cases|others|residents|refugees|prisoners|protesters|demonstrators)\b"
)
_COUNT_BEFORE = re.compile(
    r"(?:\b(?:flight|no\.|number|room|channel|route|highway|section|article|resolution|page|model"
    r"|than|least|about|some|nearly|almost|over) |[$€£#]) ?$"
)
_PHONE_BEFORE = re.compile(r"(?:(?<!\d)\d{3}[-.]|\(\d{3}\) ?)$")
# "three quarters of the vote" is a share, "three quarters of losses" is a time.
_SHARED = re.compile(r" of (?:the|an?|all|its?|their|his|her|them|those|these|this|that|our)\b")
# "Jan. 7 and 8." is two days, "Jan. 7 and 8 people" is not.
_DAY_ENDS = re.compile(
    r"[.,;:!?)]|\s*$|\s+(?:in|at|to|and|but|or|for|with|by|as|that|when|after|before|during)\b"
)
# Years that a bare number is taken for; others need a word before them that asks for a time.
_LIKELY_YEARS = range(1900, 2051)
_TIME_PREPOSITION = re.compile(
    r"\b(?:in|since|by|until|till|from|to|of|between|before|after|during|year|and|through|around"
    r"|circa|c\.|early|late|mid)[ -]\(?$"
)
_YEAR_ENDS = re.compile(r"(?:['’]s)?(?:[.,;:)\]?!–—\"'”’-]|\s|$)")
# "after May said", "the March for Life": a person, a demonstration.
_VERB_AFTER = re.compile(r" (?:be|have|not|also|say|says|said|has|had|is|will|told|i|we|you)\b")
_PURPOSE_AFTER = re.compile(r" (?:for|on|to|of|in|by)\b")
# "spring to life", "the fall of Baghdad", "the fall in prices".
_COURSE_AFTER = re.compile(r" (?:to|from|up|into|of|in|off|apart|behind|through|below|short)\b")
_PAPER_BEFORE = re.compile(r"\b(?:usa|russia|india|malaysia|psychology) $")
_OF_OUR_TIME = re.compile(
    r"['’]s (?:[\w-]+ ){0,2}?(?:world|youth|society|economy|standards|generation|age|children|kids"
    r"|teenagers|families|consumers|technology|computers|culture|terms|dollars)\b"
)
# "He would one day return": some day, not the length of one.
_SOME_DAY_BEFORE = re.compile(
    r"\b(?:will|would|could|might|may|can|should|i|he|she|it|we|they|(?:hop(?:e[sd]?|ing)"
    r"|want(?:s|ed)?|dreams?|likes?|able) to) $"
)
_SOME_DAY_AFTER = re.compile(
    r" (?!after|before|later|earlier|in|of|at|per|an?|off|and|or|each|every|last|this|to|from)[a-z]"
)
_EVENT_AFTER = re.compile(r" (?:of(?= [^\W\d])|before|after|that|when|the|he|she|they|it)\b")
_COUNTED_FROM = re.compile(r" (?:after|before|as|there|forgotten)")
# How many characters before an expression can matter to these.
_AROUND = 24


def settled(run: Run, text: str, lower: str) -> str:
    """Return the classes of a run, with ``_`` for a "may" or "Sun" that is no month or day."""
    if all(token.symbol != "?" for token in run.tokens):
        return run.kinds
    return "".join(
        token.kind if token.symbol != "?" or _is_name(place, run, text, lower) else "_"
        for place, token in enumerate(run.tokens)
    )


def _is_name(place: int, run: Run, text: str, lower: str) -> bool:
    """Tell whether an ambiguous word is a month or weekday, by its capital and its neighbours."""
    token = run.tokens[place]
    first, last = run.start + token.start, run.start + token.end
    before = run.kinds[place - 1] if place else ""
    after = run.kinds[place + 1 : place + 2]
    if after == ",":
        after = run.kinds[place + 2 : place + 3].strip("No")
    if before == "-" and after == "-" and run.kinds[place - 2 : place + 3 : 4] == "NY":
        return True  # 26-Feb-1987
    capital = text[first].isupper()
    written_out = lower[first:last] in ("may", "march")
    if token.kind == "W":
        return capital and (after in ("M", "N", "C") or (before in ("i", "<", ">") and after == ""))
    if after and after in "NoY":
        return capital or written_out
    if before and before in "No":
        return capital
    if not capital or not written_out or not before or before not in "ieELXIf-jt<>=":
        return False
    if before == "t" and _PURPOSE_AFTER.match(lower, last):
        return False
    return _VERB_AFTER.match(lower, last) is None


def is_none(rule: str, run: Run, first: int, last: int, text: str, lower: str) -> bool:
    """Tell whether ``run.tokens[first:last]``, found by a rule, is no time where it stands."""
    tokens = run.tokens[first:last]
    start, end = run.start + tokens[0].start, run.start + tokens[-1].end
    if rule == "another_day":
        return _DAY_ENDS.match(lower, end) is None
    if rule in _LENGTHS:
        return _is_no_length(run.kinds[first:last], tokens, start, end, text, lower)
    if rule == "year":
        return _is_no_year(tokens, start, end, lower)
    if rule == "season":
        return _is_no_season(run.kinds[:first], tokens, end, lower)
    if rule == "reference":
        return _is_no_reference(tokens[-1], start, end, lower)
    return _is_no_day(rule, tokens, start, end, text, lower)


def _is_no_reference(token: Token, start: int, end: int, lower: str) -> bool:
    """Tell "the current account" of an economy, and "soon after" and "as soon as" of an event."""
    if token.symbol == "FUTURE_REF" and token.kind == "R":
        counted = _COUNTED_FROM.match(lower, end) is not None
        return counted or (lower.startswith("soon", start) and lower.endswith("as ", 0, start))
    return lower.startswith(" account", end)


def _is_no_day(
    rule: str, tokens: Sequence[Token], start: int, end: int, text: str, lower: str
) -> bool:
    if rule == "unit":  # "This Week With David Brinkley"
        last = tokens[-1]
        named = len(tokens) > 1 and text[end - (last.end - last.start)].isupper()
        return named and text[start].isupper() and text[end - 1].islower()
    if rule == "today":  # USA Today, a newspaper; "in today's world" is of no one day
        before = max(0, start - _AROUND)
        paper = text[start].isupper() and _PAPER_BEFORE.search(lower, before, start) is not None
        return paper or _OF_OUR_TIME.match(lower, end) is not None
    if rule == "part_of_day":  # a late-night show
        return lower.startswith("-", start - 1) or lower.startswith("-", end)
    if rule == "decade":  # "80s" alone is a temperature or an age
        return lower[start].isdigit() and end - start < len("1980s")
    if rule == "frequency" and tokens[0].kind == "y":  # a newspaper's name
        if text[start].isupper() or text[end + 1 : end + 2].isupper():
            return True
        return _RATE_BEFORE.search(lower, max(0, start - _AROUND), start) is not None
    if rule != "the_unit":
        return False
    if lower.startswith("-to-", end):  # the quarter-to-quarter comparison
        return True
    if tokens[-1].kind == "P":  # "the night of the attack"
        return counts_from_event(lower, end)
    return tokens[-1].symbol == "D" and text[end - 3].isupper()


def counts_from_event(lower: str, end: int) -> bool:
    """Tell whether an event follows that gives a time its place: "the day after the attack"."""
    return _EVENT_AFTER.match(lower, end) is not None


def _is_no_season(before: str, tokens: Sequence[Token], end: int, lower: str) -> bool:
    """Tell whether "fall" or "spring" is a verb or "the fall of Baghdad"."""
    if tokens[-1].kind != "S" or tokens[-1].symbol not in ("FA", "SP"):
        return False
    if _COURSE_AFTER.match(lower, end):
        return True
    alone = len(tokens) == 1 or (len(tokens) == 2 and tokens[0].kind == "t")
    return alone and tokens[-1].number == 1 and not (len(tokens) == 2 and before.endswith("i"))


_LENGTHS = frozenset("duration bare_unit units span ordinal_unit first_units".split())


def _is_no_length(
    kinds: str, tokens: Sequence[Token], start: int, end: int, text: str, lower: str
) -> bool:
    if _AGE_AFTER.match(lower, end) or lower.startswith(" a day", end):
        return True
    unit = tokens[-1]
    if lower[start:end] == "one day" and _is_some_day(start, end, lower):
        return True
    if kinds == "V" and _UNCOUNTED.search(lower, max(0, start - _AROUND), start):
        return True
    capital = text[end - (unit.end - unit.start)].isupper() and text[end - 1].islower()
    if kinds in ("aU", "au", "ac"):
        if unit.symbol == "Q" or lower.startswith("-", end) or lower.startswith("-", start - 1):
            return True
        return _RATE_BEFORE.search(lower, max(0, start - _AROUND), start) is not None
    if unit.symbol == "Q" and (kinds.endswith(("-V", "ac", "-c")) or _SHARED.match(lower, end)):
        return True  # three-quarters of it, more than a quarter
    return (capital and len(tokens) > 1) or any(token.symbol == "'" for token in tokens)


def _is_some_day(start: int, end: int, lower: str) -> bool:
    before = _SOME_DAY_BEFORE.search(lower, max(0, start - _AROUND), start)
    return before is not None and _SOME_DAY_AFTER.match(lower, end) is not None


def _is_no_year(tokens: Sequence[Token], start: int, end: int, lower: str) -> bool:
    number = next(token for token in tokens if token.kind == "Y")
    if number.symbol or len(tokens) > 2:
        return False
    if _COUNT_AFTER.match(lower, end):
        return True
    before = lower[max(0, start - _AROUND) : start]
    if _PHONE_BEFORE.search(before):
        return True
    if _COUNT_BEFORE.search(before) or tokens[0].kind == "Q":
        return True
    if number.number in _LIKELY_YEARS or len(tokens) > 1:
        return False
    return not (_TIME_PREPOSITION.search(before) and _YEAR_ENDS.match(lower, end))

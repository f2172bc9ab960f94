"""What looks like a time expression and is none: verbs, people, ages, rates, fractions, prices."""

import re
from collections.abc import Sequence

from qa.dates.habits import is_habitual
from qa.dates.lexicon import LEXICON
from qa.dates.scan import Run, Token
from qa.text.numbers import CARDINALS

# A six-year-old, 52 years old, 3 years of age: an age is not a time.
_AGE_AFTER = re.compile(r"(?:-| )olds?\b| of age\b|-aged\b| (?:older|younger)\b")
# "$500 million a year", "four flights a week", "24 hours a day": a rate is not a time.
_RATE_BEFORE = re.compile(
    r"(?:[\d%]|\b(?:million|billion|trillion|thousand|hundred|mln|bln|percent|pct|cents?|cts|dollars|dlrs"
    r"|pounds|stg|euros|marks|yen|times|once|twice|hours|days|flights|seats|tons|tonnes|barrels|bpd"
    r"|people|units|jobs))(?:,? (?:or|of))? $"
)
# "several rallies a day", "50,000 ounces a year", unless that is how long before or after.
_RATE_OF_MANY = re.compile(
    rf"(?:\b\d[\d,.]*|\b(?:{'|'.join(CARDINALS)}|several|many|more|multiple|few"
    r"|(?:hundreds|dozens|thousands|scores) of)) (?:[\w-]+ ){0,2}[\w-]{2,}s $"
)
_DISTANCE_AFTER = re.compile(
    r" (?:before|after|ago|from|earlier|later|into|in advance|apart|away|prior|since|until|when)\b"
)
_AROUND_RATE = 48
# "hundreds of years", "a matter of months", "in the early hours of": no time that has a place.
_UNCOUNTED = re.compile(r"\b(?:(?:hundreds|thousands|millions|billions|matter) of|early|small) $")
# "carry the day": an idiom.
_IDIOM_BEFORE = re.compile(
    r"\b(?:carr(?:y|ies|ied)|w[io]ns?|saved?|saves|rule[sd]?|seized?|call it)\s$"
)
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
_FRACTIONS = (0, 1, 3)
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
# "spring to life", "the fall of Baghdad", "the fall in prices".
_COURSE_AFTER = re.compile(r" (?:to|from|up|into|of|in|off|apart|behind|through|below|short)\b")
_PAPER_BEFORE = re.compile(r"\b(?:usa|russia|india|malaysia|psychology) $")
_OF_OUR_TIME = re.compile(
    r"['’]s (?:[\w-]+ ){0,2}?(?:world|youth|society|economy|standards|generation|age|children|kids"
    r"|teenagers|families|consumers|technology|computers|culture|terms|dollars)\b"
)
# "the leaders of tomorrow", no day either.
_GENERATION_BEFORE = re.compile(
    r"\b(?:people|world|children|youth|society|generation|(?:leader|worker|job|star|voter|car|home"
    r"|school|student|scientist|soldier|citizen|citie|technologie|companie)s?) of $"
)
# A morning show, the evening edition: the kind of a thing, not when.
_KIND_AFTER = re.compile(
    r" (?:talk |news |radio |chat )?(?:show|newspaper|paper|edition|sickness|school|classes|dress"
    r"|person|shift)s?\b"
)
# Silent Night, Good Morning America
_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+ $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
# A Christmas tree stands for weeks.
_THING_AFTER = re.compile(
    r" (?:tree|card|carol|song|album|movie|light|decoration|ornament|stocking|gift|present|butter"
    r"|cake|cookie|bonuse|bonus|shopping|shopper|season|egg|bunny|basket|costume|candy)s?\b"
)
# "her 1987 Chevrolet", "500 B.C."
_MODEL_AFTER = re.compile(
    r" (?:acura|audi|bmw|buick|cadillac|chevrolet|chevy|chrysler|corvette|datsun|dodge|fiat|ford"
    r"|gmc|honda|hyundai|jaguar|jeep|kia|lexus|lincoln|mazda|mercedes|mercury|mitsubishi|nissan"
    r"|oldsmobile|peugeot|plymouth|pontiac|porsche|renault|rolls|saab|saturn|subaru|suzuki|tesla"
    r"|toyota|volkswagen|volvo)\b"
)
_BEFORE_CHRIST_AFTER = re.compile(r",? b\.?c\.?(?:e\b\.?)?(?!\w)")
# The halves of a match, of a book, of what is left are no halves of a year.
_OF_ANOTHER = re.compile(r" of (?!the (?:year|decade|century)\b)")
_MATCH = re.compile(
    r"\b(?:goals?|scor(?:ed?|es|ing)|touchdowns?|kick(?:ed|s|off)?|coach|game|match|half-?time"
    r"|striker|penalty|equali[sz]er|yards|rebounds?|quarterback|midfielder|goalkeeper|defenders?"
    r"|substitutes?|minutes?|cup|stadium|debate)\b"
)
_AROUND_HALF = 160
# "One day last week he left": the week is what is meant.
_ONE_DAY_OF = re.compile(
    r" (?:early |late )?(?:last|this|next|in (?=[^\W\d]+uary|ma|apr|ju|aug|\w+ber))"
)
# "He would one day return": some day, not the length of one.
_SOME_DAY_BEFORE = re.compile(
    r"\b(?:will|would|could|might|may|can|should|i|he|she|it|we|they|(?:hop(?:e[sd]?|ing)"
    r"|want(?:s|ed)?|dreams?|likes?|able) to) $"
)
_SOME_DAY_AFTER = re.compile(
    r" (?!after|before|later|earlier|in|of|at|per|an?|off|and|or|each|every|last|this|to|from)[a-z]"
)
_EVENT_AFTER = re.compile(
    r" (?:of(?= [^\W\d])|before|after|that|when|the|he|she|they|it|i|we|you|his|her|their|its)\b"
)
_SUBJECT_AFTER = re.compile(r" ([A-Z][a-z.]+)(?= )")
_COUNTED_FROM = re.compile(r" (?:after|before|as|there|forgotten)")
# How many characters before an expression can matter to these.
_AROUND = 24


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
    if rule == "today":
        return _is_no_today(start, end, text, lower)
    if rule == "part_of_day":
        return _is_no_part_of_day(start, end, text, lower)
    if rule == "quarter" and tokens[-1].kind == "h":
        around = lower[max(0, start - _AROUND_HALF) : end + _AROUND_HALF]
        return _OF_ANOTHER.match(lower, end) is not None or _MATCH.search(around) is not None
    if rule == "holiday":
        return _THING_AFTER.match(lower, end) is not None
    if rule == "clock":  # of a film, or of no one day
        return lower.startswith(" mark", end) or is_habitual(tokens, start, end, lower)
    if rule == "decade":  # "80s" alone is a temperature or an age
        return lower[start].isdigit() and end - start < len("1980s")
    if rule == "frequency" and tokens[0].kind == "y":  # a newspaper's name
        if text[start].isupper() or text[end + 1 : end + 2].isupper():
            return True
        return _RATE_BEFORE.search(lower, max(0, start - _AROUND), start) is not None
    return rule == "the_unit" and _is_no_unit(tokens, start, end, text, lower)


def _is_no_today(start: int, end: int, text: str, lower: str) -> bool:
    """Tell USA Today, a newspaper, and "in today's world", which is of no one day."""
    before = max(0, start - _AROUND)
    paper = text[start].isupper() and _PAPER_BEFORE.search(lower, before, start) is not None
    generation = _GENERATION_BEFORE.search(lower, before, start) is not None
    return paper or generation or _OF_OUR_TIME.match(lower, end) is not None


def _is_no_part_of_day(start: int, end: int, text: str, lower: str) -> bool:
    """Tell a late-night show, Silent Night, "all night" and "one evening", which has no date."""
    if lower.startswith("-", start - 1) or lower.startswith("-", end):
        return True
    if text[start].isupper() and text[end - 1].islower():
        before = _NAME_BEFORE.search(text, max(0, start - _AROUND), start)
        if before is not None or _NAME_AFTER.match(text, end):
            return True
    return lower.endswith(("all ", "one "), 0, start) or _KIND_AFTER.match(lower, end) is not None


def _is_no_unit(tokens: Sequence[Token], start: int, end: int, text: str, lower: str) -> bool:
    if lower.startswith(("-to-", "-century", "-cent"), end):  # the quarter-to-quarter comparison
        return True
    if tokens[-1].kind == "P":  # "the night of the attack"
        return counts_from_event(lower, end, text)
    if text[end - 1].islower() and text[start + tokens[-1].start - tokens[0].start].isupper():
        return True  # the Person of the Year
    if tokens[-1].symbol != "D":
        return False
    return _IDIOM_BEFORE.search(lower, max(0, start - _AROUND), start) is not None


def counts_from_event(lower: str, end: int, text: str) -> bool:
    """Tell whether an event follows that gives a time its place: "the day Lehman collapsed"."""
    if _EVENT_AFTER.match(lower, end):
        return True
    name = _SUBJECT_AFTER.match(text, end)
    return name is not None and name[1].lower() not in LEXICON


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
    if kinds.endswith("U") and _BEFORE_CHRIST_AFTER.match(lower, end):
        return True
    if kinds == "V" and (
        unit.symbol == "Q" or _UNCOUNTED.search(lower, max(0, start - _AROUND), start)
    ):
        return True  # in some quarters
    capital = text[end - (unit.end - unit.start)].isupper() and text[end - 1].islower()
    if kinds in ("a-U", "a-u"):  # two dollars-an-hour
        return True
    if kinds in ("aU", "au", "ac"):
        if unit.symbol == "Q" or lower.startswith("-", end) or lower.startswith("-", start - 1):
            return True
        return _RATE_BEFORE.search(lower, max(0, start - _AROUND), start) is not None
    if unit.symbol == "Q" and tokens[0].number in _FRACTIONS:
        # three-quarters of it, more than a quarter
        return kinds.endswith(("-V", "ac", "-c")) or _SHARED.match(lower, end) is not None
    return (capital and len(tokens) > 1) or any(token.symbol == "'" for token in tokens)


def is_rate(start: int, end: int, lower: str) -> bool:
    """Tell whether "a day" says how often: "several rallies a day"."""
    before = _RATE_OF_MANY.search(lower, max(0, start - _AROUND_RATE), start)
    return before is not None and _DISTANCE_AFTER.match(lower, end) is None


def _is_some_day(start: int, end: int, lower: str) -> bool:
    if _ONE_DAY_OF.match(lower, end):
        return True
    before = _SOME_DAY_BEFORE.search(lower, max(0, start - _AROUND), start)
    return before is not None and _SOME_DAY_AFTER.match(lower, end) is not None


def _is_no_year(tokens: Sequence[Token], start: int, end: int, lower: str) -> bool:
    number = next(token for token in tokens if token.kind == "Y")
    if number.symbol or len(tokens) > 2:
        return False
    if _COUNT_AFTER.match(lower, end) or _MODEL_AFTER.match(lower, end):
        return True
    if _BEFORE_CHRIST_AFTER.match(lower, end):
        return True
    before = lower[max(0, start - _AROUND) : start]
    if _PHONE_BEFORE.search(before):
        return True
    if _COUNT_BEFORE.search(before) or tokens[0].kind == "Q":
        return True
    if number.number in _LIKELY_YEARS or len(tokens) > 1:
        return False
    return not (_TIME_PREPOSITION.search(before) and _YEAR_ENDS.match(lower, end))

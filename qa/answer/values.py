"""What an answer says, normalised, so that answers of different articles can be compared."""

import re
from dataclasses import dataclass

from qa.contract.answer import Interval
from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question
from qa.read.confidence import say_the_same
from qa.text.quantities import Quantity, alike, quantity
from qa.text.titles import TITLES
from qa.text.words import content_words, words

_COUNTED = frozenset("number money share duration".split())
_NAMED = frozenset("person organisation country state city place".split())
_AMOUNT = re.compile(
    r"\b(?:toll|cost|price|worth|age|number|amount|total|percentage|population|size|salary|rate"
    r"|turnout|score|casualties|how)\b",
    re.IGNORECASE,
)
# Words of a longer answer of which an amount is only a part: "to spend 5 million on schools".
_LONGEST_AMOUNT = 7

_FORMS = frozenset(
    "inc incorporated corp corporation co company ltd limited plc llc ag sa nv".split()
)
_RANKS = TITLES | frozenset(
    """mister madam prime vice deputy foreign finance defense defence interior us former chief
    executive head collector gov sen rep lt gen col capt sgt rev hon team coach manager""".split()
)
_PARTICLES = frozenset("the of and for a an de van von al bin la le".split())
_NAME_ENDS = re.compile(r"\s*(?:,|\(|\b(?:who|which|that|whose)\b|\s[-–—]\s)")

# One at a time can be these: who only took part, or where in a country, may have several answers.
_ONE_HOLDER = re.compile(
    r"\b(?:who|which|what)\b.*\b(?:owns?|owned|bought|buys?|acquired?|purchased?|won|wins?|leads?"
    r"|led|heads?|headed|runs|ran|founded|built|replaced?s?|succeed(?:s|ed)?|became|becomes|wrote"
    r"|designed|painted|directed|directs|manages?d?|chairs?|owner|buyer|winner|supplied|supplies"
    r"|delivered|delivers|named|appointed|elected)\b"
    r"|\bwho(?:m|se)?\b\s+(?:is|was|are|were|will\s+be)\s+(?:the\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Value:
    """What an answer says: an amount, a time, a name or words; ``shown`` is its normalised form."""

    shown: str
    words: str
    amount: Quantity | None = None
    time: Interval | None = None
    name: tuple[str, ...] = ()


def value_of(view: View, question: Question, candidate: Candidate) -> Value:
    """Return the normalised value of a candidate, of the kind that the question asks for."""
    kind, said = question.asks.kind, candidate.words
    if kind == "date":
        times = view.times_within(candidate.passage, candidate.answer)
        for time in times:
            if time.earliest and time.latest and time.type in ("DATE", "TIME"):
                interval = Interval(time.value, time.earliest.isoformat(), time.latest.isoformat())
                return Value(time.value, said, time=interval)
    elif kind in _COUNTED or (kind in ("thing", "manner") and _AMOUNT.search(question.text)):
        place = candidate.place
        amount = quantity(candidate.sentence, place.start, place.end)
        if amount and len(words(said)) <= _LONGEST_AMOUNT:
            return Value(_in_figures(amount), said, amount=amount)
    elif kind in _NAMED or _capital(said):
        name = name_of(said)
        if name:
            return Value(" ".join(name), said, name=name)
    return Value(" ".join(content_words(said)), said)


def same(one: Value, other: Value) -> bool:
    """Tell whether two values say the same."""
    if one.amount and other.amount:
        return alike(one.amount, other.amount)
    if one.time and other.time:
        return _overlap(one.time, other.time)
    if one.name and other.name:
        return same_name(one.name, other.name)
    return one.shown == other.shown or say_the_same(one.words, other.words)


def contradict(question: Question, one: Value, other: Value) -> bool:
    """Tell whether two values cannot both be right: of one kind, not the same, and but one can be.

    Two reasons, two places or two of those who took part may both be.
    """
    if same(one, other):
        return False
    if one.amount and other.amount:
        return one.amount.unit == other.amount.unit
    if one.time and other.time:
        return True
    return bool(one.name and other.name) and _ONE_HOLDER.search(question.text) is not None


def name_of(said: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, titles and legal forms left out; none: empty.

    >>> name_of("U.S. Defense Secretary Robert Gates"), name_of("the Brandt Foundation of Basel")
    (('robert', 'gates'), ('brandt', 'foundation', 'basel'))
    >>> name_of("Grano Catering Co., which serves nine schools"), name_of("a man")
    (('grano', 'catering'), ())
    """
    end = _NAME_ENDS.search(said)
    head = said[: end.start()] if end and _capital(said[: end.start()]) else said
    capitals = [word.lower() for word in words(head) if word[0].isupper() or word[0].isdigit()]
    kept = [word for word in capitals if word not in _RANKS | _FORMS | _PARTICLES]
    return tuple(kept or [word for word in capitals if word not in _PARTICLES])


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names can be of one: all words of the shorter, or its initials.

    >>> same_name(("robert", "gates"), ("gates",)), same_name(("r", "gates"), ("robert", "gates"))
    (True, True)
    >>> same_name(("ibm",), ("international", "business", "machines"))
    True
    >>> same_name(("ann", "gates"), ("robert", "gates"))
    False
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1 and len(longer) > 1 and shorter[0] == "".join(w[0] for w in longer):
        return True
    return all(
        any(word == each or (1 in (len(word), len(each)) and word[0] == each[0]) for each in longer)
        for word in shorter
    ) and any(len(word) > 1 and word in longer for word in shorter)


def _capital(said: str) -> bool:
    """Tell whether most words that say something begin with a capital letter, as names do."""
    telling = [word for word in words(said) if word.lower() not in _PARTICLES]
    return 2 * sum(word[0].isupper() for word in telling) > len(telling)


def _overlap(one: Interval, other: Interval) -> bool:
    """Tell whether two resolved times share a day."""
    first, second = (
        (one.earliest or "", one.latest or ""),
        (other.earliest or "", other.latest or ""),
    )
    return first[0] <= second[1] and second[0] <= first[1]


def _in_figures(amount: Quantity) -> str:
    number = f"{amount.number:.4f}".rstrip("0").rstrip(".")
    return f"{number} {amount.unit}".strip()

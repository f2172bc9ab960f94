"""Near misses of figures: by how much something rose, in another period or another country."""

import re
from collections.abc import Callable, Iterator

from qa.evaluate.near_kinds import COUNTRIES, Near, other_countries
from qa.evaluate.sets import fold, order_by_hash
from qa.evaluate.stories import Story
from qa.text.months import MONTHS

QUARTERS = ["the first quarter", "the second quarter", "the third quarter", "the fourth quarter"]
YEARS = [str(year) for year in range(1979, 1988)]
_PAST = {
    "rose": "rise", "fell": "fall", "increased": "increase", "declined": "decline",
    "dropped": "drop", "grew": "grow", "climbed": "climb", "totalled": "total",
    "totaled": "total", "reached": "reach",
}  # fmt: skip
_NUMBER = r"\d[\d.,/-]*(?: pct| (?:mln|billion)(?: \w+)?| dlrs| tonnes| bags| barrels)"
_PERIOD = (
    rf"(?P<period>(?:{'|'.join(MONTHS)})(?! \d\d?\b)|the (?:first|second|third|fourth) quarter"
    r"|19[78]\d(?!/))"
)
_CHANGE = re.compile(
    rf"(?:^|said |shows? |showed )(?:that )?(?P<subject>\b[^,;:]{{5,70}}?) "
    rf"(?P<verb>{'|'.join(_PAST)}) (?P<how>by |to |)"
    rf"(?:an? [\w ]{{0,20}}?|about |around |some )?(?P<amount>{_NUMBER})"
    rf"(?: (?!from|after|compared|against)[a-z]{{0,12}}){{0,4}} in {_PERIOD}"
)
_FILLER = re.compile(
    r"\b(?:said|which|showed|that|this|these|it|its|he|their|his|they|total|had|was|were|when|while|"
    r"after|but|also|last|same|company)\b",
    re.IGNORECASE,
)


def change(story: Story) -> Iterator[Near]:
    """By how much something rose in a period; another period, or another country."""
    for sentence in story.sentences():
        match = _CHANGE.search(sentence)
        if match is None:
            continue
        subject, period = match["subject"], match["period"]
        if _FILLER.search(subject) or not _names(subject):
            continue
        if subject[0].lower() + subject[1:].split(" ")[0] in story.text:
            subject = subject[0].lower() + subject[1:]
        asked = _asked(match)
        question, golds = asked(subject, period), (match["amount"],)
        key = fold(subject).split()[-1]
        name = re.search(r"[A-Z][\w.]+", subject)
        names = [fold(name.group())] if name else []
        for other in _other_periods(period, story):
            keys = ((key, *names, fold(other).removeprefix("the ")),)
            yield Near("period", story.id, question, golds, asked(subject, other), keys)
            break
        adjective = next((name for name in COUNTRIES if subject.startswith(f"{name} ")), None)
        for other in other_countries(adjective, story) if adjective else ():
            swapped = other + subject.removeprefix(adjective or "")
            either = (fold(other), key), (fold(COUNTRIES[other]), key)
            where = _where(match)
            yield Near(
                "country", story.id, where(subject, period), golds, where(swapped, period), either
            )
            break


def _names(subject: str) -> bool:
    """Tell whether a subject says whose it is: by a country, or by a name after its first word."""
    word = re.split(r"[ '’]", subject)[0]
    own = word in COUNTRIES or word in COUNTRIES.values()
    return own or bool(re.search(r" [A-Z][a-z]|U\.[SK]\.", subject[1:]))


def _asked(match: re.Match[str]) -> Callable[[str, str], str]:
    """Return how to ask for the amount of a change, given subject and period."""
    verb, how = _PAST[match["verb"]], match["how"].strip()
    if verb in ("total", "reach"):
        return lambda subject, period: f"How much did {subject} {verb} in {period}?"
    wording = "To what level" if how == "to" else "By how much"
    return lambda subject, period: f"{wording} did {subject} {verb} in {period}?"


def _where(match: re.Match[str]) -> Callable[[str, str], str]:
    """Return the same in other words, for the pair that differs in its country."""
    verb, how = _PAST[match["verb"]], match["how"].strip()
    if verb in ("total", "reach"):
        return lambda subject, period: f"What did {subject} {verb} in {period}?"
    wording = "What" if how == "to" else "How much"
    return lambda subject, period: f"{wording} did {subject} {verb} {how or 'by'} in {period}?"


def _other_periods(period: str, story: Story) -> list[str]:
    """Return periods of the same sort that the story does not name, in an order by hash.

    Not the neighbours, which "the month before" may mean.
    """
    sort = MONTHS if period in MONTHS else YEARS if period.isdecimal() else QUARTERS
    here = sort.index(period) if period in sort else 0
    absent = [
        name
        for place, name in enumerate(sort)
        if (place - here) % len(sort) not in (0, 1, len(sort) - 1)
        and f" {fold(name).removeprefix('the ')} " not in story.words
    ]
    return order_by_hash(absent, story.id)


_EARNED = re.compile(
    r"(?:^|[.] )<?(?P<who>[A-Z][\w&.'-]*(?: (?:and |& |of )?[A-Z][\w&.'-]*){0,4})>?(?: <[\w.]+>)? "
    r"(?:said it )?(?:also )?(?:reported|posted|had|recorded|earned|expects|expected)[^,.;]{0,25}? "
    r"(?P<quarter>first|second|third|fourth)[ -]quarter "
    r"(?P<what>(?:net |operating |pretax |pre-tax )?"
    r"(?:income|profits?|loss|earnings|sales|revenues?))[^,.;\d]{0,20} of (?:about |some )?"
    r"(?P<amount>\d[\d.,]* (?:mln|billion|dlrs|cts))"
)
_OF_YEAR = ("first", "second", "third", "fourth")


def earned(story: Story) -> Iterator[Near]:
    """What a company earned in a quarter; another one, which the story does not name."""
    for sentence in story.sentences():
        match = _EARNED.search(sentence)
        if match is None:
            continue
        who, quarter, what = match["who"], match["quarter"], match["what"]
        absent = [name for name in _OF_YEAR if f" {name} quarter" not in story.words]
        verb = "were" if what.endswith("s") and not what.endswith("loss") else "was"
        asked = f"What {verb} {who}'s {what} in the {{}} quarter?"
        for other in order_by_hash(absent, story.id)[:1]:
            keys = ((fold(who).split()[0], f"{other} quarter"),)
            golds = (match["amount"],)
            yield Near("quarter", story.id, asked.format(quarter), golds, asked.format(other), keys)


_GOODS = (
    "wheat,corn,barley,sugar,rice,soybeans,soybean meal,sorghum,rapeseed,cotton,coffee,cocoa,"
    "palm oil,copper,zinc,coal,butter,beef"
).split(",")
_TRADE = re.compile(
    rf"\b(?P<who>{'|'.join(map(re.escape, COUNTRIES.values()))}|[A-Z][a-z]+(?: [A-Z][a-z]+)?) "
    r"(?:has |had |today |yesterday )?"
    r"(?P<verb>bought|purchased|sold|exported|imported|ordered|produced) "
    r"(?:about |a total of |some |up to )?(?P<amount>\d[\d,.]*(?: mln)?) "
    r"(?P<unit>tonnes|bags|bales|bushels) (?:of )?(?P<sort>[^,.;\d]{0,30}?\b)"
    rf"(?P<goods>{'|'.join(_GOODS)})\b"
)
_DO = {"bought": "buy", "purchased": "purchase", "sold": "sell", "exported": "export",
       "imported": "import", "ordered": "order", "produced": "produce"}  # fmt: skip


def trade(story: Story) -> Iterator[Near]:
    """How much of a commodity a country bought or sold; another one, which it does not name."""
    for match in _TRADE.finditer(story.text):
        who, goods, unit = match["who"], match["goods"], match["unit"]
        absent = [other for other in _GOODS if f" {other.rstrip('s')}" not in story.words]
        for other in order_by_hash(absent, story.id)[:1]:
            asked = f"How many {unit} of {{}} did {who} {_DO[match['verb']]}?"
            keys = ((fold(who), other),)
            golds = (match["amount"],)
            yield Near("goods", story.id, asked.format(goods), golds, asked.format(other), keys)

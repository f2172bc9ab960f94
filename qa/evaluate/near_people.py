"""Near misses of people: who holds an office, was named to one, is how old."""

import re
from collections.abc import Iterator

from qa.evaluate.near_kinds import ADJECTIVE, COUNTRIES, Near, other_countries
from qa.evaluate.sets import fold, order_by_hash
from qa.evaluate.speakers import speaker
from qa.evaluate.stories import Story

_OFFICES = (
    "Finance Minister,Foreign Minister,Trade Minister,Agriculture Minister,Energy Minister,"
    "Oil Minister,Prime Minister,Economy Minister,Defence Minister,Interior Minister,"
    "Industry Minister,Transport Minister,Planning Minister,Justice Minister,Health Minister"
).split(",")
PERSON = r"(?P<name>[A-Z][\w'’-]+(?: [A-Z]\.)*(?: (?:bin |al-|de |von |van )?[A-Z][\w'’-]+){1,3})"
_OFFICE = re.compile(
    rf"(?<!Deputy )(?<!Vice )(?<!Acting )(?<!ormer )\b(?P<adjective>{ADJECTIVE}) "
    rf"(?P<office>{'|'.join(_OFFICES)}) {PERSON}"
)


def office(story: Story) -> Iterator[Near]:
    """Who holds an office of a country; another office, another country, the deputy."""
    for match in _OFFICE.finditer(story.text):
        adjective, title, name = (
            match["adjective"],
            match["office"].lower(),
            re.sub(r"['’]s$", "", match["name"]),
        )
        question, golds = f"Who is the {adjective} {title}?", (name, name.split()[-1])
        country = COUNTRIES[adjective]
        absent = [other for other in _OFFICES if f" {fold(other)} " not in story.words]
        for other in order_by_hash(absent, story.id)[:1]:
            keys = (fold(other), fold(adjective)), (fold(other), fold(country))
            near = f"Who is the {adjective} {other.lower()}?"
            yield Near("other office", story.id, question, golds, near, keys)
        for other in other_countries(adjective, story)[:1]:
            keys = (fold(title), fold(other)), (fold(title), fold(COUNTRIES[other]))
            question = f"Who is {_of(country)} {title}?"
            near = f"Who is {_of(COUNTRIES[other])} {title}?"
            yield Near("office elsewhere", story.id, question, golds, near, keys)
        if not re.search(r" (?:deputy|vice|assistant) ", story.words):
            second = tuple((rank, fold(title), fold(adjective)) for rank in ("deputy", "vice"))
            question = f"Who serves as the {adjective} {title}?"
            near = f"Who serves as the {adjective} deputy {title}?"
            yield Near("deputy", story.id, question, golds, near, second)


def _of(country: str) -> str:
    """Return the possessive of a country."""
    article = "the " if country in ("U.S.", "Soviet Union", "Netherlands", "Philippines") else ""
    return f"{article}{country}{chr(39) if country.endswith('s') else chr(39) + 's'}"


_COMPANY = r"(?P<company>[A-Z][\w&.'-]*(?: (?:of |and |& )?[A-Z(][\w&.')-]*){0,5})"
_POST = (
    r"(?P<post>(?:(?:executive |senior |deputy |first )?vice )?(?:chief (?:executive|operating|"
    r"financial) officer|president|chairman|treasurer|controller|general counsel|secretary|"
    r"general manager|managing director))"
)
_NAMED = re.compile(
    rf"^<?{_COMPANY}>?(?: <[\w.]+>)? said (?:it |its board |directors |the board )?(?:has )?"
    rf"(?:named|elected|appointed) {PERSON}(?:, \d\d|, [^,]{{3,60}})?,?(?: as| to the post of| its|"
    rf" the company's)* {_POST}\b(?! of)"
)
_IS_NAMED = re.compile(
    rf"^<?{_COMPANY}>?(?: <[\w.]+>)? said {PERSON}(?:, \d\d|, [^,]{{3,60}})?,? "
    rf"(?:has been |was |is )(?:named|elected|appointed)"
    rf"(?: as| to the post of| its)* {_POST}\b(?! of)"
)
_POSTS = (
    "treasurer,controller,general counsel,chief financial officer,chief operating officer,chairman,"
    "president,secretary,general manager,managing director,executive vice president"
).split(",")


def named(story: Story) -> Iterator[Near]:
    """Who was named to a post of a company; another post that the story does not name."""
    for sentence in story.sentences():
        match = _NAMED.match(sentence) or _IS_NAMED.match(sentence)
        if match is None:
            continue
        company, post, name = match["company"], match["post"], match["name"]
        question, golds = f"Who was named {post} of {company}?", (name, name.split()[-1])
        absent = [other for other in _POSTS if f" {other} " not in story.words]
        for other in order_by_hash(absent, story.id)[:1]:
            keys = ((fold(company).split()[0], other),)
            near = f"Who was named {other} of {company}?"
            yield Near("other post", story.id, question, golds, near, keys)


_AGED = re.compile(rf"{PERSON}, (?P<age>\d\d)(?=,| years old)")
_SPEAKS = re.compile(rf"{PERSON},? (?:said|told|added|noted|who)\b")


def age(story: Story) -> Iterator[Near]:
    """How old a person is; another person of the story, whose age is nowhere given."""
    aged = {_person(match["name"]): match["age"] for match in _AGED.finditer(story.text)}
    ages = {name.split()[-1] for name in aged if name}
    speakers = [_person(match["name"]) for match in _SPEAKS.finditer(story.text)]
    others = [
        name
        for name in order_by_hash(list(dict.fromkeys(filter(None, speakers))), story.id)
        if name.split()[-1] not in ages and _stands_alone(name, story.text)
    ]
    for (name, years), other in zip(aged.items(), others, strict=False):
        if name:
            last = fold(other.split()[-1])
            keys = ((last, "years old"), (last, "age"), (last, "aged"))
            question, near = f"How old is {name}?", f"How old is {other}?"
            yield Near("age", story.id, question, (years,), near, keys)


def _person(name: str) -> str:
    """Return first and family name of what is surely a person, "" of anything else."""
    person = speaker(name, "")
    return f"{person.first} {person.head}" if person and person.person else ""


def _stands_alone(name: str, text: str) -> bool:
    """Tell whether a family name also speaks alone, or with a title, as a person's does."""
    first, last = map(re.escape, name.split())
    alone = rf"(?<!{first} )\b{last} (?:said|told|added|also|noted)\b|M(?:r|s|rs)\. {last}\b"
    return bool(re.search(alone, text))

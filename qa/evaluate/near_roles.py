"""Near misses of roles: who is what in a body; another role that the story does not name."""

import re
from collections.abc import Iterator

from qa.evaluate.near_kinds import Near
from qa.evaluate.near_people import PERSON
from qa.evaluate.sets import fold, order_by_hash
from qa.evaluate.speakers import speaker
from qa.evaluate.stories import Story

_ROLE = (
    r"(?P<role>(?:(?:executive|deputy|managing|general|associate|national|vice|chief) )?(?:"
    r"director|president|chairman|chairwoman|chair|head|spokesman|spokeswoman|leader|governor|"
    r"founder|co-founder|editor|professor|economist|analyst|lawyer|attorney|adviser|strategist|"
    r"pollster|manager|secretary|commissioner|executive))"
)
_BODY = r"[A-Z][\w&.’'-]*(?: (?:of |of the |and |for |on )?[A-Z][\w&’'-]*)*"
_AFTER = re.compile(
    rf"{PERSON}, (?:the |an? )?{_ROLE} (?P<link>of|at|for|with) (?P<body>(?:the )?{_BODY})"
    r"(?=[,.;)]| who| said)"
)
_BEFORE = re.compile(
    rf"(?<![\w.&-] )(?<![\w.&-])(?P<body>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){{0,3}}"
    rf"(?: campaign| administration)?) {_ROLE} {PERSON}"
)
# Roles that a body has several of.
_SEVERAL = frozenset(
    "director economist analyst lawyer attorney adviser professor manager executive".split()
)
_ROLES = (
    "treasurer,founder,spokeswoman,vice president,general counsel,deputy director,press secretary,"
    "chief economist,finance director,research director,communications director"
).split(",")
_VAGUE = frozenset(
    "the a an former company senate house state board bank group and financial conservative "
    "indeed sole general assistant association central corp forestry nickel chinese budget "
    "retail sales finance export sen rep mr mrs ms".split()
)


def role(story: Story) -> Iterator[Near]:
    """Who holds a role in a body, named after the person or before."""
    for match in _AFTER.finditer(story.text):
        body, link = match["body"], match["link"]
        key = fold(body).removeprefix("the ").split()[0]
        whole = not re.search(r"['’]s?$", body)
        if whole and _sure(match) and key not in _VAGUE and len(key) > 1:
            yield from _pairs(story, match, key, f"{{}} {link} {body}")
    for match in _BEFORE.finditer(story.text):
        body = match["body"]
        key = fold(body).split()[0]
        if _sure(match) and key not in _VAGUE and len(key) > 1:
            yield from _pairs(story, match, key, f"{body} {{}}")


def _sure(match: re.Match[str]) -> bool:
    """Tell whether the holder is surely a person."""
    holder = speaker(match["name"], "")
    return holder is not None and holder.person


def _pairs(story: Story, match: re.Match[str], key: str, wording: str) -> Iterator[Near]:
    """Give the pair of one holder; ``wording`` takes a role."""
    held, name = match["role"], re.sub(r"['’]s?$", "", match["name"])
    asked = wording.format(held)
    several = held in _SEVERAL
    which = "the" if not several else "an" if asked[0].lower() in "aeiou" else "a"
    absent = [
        other
        for other in _ROLES
        if f" {other.split()[-1]} " not in story.words
        # a spokesman of a president is his press secretary
        and not (other.startswith(("press", "spokes")) and held.startswith(("press", "spokes")))
    ]
    order = order_by_hash(absent, f"{story.id} {name}")
    single = held not in _SEVERAL and " " not in held
    if single and not re.search(r" (?:deputy|vice|assistant) ", story.words):
        # nearest of all, for every second holder
        order[:0] = order_by_hash([f"deputy {held}", ""], name)[:1]
    for other in [other for other in order if other][:1]:
        keys = ((key, fold(other) if other.startswith("deputy") else fold(other).split()[-1]),)
        near = f"Who is the {wording.format(other)}?"
        question, golds = f"Who is {which} {asked}?", (name, name.split()[-1])
        yield Near("other role", story.id, question, golds, near, keys)

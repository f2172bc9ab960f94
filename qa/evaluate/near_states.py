"""Near misses of American offices: another department's secretary, another state's governor."""

import re
from collections.abc import Iterator

from qa.evaluate.near_kinds import Near
from qa.evaluate.near_people import PERSON
from qa.evaluate.sets import fold, order_by_hash
from qa.evaluate.stories import Story

_DEPARTMENTS = (
    "Treasury,Agriculture,Commerce,Defense,Energy,Labor,Transportation,Interior,Education,Housing"
).split(",")
_SECRETARY = re.compile(
    rf"(?<!Deputy )(?<!Assistant )\b(?P<department>{'|'.join(_DEPARTMENTS)}) Secretary {PERSON}"
)


def secretary(story: Story) -> Iterator[Near]:
    """Who is secretary of a department of the United States; of another, not named."""
    for match in _SECRETARY.finditer(story.text):
        department, name = match["department"], re.sub(r"['’]s$", "", match["name"])
        absent = [d for d in _DEPARTMENTS if f" {fold(d)} secretary " not in story.words]
        for other in order_by_hash(absent, story.id)[:1]:
            question = f"Who is the {department} Secretary?"
            near = f"Who is the {other} Secretary?"
            keys = ((f"{fold(other)} secretary",), (fold(other), "secretary of"))
            golds = (name, name.split()[-1])
            yield Near("other office", story.id, question, golds, near, keys)


_STATES = (
    "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,"
    "Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,"
    "Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,"
    "New Mexico,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,"
    "South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Wisconsin,Wyoming"
).split(",")
_GOVERNOR = re.compile(
    rf"(?<!ormer )\b(?P<state>{'|'.join(_STATES)}) "
    rf"(?P<office>Gov\.|Governor|Sen\.|Senator) {PERSON}"
)


def governor(story: Story) -> Iterator[Near]:
    """Who is governor or senator of a state; of another, which the story does not name."""
    for match in _GOVERNOR.finditer(story.text):
        state, name = match["state"], re.sub(r"['’]s$", "", match["name"])
        short, office = ("gov", "governor") if match["office"][0] == "G" else ("sen", "senator")
        absent = [other for other in _STATES if f" {fold(other)} " not in story.words]
        for other in order_by_hash(absent, f"{story.id} {name}")[:1]:
            which = "the" if short == "gov" else "a"
            question = f"Who is {which} {office} of {state}?"
            near = f"Who is {which} {office} of {other}?"
            keys = tuple((fold(other), word) for word in (short, office))
            golds = (name, name.split()[-1])
            yield Near("office elsewhere", story.id, question, golds, near, keys)

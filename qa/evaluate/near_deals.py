"""Near misses of deals: what was paid for what, and who owns how much; with the sides exchanged."""

import re
from collections.abc import Iterator

from qa.evaluate.near_kinds import Near
from qa.evaluate.sets import fold
from qa.evaluate.stories import Story

_SIDE = r"[A-Z][\w&.'-]*(?: (?:of |and |& )?[A-Z(][\w&.')-]*){0,5}"
_TICKER = r"(?: <[\w.]+>)?"
_PRICE = (
    r"(?P<price>\d[\d.,]* (?:mln|billion) [a-z]+|\d[\d.,]* dlrs (?:a|per) share|\d[\d,]{4,} [a-z]+)"
)
_DEAL = re.compile(
    rf"^<?(?P<one>{_SIDE})>?{_TICKER} said (?:it )?(?:has |had )?(?P<verb>sold|acquired|bought|"
    rf"purchased|agreed to (?:sell|acquire|buy|purchase)) (?P<other>[^,.]{{4,80}}?)"
    rf"(?: (?:to|from) <?{_SIDE}>?{_TICKER})? for (?:about |approximately |a total of )?{_PRICE}"
)
_BASE = {"sold": "sell", "acquired": "acquire", "bought": "buy", "purchased": "purchase"}
_STAKE = re.compile(
    rf"(?:^|[.] |that )<?(?P<one>{_SIDE})>?{_TICKER} "
    rf"(?:already |now |currently |said it |has |had )*"
    rf"(?P<verb>owns|holds|acquired|bought|purchased|agreed to (?:buy|acquire|purchase|sell)) "
    rf"(?:an? |about |some )?(?P<share>\d[\d.]* pct) (?:stake |interest |holding )?"
    rf"(?:of|in) <?(?P<other>(?>{_SIDE}))>?"
    # "of Viacom's stock", but not "of Quebec City radio station"
    r"(?:(?<=s) |(?! (?!and|for|from|to|in|after|which|that|common|stock|shares)[a-z]))"
)
# What a sentence begins with and no company does.
_NO_SIDE = frozenset("he it they she the we on in at last a".split())
_BARE = re.compile(rf"^<?({_SIDE})>?{_TICKER}$")


def _base(verb: str) -> str:
    return _BASE.get(verb, verb.replace("agreed", "agree"))


def deal(story: Story) -> Iterator[Near]:
    """For how much one thing was sold or bought; the sides exchanged, when both are names."""
    for sentence in story.sentences():
        match = _DEAL.match(sentence)
        if match is None:
            continue
        one, golds = match["one"], (match["price"],)
        bare = _BARE.match(match["other"])
        if bare is None or bare[1].split()[0] == one.split()[0]:
            continue
        verb = _base(match["verb"])
        question = f"For how much did {one} {verb} {bare[1]}?"
        near = f"For how much did {bare[1]} {verb} {one}?"
        yield Near("sides of a deal", story.id, question, golds, near, ())


def stake(story: Story) -> Iterator[Near]:
    """What share of another company one owns; the sides exchanged."""
    for sentence in story.sentences():
        for match in _STAKE.finditer(sentence):
            one, golds = match["one"], (match["share"],)
            other = re.sub(r"['’]s$|\.$", "", match["other"])
            if fold(one).split()[0] in _NO_SIDE:
                continue
            owns = match["verb"] in ("owns", "holds")
            verb = "own" if owns else _base(match["verb"])
            do = "does" if owns else "did"
            question = f"What percentage of {other} {do} {one} {verb}?"
            near = f"What percentage of {one} {do} {other} {verb}?"
            yield Near("sides of a stake", story.id, question, golds, near, ())

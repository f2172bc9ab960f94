"""Questions turned into their opposite: "the largest" into "the smallest", "won" into "lost".

A fifth of SQuAD 2.0's unanswerable questions were made so (Rajpurkar, Jia and Liang, "Know what you
don't know", ACL 2018, table 2), a few more by a negation.
"""

import random
import re
from dataclasses import replace

from qa.evaluate.squad import Example
from qa.text.contraries import CONTRARIES

OTHERS = """
increased/decreased increasing/decreasing rise/fall rose/fell before/after first/last more/fewer
earlier/later begin/end began/ended start/stop started/stopped win/lose won/lost buy/sell
bought/sold allow/forbid allowed/forbidden accept/reject accepted/rejected support/oppose
supported/opposed supporters/opponents join/leave joined/left over/under man/woman son/daughter
gained/lost created/destroyed built/demolished open/close opened/closed better/worse good/bad
strongest/weakest import/export imported/exported maximum/minimum long/short larger/smaller
warm/cool possible/impossible agreed/disagreed likely/unlikely usually/rarely often/rarely
same/different similar/different true/false with/without include/exclude included/excluded
added/removed attack/defend attacked/defended victory/defeat succeed/fail succeeded/failed
winter/summer day/night left/right liberal/conservative peace/war arrive/depart arrived/departed
appointed/dismissed hired/fired encouraged/discouraged prevent/cause prevented/caused outer/inner
beginning/end expand/reduce expanded/reduced improve/worsen improved/worsened within/without
allows/forbids permits/prohibits permitted/prohibited required/forbidden wins/loses buys/sells
gains/loses rises/falls increases/decreases begins/ends starts/stops opens/closes causes/prevents
supports/opposes accepts/rejects creates/destroys attracts/repels attracted/repelled
separated/connected former/latter enemy/ally enemies/allies failing/succeeding winning/losing
buying/selling rising/falling beginning/ending opening/closing causing/preventing joining/leaving
married/divorced born/died birth/death arrival/departure entered/left enter/leave living/dead
alive/dead present/absent full/empty light/dark lighter/darker hotter/colder warmer/cooler
deeper/shallower nearer/farther near/far closest/farthest nearest/farthest exports/imports
exporter/importer employer/employee parent/child civilian/military guilty/innocent
convicted/acquitted lawful/unlawful dependence/independence voluntary/compulsory theory/practice
advantages/disadvantages strength/weakness profit/loss profits/losses income/expense supply/demand
praised/criticized praise/criticism loved/hated fixed/variable finite/infinite even/odd
horizontally/vertically
"""
"""Two sides of one event, other forms, and what is contrary only now and then."""
OPPOSITES = CONTRARIES + OTHERS
NEGATIONS = """
can/cannot does/doesn't did/didn't was/wasn't were/weren't are/aren't is/isn't
"""

NEGATED = 0.05
"""Share of the questions without a word that has an opposite in which a verb is negated."""

_WORD = re.compile(r"[A-Za-z]+(?:'t)?")


def _both_ways(pairs: str) -> dict[str, list[str]]:
    """Return the opposites of every word, in the order of ``pairs``."""
    found: dict[str, list[str]] = {}
    for pair in pairs.split():
        one, other = pair.split("/")
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


_OPPOSITE = _both_ways(OPPOSITES)
_NEGATION = _both_ways(NEGATIONS)


def turned(example: Example, chance: random.Random) -> Example | None:
    """Return the question with one word turned into its opposite: its passage has no answer.

    None when it has no such word, or when the opposite stands in the passage too, which may then
    tell of both. Seldom a verb is negated instead.
    """
    words = [m for m in _WORD.finditer(example.question) if m.group() in _OPPOSITE]
    table = _OPPOSITE
    if not words and chance.random() <= NEGATED:
        words = [m for m in _WORD.finditer(example.question) if m.group() in _NEGATION]
        table = _NEGATION
    if not words:
        return None
    mention = chance.choice(words)
    other = chance.choice(table[mention.group()])
    if re.search(rf"\b{re.escape(other)}\b", example.context, re.IGNORECASE):
        return None
    start, end = mention.span()
    question = example.question[:start] + other + example.question[end:]
    return replace(example, id=f"{example.id}-turned", question=question, answers=())

"""Questions turned into their opposite: "the largest" into "the smallest", "won" into "lost".

A fifth of SQuAD 2.0's unanswerable questions were made so (Rajpurkar, Jia and Liang, "Know what you
don't know", ACL 2018, table 2), a few more by a negation.
"""

import random
import re
from dataclasses import replace

from qa.evaluate.squad import Example

OPPOSITES = """
increase/decrease increased/decreased increasing/decreasing rise/fall rose/fell before/after
first/last largest/smallest biggest/smallest most/least more/fewer highest/lowest higher/lower
high/low north/south east/west northern/southern eastern/western early/late earlier/later
earliest/latest oldest/newest old/new older/younger begin/end began/ended start/stop
started/stopped win/lose won/lost buy/sell bought/sold allow/forbid allowed/forbidden accept/reject
accepted/rejected support/oppose supported/opposed supporters/opponents join/leave joined/left
above/below over/under inside/outside internal/external public/private male/female men/women
man/woman father/mother son/daughter brother/sister king/queen husband/wife gain/lose gained/lost
create/destroy created/destroyed built/demolished open/close opened/closed major/minor common/rare
best/worst better/worse good/bad strong/weak stronger/weaker strongest/weakest rich/poor
positive/negative import/export imported/exported maximum/minimum upper/lower top/bottom long/short
longest/shortest longer/shorter large/small larger/smaller wide/narrow fast/slow faster/slower
hot/cold warm/cool ancient/modern rural/urban legal/illegal possible/impossible able/unable
agree/disagree agreed/disagreed likely/unlikely usually/rarely always/never often/rarely
direct/indirect same/different similar/different true/false with/without include/exclude
included/excluded add/remove added/removed attack/defend attacked/defended victory/defeat
success/failure succeed/fail succeeded/failed winter/summer day/night left/right
liberal/conservative peace/war arrive/depart arrived/departed appointed/dismissed hired/fired
encourage/discourage encouraged/discouraged prevent/cause prevented/caused heavy/light
simple/complex easy/difficult natural/artificial known/unknown popular/unpopular majority/minority
outer/inner beginning/end senior/junior expand/reduce expanded/reduced improve/worsen
improved/worsened within/outside within/without allows/forbids permits/prohibits
permitted/prohibited required/forbidden wins/loses buys/sells gains/loses rises/falls
increases/decreases begins/ends starts/stops opens/closes causes/prevents supports/opposes
accepts/rejects creates/destroys attracts/repels attracted/repelled separated/connected
former/latter enemy/ally enemies/allies failing/succeeding winning/losing buying/selling
rising/falling beginning/ending opening/closing causing/preventing joining/leaving
employed/unemployed married/divorced born/died birth/death arrival/departure entered/left
enter/leave visible/invisible living/dead alive/dead present/absent full/empty light/dark
lighter/darker hotter/colder warmer/cooler deeper/shallower nearer/farther near/far
closest/farthest nearest/farthest northwest/southeast northeast/southwest eastward/westward
exports/imports exporter/importer employer/employee teacher/student parent/child civilian/military
guilty/innocent convicted/acquitted lawful/unlawful dependent/independent dependence/independence
natural/synthetic voluntary/compulsory theory/practice advantage/disadvantage
advantages/disadvantages strength/weakness profit/loss profits/losses income/expense supply/demand
praised/criticized praise/criticize praise/criticism loved/hated fixed/variable finite/infinite
even/odd horizontal/vertical horizontally/vertically
"""
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

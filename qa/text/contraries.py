"""Pairs of contrary words, for questions turned into their opposite."""

import functools

from qa.text.words import stems

CONTRARIES = """
high/low higher/lower highest/lowest tall/short tallest/shortest large/small largest/smallest
big/small biggest/smallest wide/narrow wider/narrower thick/thin deep/shallow heavy/light
heavier/lighter strong/weak stronger/weaker hard/soft hot/cold warm/cold wet/dry fast/slow
faster/slower fastest/slowest quickly/slowly rich/poor richest/poorest young/old older/younger
oldest/youngest oldest/newest new/old ancient/modern early/late earliest/latest best/worst
easy/difficult simple/complex common/rare always/never most/least more/less major/minor
majority/minority inside/outside within/outside internal/external interior/exterior upper/lower
above/below top/bottom front/back ahead/behind forward/backward north/south east/west
northern/southern eastern/western northeast/southwest northwest/southeast northward/southward
eastward/westward horizontal/vertical public/private urban/rural local/global
permanent/temporary natural/artificial natural/synthetic positive/negative active/passive
required/optional senior/junior longest/shortest longer/shorter single/multiple increase/decrease
increase/decline increase/reduce rise/decline strengthen/weaken gain/lose success/failure
praise/criticize encourage/discourage approve/reject create/destroy add/remove male/female
men/women father/mother brother/sister husband/wife king/queen teacher/student morning/evening
official/unofficial common/uncommon known/unknown popular/unpopular successful/unsuccessful
limited/unlimited employment/unemployment employed/unemployed agree/disagree able/unable
legal/illegal constitutional/unconstitutional direct/indirect dependent/independent
correct/incorrect complete/incomplete formal/informal visible/invisible available/unavailable
advantage/disadvantage approve/disapprove
"""
"""Words of which a thing can be but one at a time. What two sides say of one event ("won" and
"lost", "bought" and "sold"), its before and after and its first and last are left out: the sentence
that answers often has the other one."""

# What two sides say of one event, for telling whether a sentence settles a question.
DENIALS = """
accept/reject admit/deny admit/reject allow/ban approve/block arrive/leave buy/sell close/open
closed/open confirm/deny continue/stop find/lose found/missing free/jail hire/fire keep/lose
keep/close pass/reject postpone/hold remain/leave resign/stay start/end start/stop support/oppose
survive/die win/lose won/lost dead/alive guilty/innocent safe/dangerous empty/full enter/leave
begin/end agree/refuse accept/refuse resume/suspend restore/suspend damaged/intact
"""
_PREFIXES = ("un", "mis", "dis", "in", "im", "non")


@functools.cache
def opposites(stem: str) -> frozenset[str]:
    """Return the stems of the contraries of a stem, those with a prefix that denies it included.

    >>> "reject" in opposites("accept"), "mistrust" in opposites("trust")
    (True, True)
    """
    found = {f"{prefix}{stem}" for prefix in _PREFIXES}
    for pair in f"{CONTRARIES} {DENIALS}".split():
        one, other = (next(iter(stems(word))) for word in pair.split("/"))
        if stem in (one, other):
            found.add(other if stem == one else one)
    return frozenset(found)

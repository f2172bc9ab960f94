"""Whether a sentence says the opposite of what a question asks.

“Who lives in the northern part?” is not answered by what lives in the southern one, however well
all other words agree. A fifth of the questions without an answer in SQuAD 2.0 were made so
(Rajpurkar, Jia and Liang, "Know what you don't know", ACL 2018, table 2).
"""

import functools

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question
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


@functools.cache
def _contrary() -> dict[str, frozenset[str]]:
    """Return, by stem, the stems of all that is contrary to a word; made at the first question."""
    found: dict[str, frozenset[str]] = {}
    for pair in CONTRARIES.split():
        one, other = ("".join(stems(word)) for word in pair.split("/"))
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found


_NONE: frozenset[str] = frozenset()


def opposite(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 where the quote says the opposite of what the question asks."""
    return float(contrary(question.wording, candidate.sentence))


def contrary(question: str, sentence: str) -> bool:
    """Tell whether ``sentence`` has, in place of a word of ``question``, one contrary to it.

    It must lack the word itself, and the question the contrary one: a text with both compares.

    >>> contrary("Who lives in the north?", "The south is home to farmers.")
    True
    >>> contrary("Who lives in the north?", "The north is richer than the south.")
    False
    """
    asked, said = stems(question), stems(sentence)
    only_asked, only_said = asked - said, said - asked
    return any(not only_said.isdisjoint(_contrary().get(word, _NONE)) for word in only_asked)

"""What several articles say to one question: who agrees, who differs, who corrects whom.

Nothing is reconciled: every value keeps its articles and its dates. What an article takes back and
what a newer count replaces gives way, whatever the reader was surer of.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.answer.copies import reprinted
from qa.answer.corrections import (
    before_update,
    corrects_all,
    marks_correction,
    taken_back,
    updates,
)
from qa.answer.subject import of_a_part, same_subject
from qa.answer.values import Value, contradict, same, value_of
from qa.contract.answer import Relation
from qa.contract.article import Span
from qa.contract.candidates import Candidate, within
from qa.index.view import View
from qa.question.question import Question
from qa.read.confidence import Judged, Judgement

MOST_FURTHER = 6
"""Candidates of other articles that are verified besides, so that their word counts as well."""

LEAST_SURE = 0.2
"""Less sure, an article is not heard. Chosen on one half of the templates: qa evaluate sources."""

SURE_ENOUGH = 0.5
"""Less sure, a newer count stands beside the older one and does not replace it: it may count
something else, as the 420 people of a company's jam business do beside its own 3,900 (0.33). Of 83
newer counts among the templates the least sure has 0.96."""

_SAYS: Relation = "says"
_TOLL = re.compile(r"\b(?:toll|casualt|death\s+count)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Source:
    """What one article says: its candidate, the value of that, and when it was published."""

    judged: Judged
    value: Value
    published: str

    @property
    def candidate(self) -> Candidate:
        """The candidate that says it."""
        return self.judged.candidate


@dataclass(frozen=True, slots=True)
class Group:
    """The sources of one value, independent of each other, and what only prints one of them."""

    relation: Relation
    sources: tuple[Source, ...]
    copies: tuple[Source, ...]


def unheard(view: View, judgement: Judgement) -> list[Candidate]:
    """Return candidates that were not verified, of articles that no verified one speaks for.

    They speak of the subject of the best candidate; the likeliest come first, two of an article,
    ``MOST_FURTHER`` in all.
    """
    judged = judgement.judged
    if not judged or judged[0].candidate.verified is None:
        return []
    question, leader = judgement.retrieved.question, judged[0].candidate
    heard = {
        each.candidate.passage.article_id
        for each in judged
        if each.candidate.verified is not None and _stands(each.candidate)
    }
    counts: dict[str, int] = {}
    further = []
    for each in judged:
        candidate, article = each.candidate, each.candidate.passage.article_id
        if candidate.verified is not None or article in heard or counts.get(article, 0) == 2:
            continue
        if _stands(candidate) and _of_subject(view, question, leader, candidate):
            counts[article] = counts.get(article, 0) + 1
            further.append(candidate)
        if len(further) == MOST_FURTHER:
            break
    return further


def sources(view: View, judgement: Judgement) -> tuple[Group, ...]:
    """Return what the articles say, the value to be given first; what differs newest first.

    Empty where one article alone speaks, and where nobody agrees with it or contradicts it.
    """
    question = judgement.retrieved.question
    said = _said(view, judgement)
    if not said:
        return ()
    lead = said[0]
    groups: list[list[Source]] = []
    for source in said:
        group = next((g for g in groups if same(g[0].value, source.value)), None)
        if group is not None:
            group.append(source)
        elif (
            not groups
            or contradict(question, lead.value, source.value)
            or _undoes(view, source, lead)
        ):
            groups.append([source])
    first, relation = _first(view, question, groups)
    rest = sorted((group for group in groups if group is not first), key=_newest, reverse=True)
    ordered = [_group(view, first, relation)]
    ordered += [_group(view, group, "differs") for group in rest]
    alone = len(ordered) == 1 and len(ordered[0].sources) + len(ordered[0].copies) == 1
    replaced = first[0].judged is not judgement.judged[0]
    return () if alone and not replaced else tuple(ordered)


def share(groups: Sequence[Group]) -> float:
    """Return the share, 0 to 1, of the sources that say the first value; 1.0 where it replaces.

    As long as nothing tells which source is right, each is as likely to be. How old it is tells
    nothing either: over half of the news quiz the age of an answer's article, beside the newest of
    the collection or of what was retrieved, told right answers from wrong ones no better than
    chance (AUC 0.49), and confidence fitted with it was worse (log loss 0.442 to 0.452, without it
    0.437).
    """
    if not groups or groups[0].relation != "says":
        return 1.0
    return len(groups[0].sources) / sum(len(group.sources) for group in groups)


def _said(view: View, judgement: Judgement) -> list[Source]:
    """Return what each article says of the subject of the best candidate, that one's first.

    A count of a part of what was asked about gives way to the best of the whole that is sure.
    """
    question = judgement.retrieved.question
    verified = [each for each in judgement.judged if each.candidate.verified is not None]
    if not verified:
        return []
    leader = verified[0].candidate
    if of_a_part(question, leader):
        sure = [each.candidate for each in verified if each.confidence >= SURE_ENOUGH]
        leader = next((each for each in sure if not of_a_part(question, each)), leader)
    heard: dict[str, Source] = {}
    for each in [*verified, *judgement.further]:
        candidate, article = each.candidate, each.candidate.passage.article_id
        too_unsure = each.confidence < LEAST_SURE and candidate is not leader
        if article in heard or too_unsure or not _stands(candidate):
            continue
        if _of_subject(view, question, leader, candidate):
            published = view.reference(article).published or ""
            heard[article] = Source(each, value_of(view, question, candidate), published)
    return list(heard.values())


def _of_subject(view: View, question: Question, leader: Candidate, candidate: Candidate) -> bool:
    if candidate is leader:
        return True
    own = candidate.passage.article_id == leader.passage.article_id
    same = own or same_subject(view, question, leader, candidate)
    return same and not of_a_part(question, candidate)


def _stands(candidate: Candidate) -> bool:
    """Tell whether the sentence of a candidate does not take its words back."""
    return not taken_back(candidate.sentence, candidate.place)


def _first(
    view: View, question: Question, groups: Sequence[list[Source]]
) -> tuple[list[Source], Relation]:
    """Return the group to be given, the source to be quoted at its head, and why it is.

    The newest correction comes before what was said when it came, a newer count before an older
    one; else what the best candidate says. What was first said after a correction stands beside it.
    """
    if len(groups) < 2:
        return groups[0], "says"
    correcting = [
        source
        for group in groups
        for source in group
        if _corrects(view, source, [s for g in groups if g is not group for s in g])
    ]
    counted = all(_is_count(question, group[0].value) for group in groups)
    dated = all(source.published for group in groups for source in group)
    best, relation = groups[0][0], _SAYS
    if correcting:
        latest = max(correcting, key=lambda source: source.published)
        newer = [source for group in groups if _all_after(group, latest) for source in group]
        if newer and counted and dated:
            best, relation = max(newer, key=lambda source: source.published), "later"
        elif not any(source is best for source in newer):
            best, relation = latest, "corrects"
    elif counted:
        best, relation = _newest_count(groups, dated)
    group = next(g for g in groups if any(s is best for s in g))
    group.sort(key=lambda s: s is not best)  # stable
    return group, relation


def _all_after(group: Sequence[Source], correction: Source) -> bool:
    """Tell whether a value was first told after a correction: it is not what was corrected."""
    return correction.published != "" and all(s.published > correction.published for s in group)


def _newest_count(groups: Sequence[list[Source]], dated: bool) -> tuple[Source, Relation]:
    """Return the source with the newest count, where the dates or the words tell which that is."""
    latest = [max(group, key=lambda s: s.published) for group in groups]
    newest = max(latest, key=lambda s: s.published)
    others = [source for source in latest if source is not newest]
    if dated and all(source.published < newest.published for source in others):
        sure = newest.judged.confidence >= SURE_ENOUGH
        return (newest, "later") if sure else (groups[0][0], "says")
    updating = [
        source
        for group in groups
        for source in group
        if updates(source.candidate.sentence)
        and not before_update(source.candidate.sentence, source.candidate.place)
    ]
    if not dated and len({id(s) for s in updating}) == 1:
        return updating[0], "later"
    return groups[0][0], "says"


def _is_count(question: Question, value: Value) -> bool:
    """Tell whether a value is a count of things, which grows as more becomes known."""
    counts = question.asks.kind == "number" or _TOLL.search(question.text) is not None
    return counts and value.amount is not None and value.amount.unit == ""


def _corrects(view: View, source: Source, rivals: Sequence[Source]) -> bool:
    """Tell whether an article puts right what the rivals say."""
    candidate = source.candidate
    article = view.reference(candidate.passage.article_id)
    if corrects_all(article.title, view.text(article.id)):
        return True
    if any(map(marks_correction, _beside(candidate))):
        return True
    return any(_undoes(view, source, rival) for rival in rivals)


def _beside(candidate: Candidate) -> list[str]:
    """Return the sentence of a candidate with the one on either side."""
    sentences = candidate.passage.sentences
    at = sentences.index(candidate.quote) if candidate.quote in sentences else 0
    return [within(candidate.passage, span) for span in sentences[max(0, at - 1) : at + 2]]


def _undoes(view: View, source: Source, rival: Source) -> bool:
    """Tell whether an article takes back the words of a rival in so many words."""
    text, words = view.text(source.candidate.passage.article_id), rival.candidate.words
    for match in re.finditer(re.escape(words), text):
        ends = [end.end() for end in _SENTENCE_END.finditer(text, 0, match.start())]
        start = ends[-1] if ends else 0
        stop = _SENTENCE_END.search(text, match.end())
        sentence = text[start : stop.start() + 1 if stop else len(text)]
        if taken_back(sentence, Span(match.start() - start, match.end() - start)):
            return True
    return False


def _newest(group: Iterable[Source]) -> str:
    return max(source.published for source in group)


def _group(view: View, said: Sequence[Source], relation: Relation) -> Group:
    """Tell the independent sources of a value from those that print one of them again."""
    independent: list[Source] = []
    copies: list[Source] = []
    for source in said:
        copy = any(_copies(view, source.candidate, other.candidate) for other in independent)
        (copies if copy else independent).append(source)
    return Group(relation, tuple(independent), tuple(copies))


def _copies(view: View, one: Candidate, other: Candidate) -> bool:
    return reprinted(view.text(one.passage.article_id), view.text(other.passage.article_id))

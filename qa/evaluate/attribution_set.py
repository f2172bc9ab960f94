"""Who said it: questions made from marked attributions, and the same with exchanged speakers.

"Who said “…”?" and "Who said that …?" are asked of a source that is named, by contents of 5 to 40
words that stand in no other article; a speaker who is quoted by another, and the other, are both
right. In an exchanged collection, the two persons who say most in an article have their names
exchanged in all of its text, and in the question. The article stays one story, so the right answer
is the other name; he and she may fall apart.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from qa.evaluate.attributions import Report, clause, quotation, read_reports, word_runs
from qa.evaluate.sets import QuestionSet, SetQuestion, fold, holds, order_by_hash, place_by_hash
from qa.evaluate.speakers import Speaker, exchangeable, heads, swap
from qa.evaluate.squad import f1_score
from qa.evaluate.topics import questions_about
from qa.ingest.articles import article_from_text

SEED = "attribution"

# An answer that names a speaker is no longer than this; one that tells what was said is right from
# this F1 on, or as a part of it of so many words.
MOST_NAMING = 16
RIGHT = 0.5
FEWEST_SAID = 3

# Two texts that share so many runs of words share a saying.
SHARED = 2


@dataclass(frozen=True, slots=True)
class _Who:
    """A question about who said something, with those who did."""

    text: str
    speakers: tuple[Speaker, ...]


def attribution(
    file: Path,
    *,
    sample: int | None = None,
    exchanged: bool = False,
    restricted: bool = False,
    withheld: int = 0,
) -> QuestionSet:
    """Return the questions about a file of attributions; groups are articles.

    ``sample`` takes so many articles, chosen by hash. ``exchanged`` gives only the articles in
    which speakers can be exchanged, exchanged, and the questions about these two. ``restricted``
    asks each question of its own article alone. ``withheld`` keeps one article in so many out of
    the collection: nothing answers the questions about it.

    :raises SetError: when the file is not of the form.
    """
    reports = read_reports(file)
    if sample is not None:
        chosen = set(order_by_hash([report.id for report in reports], SEED)[:sample])
        reports = [report for report in reports if report.id in chosen]
    times = Counter(run for report in reports for run in word_runs(report.text))
    repeated = {run for run, articles in times.items() if articles > 1}
    articles, questions = [], []
    for report in reports:
        source = report.id if restricted else None
        asked = list(_who(report, repeated))
        text, title = report.text, report.title
        if exchanged:
            pair = _pair(asked)
            if pair is None:
                continue
            text, title = swap(text, *pair), swap(title, *pair)
            asked = [_Who(swap(who.text, *pair), _other(who, pair)) for who in asked]
            asked = [who for who in asked if who.speakers]
        if withheld and place_by_hash(report.id, withheld) == 0:
            questions += [SetQuestion(who.text, (), report.id) for who in asked]
            continue
        questions += [
            SetQuestion(who.text, tuple(s.head for s in who.speakers), report.id, source)
            for who in asked
        ]
        if not exchanged:
            questions += questions_about(report, reports, source)
        articles.append(article_from_text(text, report.id, title=title, published=report.published))
    return QuestionSet("attribution", tuple(articles), tuple(questions), right)


def right(question: SetQuestion, answer: str) -> bool:
    """Tell whether an answer names a gold speaker, or is what was said if that was asked."""
    if question.text.startswith("Who "):
        named = heads(answer) if len(answer.split()) <= MOST_NAMING else frozenset()
        return any(fold(gold).split()[-1] in named for gold in question.golds)
    said = fold(answer)
    return any(
        holds(answer, gold)
        or (len(said.split()) >= FEWEST_SAID and f" {said} " in f" {fold(gold)} ")
        or f1_score(gold, answer) >= RIGHT
        for gold in question.golds
    )


def _who(report: Report, repeated: Set[str]) -> Iterator[_Who]:
    """Give the questions about an article whose contents stand in no other, each content once."""
    runs = [word_runs(attribution.content) for attribution in report.attributions]
    asked: set[str] = set()
    for attribution in report.attributions:
        quoted = quotation(attribution)
        said = quoted or clause(attribution)
        if attribution.who is None or said is None:
            continue
        own = word_runs(said)
        if _share(own, repeated) or own & asked:
            continue
        asked |= own
        others = [
            other.who
            for other, theirs in zip(report.attributions, runs, strict=True)
            if other.who and _share(own, theirs)
        ]
        speakers = tuple(dict.fromkeys([attribution.who, *others]))
        yield _Who(f"Who said “{said}”?" if quoted else f"Who said that {said}?", speakers)


def _share(own: Set[str], other: Set[str]) -> bool:
    """Tell whether so many runs are shared that the same was said."""
    return len(own & other) >= min(SHARED, len(own))


def _pair(asked: Sequence[_Who]) -> tuple[Speaker, Speaker] | None:
    """Return the two persons who say most and can be exchanged; None if there are no two.

    A family name that two speakers bear counts for neither.
    """
    persons: dict[str, Speaker] = {}
    shared = set()
    for speaker in (speaker for who in asked for speaker in who.speakers if speaker.person):
        if persons.setdefault(speaker.head, speaker).first != speaker.first:
            shared.add(speaker.head)
    says = Counter(speaker.head for who in asked for speaker in who.speakers)
    most = [
        persons[head] for head, _ in says.most_common() if head in persons and head not in shared
    ]
    for place, other in enumerate(most):
        for one in most[:place]:
            if exchangeable(one, other):
                return one, other
    return None


def _other(who: _Who, pair: tuple[Speaker, Speaker]) -> tuple[Speaker, ...]:
    """Return who says it in the exchanged article; nobody when it is neither of the two."""
    one, other = pair
    names = {one.head: other, other.head: one}
    if not any(speaker.head in names for speaker in who.speakers):
        return ()
    return tuple(names.get(speaker.head, speaker) for speaker in who.speakers)

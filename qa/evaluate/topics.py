"""What did B say about T: questions that nothing answers, each with its twin that is answered.

T is a name that A speaks of. B speaks in the same article; no attribution to B, nor in an article
that names B one to a pronoun or to a source without a name, mentions T. The twin asks A.
"""

import re
from collections.abc import Iterator, Sequence

from qa.evaluate.attributions import Report, is_saying
from qa.evaluate.sets import SetQuestion, order_by_hash
from qa.evaluate.speakers import Speaker
from qa.text.months import MONTHS, WEEKDAY

# Pairs of one article: more would tell the same again.
MOST_OF_ARTICLE = 2

# A run of names inside a sentence that stands by itself: no "American" of "American people".
_NAME = re.compile(
    r"(?<=[a-z] )[A-Z][\w-]*(?: (?:of |of the )?[A-Z][\w-]*)*"
    r"(?=[,.;:”\"]|$| (?:in|to|and|is|was|are|were|for|of|on|"
    r"at|as|has|had|will|would|that|who|or|by|with|from|over|after|before|but)\b)"
)
SHORTEST = 5

# A name that more articles speak of is no topic of one saying.
MOST_ARTICLES = 8
_CALENDAR = re.compile(rf"\b{WEEKDAY}\b|\b(?:{'|'.join(MONTHS)}|Sept)\b")
_PRONOUN = frozenset("he she they it we i you".split())


def questions_about(
    report: Report, reports: Sequence[Report], source: str | None
) -> Iterator[SetQuestion]:
    """Give the pairs of one article, the answered question before the other."""
    speakers = _speakers(report)
    pairs = {}
    for attribution in report.attributions:
        one = speakers.get(attribution.who.head) if attribution.who else None
        if one is None or not is_saying(attribution):
            continue
        for topic in _topics(attribution.content, speakers):
            if sum(_mentions(article.text, topic) for article in reports) > MOST_ARTICLES:
                continue
            for other in speakers.values():
                if other.person and other.head != one.head and _silent(other, topic, reports):
                    pairs[f"{topic}\n{one.head}\n{other.head}"] = (topic, one, other)
    taken: set[str] = set()
    for key in order_by_hash(list(pairs), report.id):
        topic, one, other = pairs[key]
        if topic in taken or len(taken) == MOST_OF_ARTICLE:
            continue
        taken.add(topic)
        golds = tuple(dict.fromkeys(_said(one, topic, reports)))
        yield SetQuestion(f"What did {_full(one)} say about {topic}?", golds, report.id, source)
        yield SetQuestion(f"What did {_full(other)} say about {topic}?", (), report.id, source)


def _speakers(report: Report) -> dict[str, Speaker]:
    """Return the speakers by head name: persons with both names, bodies of several words."""
    named = [a.who for a in report.attributions if a.who]
    surely = {who.head: who for who in named if who.person}
    return {who.head: who for who in named if " " in who.head} | surely


def _full(speaker: Speaker) -> str:
    """Return the name to ask by; an organisation's with its article."""
    return f"{speaker.first} {speaker.head}" if speaker.person else f"the {speaker.head}"


def _topics(content: str, speakers: dict[str, Speaker]) -> list[str]:
    """Return the names in a content that are no speaker's of the article and no date."""
    return [
        name
        for match in _NAME.finditer(content)
        if content[: match.start()].split()[-1][0].islower()
        and len(name := match.group()) >= SHORTEST
        and not _CALENDAR.search(name)
        and not set(name.split()) & set(speakers)
    ]


def _silent(speaker: Speaker, topic: str, reports: Sequence[Report]) -> bool:
    """Tell whether nothing that the speaker says, or may say, mentions the topic."""
    key = topic.split()[-1]
    return not any(
        _mentions(attribution.content, key)
        for report in reports
        if speaker.head in report.text
        for attribution in report.attributions
        if attribution.who is None or attribution.who.head == speaker.head
    )


def _mentions(text: str, topic: str) -> bool:
    """Tell whether a text holds the topic, whole words, in its own capitals."""
    return topic in text and bool(re.search(rf"\b{re.escape(topic)}\b", text))


def _said(speaker: Speaker, topic: str, reports: Sequence[Report]) -> Iterator[str]:
    """Give what the speaker says of the topic, also where a pronoun may stand for the name."""
    for report in reports:
        if speaker.head not in report.text:
            continue
        for attribution in report.attributions:
            named = attribution.who is not None and attribution.who.head == speaker.head
            if _mentions(attribution.content, topic) and (
                named or attribution.source.lower() in _PRONOUN
            ):
                yield attribution.content

"""The plain clause of a news sentence: who did what, and whether it says when, where or why.

By form alone, and only where the form is clear: a name, a past-tense verb that takes an object, the
object up to where the next thing begins. A sentence that is built otherwise has no clause here.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from qa.contract.article import TimeExpression
from qa.ingest.dateline import find_bare_dateline
from qa.suggestions import words
from qa.suggestions.phrases import (
    after_apposition,
    after_report,
    is_infinitive,
    object_end,
    subject_end,
    verb_at,
)
from qa.suggestions.tokens import Token, is_adverb, tokens

INTRO = re.compile(
    r"(?:In|On|At|After|Following|During|Under|With|Despite|Earlier|Because|Due|According|As|Last|"
    r",|in response|in protest|in retaliation)\b|,"
)
REASON = re.compile(
    r"\b(?:because|due to|owing to|in response to|in retaliation for|in protest|as a result of|"
    r"in order to|in an? (?:effort|attempt|bid) to|citing)\b",
    re.IGNORECASE,
)
# "suspended ties over arms sales", "after arms were sold": with these verbs that is why.
REASON_OVER = re.compile(r"(?:over|after)\b")
OVER_VERBS = frozenset(
    "arrest boycott cancel condemn criticise criticize dismiss expel fire freeze postpone sue "
    "suspend".split()
)
PLACE = re.compile(r"\s*(?P<words>(?:in|at) (?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*)")
TIME_BEFORE = re.compile(
    r"(?:\b(?:on|in|during|at|since|by|early|late|earlier)\s+)+$", re.IGNORECASE
)
TIME_START = re.compile(
    r"(?:last|this|next|yesterday|today|earlier|late|early|\w+day\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Who did what. ``verb`` is as written, ``base`` its base form; ``helper`` is "was" or "were"
    of a passive clause, "will" of what is to come, "do" or "does" of the present, else "".

    ``infinitive`` tells that "to" and a verb follow the object; ``place`` is where, as written;
    ``agent`` tells that a passive clause names who did it.
    """

    subject: str
    helper: str
    verb: str
    base: str
    object: str
    infinitive: bool
    dated: bool
    place: str
    reason: bool
    agent: bool


def clause_of(
    text: str, times: Sequence[TimeExpression], offset: int, names: Set[str]
) -> Clause | None:
    """Return the main clause of a sentence, None where it has none of the plain form.

    ``times`` are the expressions in it, in coordinates that ``offset`` is the sentence's start in;
    ``names`` are the words that the article writes as names.
    """
    plain, gaps = _without_times(text, times, offset)
    line = find_bare_dateline(plain)
    first = line.end if line else 0
    parts = [part for part in tokens(plain) if part.start >= first]
    for at in range(len(parts)):
        before = parts[at - 1].text if at else ""
        begins = (
            at == 0
            or before in ("said", "that", "but")
            or (before == "," and INTRO.match(plain[first:].lstrip()))
        )
        if begins and (clause := _clause_at(plain, parts, at, gaps, names)):
            return clause
    return None


def written_names(texts: Sequence[str]) -> frozenset[str]:
    """Return the words with a capital inside sentences that never stand in lower case."""
    inside: set[str] = set()
    small: set[str] = set()
    for text in texts:
        line = find_bare_dateline(text)
        for part in tokens(text[line.end :] if line else text)[1:]:
            (inside if part.capital else small).add(part.text)
    return frozenset(word for word in inside if word.lower() not in small)


def _without_times(
    text: str, times: Sequence[TimeExpression], offset: int
) -> tuple[str, list[int]]:
    """Return a sentence without its adverbs of time, and where they were taken out.

    A time that is part of a phrase stays: "the 2012 visit".
    """
    kept, gaps, last, length = [], [], 0, 0
    for time in times:
        start, end = time.span.start - offset, time.span.end - offset
        before = TIME_BEFORE.search(text, last, start) if start >= last else None
        alone = TIME_START.match(time.text) and not re.search(r"[-\w]$|\bthe $|’s $", text[:start])
        if start < last or not (before or alone) or time.type not in ("DATE", "TIME"):
            continue
        piece = text[last : before.start() if before else start]
        kept.append(piece)
        length += len(piece)
        last = end
        if time.earliest is not None:
            gaps.append(length)
    kept.append(text[last:])
    return "".join(kept), gaps


def _clause_at(
    plain: str, parts: Sequence[Token], at: int, gaps: Sequence[int], names: Set[str]
) -> Clause | None:
    """Return the clause that begins with this token, None when none does."""
    head = subject_end(parts, at, names)
    if head is None:
        return None
    after = after_report(parts, after_apposition(parts, head))
    while after < len(parts) and (
        is_adverb(parts[after]) or parts[after].lower in ("also", "then", "later")
    ):
        after += 1
    found = verb_at(parts, after)
    if found is None:
        return None
    helper, verb, base, start = found
    passive = helper in ("was", "were")
    end = start if passive else object_end(plain, parts, start)
    if end is None:
        return None
    closing = parts[end - 1].end
    tail = plain[closing:]
    follows = parts[end].lower if end < len(parts) else "."
    if end < len(parts) and follows in ('"', "“", "”", "(", "$"):
        return None
    infinitive = is_infinitive(parts, end)
    near = re.match(
        r"(?:\s|(?:in|at)\b[^,;:—]*?(?=\s(?:to|after|as|for|with|on)\b|[,;:—.]|$))*", tail
    )
    reach = closing + (near.end() if near else 0)
    begin = parts[at].start
    place = PLACE.match(tail)
    clause_tail = re.split(r"[;:—]| (?:but|said)\b", tail)[0]
    reason = REASON.search(clause_tail) or REASON.search(plain[:begin])
    over = REASON_OVER.match(tail.lstrip()) if base in OVER_VERBS else None
    return Clause(
        subject=_phrase(_without_titles(plain, parts, at, head)),
        helper=helper,
        verb=verb,
        base=base,
        object=""
        if passive
        else _phrase(plain[parts[start].start : closing] if end > start else ""),
        infinitive=infinitive,
        dated=any(gap <= begin or parts[after].end <= gap <= reach for gap in gaps),
        place=_phrase(place["words"]) if place else "",
        reason=bool(reason or over),
        agent=passive and bool(re.match(r"\s+by\s+(?:the )?[A-Z]", tail)),
    )


def _without_titles(plain: str, parts: Sequence[Token], at: int, end: int) -> str:
    """Return a subject as people name it: "U.S. Defense Secretary Leon Panetta" is Leon Panetta."""
    titles = [n for n in range(at, end) if parts[n].lower in words.TITLES and parts[n].capital]
    begin = titles[-1] + 1 if titles and titles[-1] + 1 < end else at
    if begin == at and parts[at].text == "The":
        return "the" + plain[parts[at].end : parts[end - 1].end]
    return plain[parts[begin].start : parts[end - 1].end]


def _phrase(text: str) -> str:
    """Return words with single spaces between them: articles break lines anywhere."""
    return " ".join(text.split())

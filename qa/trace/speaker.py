"""Whom the text names as the speaker of words, by a cue beside them: "..., Gates said".

Only what stands beside the words is read: in their sentence, or in one that ends or begins with
the quotation marks around them. The speaker is a slice of the text, a pronoun too.
"""

import re

from qa.contract.answer import TextSpan
from qa.contract.article import Span
from qa.text.months import WEEKDAY

FURTHEST = 240
"""Code points on either side within which a cue is looked for: hardly a clause is longer."""

_CUE = (
    r"(?:(?:has|have|had|also|later|then|once|recently|\w+ly|would)\s+){0,2}"
    r"(?:said|says|say|told|tells|added|adds|noted|notes|stated|states|insisted|insists|argued|"
    r"argues|warned|warns|wrote|writes|tweeted|claimed|claims|explained|explains|continued|"
    r"continues|declared|declares|asked|asks|replied|responded|announced|reported|reports|"
    r"acknowledged|admitted|admits|concluded|remarked|observed|recalled|suggested|suggests|"
    r"believes|believe|thinks|complained|predicted|quipped|joked|vowed|promised|promises|"
    r"testified|charged|alleged|alleges|cautioned|contended|maintained|emphasized|stressed)"
)
_NOUN = r"[^\W_][\w'’.&-]*"
_STOPPER = (
    r"(?:in|on|at|after|before|as|when|while|to|who|which|during|from|by|with|that|and|but|or|"
    r"last|this|because|if|via|through|about|earlier|later|not|is|was|are|were)"
)
# the run of words of a noun phrase: it ends with a mark or where a clause or phrase begins
_PHRASE = (
    rf"{_NOUN}(?:,?\s+(?:Jr|Sr)\.|\s+\([^()]{{1,20}}\)|\s+(?!{_STOPPER}\b){_NOUN}"
    rf"|\s+of\s+(?:the\s+)?{_NOUN}){{0,7}}"
)
_DAY = rf"(?:\s+(?:on\s+)?{WEEKDAY})"
_MARKS = r"[\s\"”’“'‘]"

# the same sentence goes on: no full stop, and a question or exclamation only inside of marks
_ON = r"^(?:[?!][\"”’']+|[,—–-]?[\"”’']*,?)[ \t\r\f\v\u00a0]*\n?[ \t]*(?:[—–-]+\s*)?"
_AFTER = (
    re.compile(rf"{_ON}(?P<who>{_PHRASE}?)\s+{_CUE}\b"),
    re.compile(rf"{_ON}{_CUE}\s+(?P<who>{_PHRASE})"),
    re.compile(rf"{_ON}according to\s+(?P<who>{_PHRASE})", re.IGNORECASE),
    re.compile(rf"{_ON}(?P<who>{_PHRASE}),[^,.\"”“]{{1,80}},\s+{_CUE}\b"),
)
_BEFORE = (
    re.compile(
        rf"(?:^|[,;.!?—–\"”“]\s*|\b(?:and|but|as|when|that|while)\s+)(?P<who>{_PHRASE}?)\s+{_CUE}\b"
        rf"(?:[^.!?\"”“]{{0,60}}?)[\s:,]*(?:that\s+)?{_MARKS}*$"
    ),
    re.compile(
        rf"(?:^|[;.!?\"”“]\s*)(?P<who>{_PHRASE}),[^,.\"”“]{{1,80}},\s+{_CUE}\b"
        rf"(?:[^.!?\"”“]{{0,60}}?)[\s:,]*(?:that\s+)?{_MARKS}*$"
    ),
    re.compile(rf"according to\s+(?P<who>{_PHRASE})[^.!?\"”“]{{0,40}}?,{_MARKS}*$", re.IGNORECASE),
    # “…,” Gates said. “… : what follows is his as well
    re.compile(rf"[\"”]\s*(?P<who>{_PHRASE}?)\s+{_CUE}\b[^.!?\"”“]{{0,60}}[.:]\s*[\"“]$"),
    re.compile(rf"[\"”]\s*{_CUE}\s+(?P<who>{_PHRASE})[^.!?\"”“]{{0,60}}[.:]\s*[\"“]$"),
)
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘]?[A-Z])|\n\s*\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|St)\.$")
_DATE = re.compile(rf"{_DAY}$")
_LINK = re.compile(r"(?:But|And|Yet|So)\s+(?=[A-Z])")
_FIRST_WORD = re.compile(r"\w+")
_NOBODY = frozenset("it this that there which who what i we you not and but as so".split())


def speaker(text: str, span: Span) -> TextSpan | None:
    """Return who is named as having said ``text[span]``; None where the text does not say."""
    end = min(len(text), span.end + FURTHEST)
    after = _sentence_end(text[span.end : end])
    start = max(0, span.start - FURTHEST)
    before = text[start : span.start]
    for pattern in _AFTER:
        match = pattern.match(after)
        if match and (who := _who(text, span.end, match)):
            return who
    for pattern in _BEFORE:
        match = pattern.search(before)
        if match and (who := _who(text, start, match)):
            return who
    return None


def _sentence_end(after: str) -> str:
    """Return what follows as far as its sentence goes; a stop at the very start is the quote's."""
    for stop in _STOP.finditer(after, 2):
        if not _ABBREVIATED.search(after[: stop.start() + 1]):
            return after[: stop.end()]
    return after


def _who(text: str, offset: int, match: re.Match[str]) -> TextSpan | None:
    """Return the speaker that a cue names, None for what can be nobody."""
    start, end = offset + match.start("who"), offset + match.end("who")
    for stop in _STOP.finditer(text, start, end):
        # the words before end another sentence, unless it is the stop of "Gen. Liang"
        if not _ABBREVIATED.search(text, offset, stop.start() + 1):
            start = stop.end()
    if link := _LINK.match(text, start, end):
        start = link.end()
    day = _DATE.search(text, start, end)
    end = day.start() if day else end
    if text[end - 1 : end] == "." and not _ABBREVIATED.search(text, start, end):
        end -= 1
    if start >= end:
        return None
    first = _FIRST_WORD.search(text, start, end)
    if first is None or (first[0].lower() in _NOBODY and first.end() == end):
        return None
    return TextSpan(text[start:end], start, end)

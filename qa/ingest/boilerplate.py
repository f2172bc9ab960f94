"""What of an article is no story: told line by line, and by where in the article a line stands.

``furniture`` knows the lines that are never story. Here are those whose place tells: names of
sections and signatures around the story, menus, blocks in another language behind it, a headline
that comes again, a deck or caption that the page shows twice. Whatever is in doubt stays.
"""

import re
from collections.abc import Sequence

from qa.contract.article import LeftOut, Span
from qa.ingest.credits import is_title_case
from qa.ingest.furniture import DATE_LINE, LONGEST_FURNITURE, furniture
from qa.ingest.headline import find_headline, plain_words, same, tells
from qa.ingest.language import is_foreign, language_of
from qa.ingest.lines import BREAK, BULLET, lines
from qa.ingest.prompts import LABELLED, LINK
from qa.text.months import MONTH

MOST_LABEL_WORDS = 12
"""Words of a signature or the address of an office: "Office of the Assistant Secretary ..."."""

MOST_MENU_WORDS = 4
"""Words of an entry in a menu."""

FEWEST_MENU_ENTRIES = 3
"""Entries that make a menu; two bullets without a full stop can be a story's."""

HEADLINE = "headline"
"""The reason of the one line that is the title, where it stands first."""

MOST_DECKS = 10
"""Decks above a story; a text that says one line a thousand times has no deck."""

FEWEST_DECK_WORDS = 4
"""Shorter lines come again by chance."""

_ELEMENT = re.compile(r"<!--.*-->|<([a-zA-Z][\w-]*)\b[^<>]*>(?:.*</\1\s*>)?|</[a-zA-Z][\w-]*\s*>")
_CODE = re.compile(r"<(script|style)\b.*</\1\s*>|<!--.*?-->", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CLASS_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
_SCORE = re.compile(r"\d+(?:\s*[:/|·–-]\s*\d+)*")
_MONTH = re.compile(rf"\b{MONTH}", re.IGNORECASE)
_QUOTED = re.compile(r"[\"'“”„‘‚«»‹›「『]")


def left_out(
    text: str, *, before: Sequence[LeftOut] = (), title: str | None = None
) -> tuple[LeftOut, ...]:
    """Return what is no story, sorted, free of overlaps, each with its reason in plain words.

    ``before`` is what is already known to be left out at the start, such as front matter; it comes
    first in the result. ``title`` is one stated outside of the text: lines that repeat it go too.
    The headline is left out, for it is the title and never an answer.
    """
    start = max((piece.span.end for piece in before), default=0)
    spans = [span for span in lines(text) if span.start >= start]
    body = [span.of(text) for span in spans]
    # A page says the same short things many times.
    told = {line: furniture(line) for line in dict.fromkeys(body)}
    reasons = [told[line] for line in body]
    _mark_markup(body, reasons)
    _keep_timeline(body, reasons)
    _mark_menus(body, reasons)
    _mark_links(text, spans, reasons)
    _mark_languages(body, reasons)
    _mark_tail(body, reasons)
    _keep_labelled_headline(body, reasons)
    headline = find_headline(text, spans, reasons)
    _mark_headlines(body, reasons, headline.of(text) if headline else None, title)
    if headline is not None:
        _mark_head(body, reasons, spans.index(headline))
    found = [
        LeftOut(span, reason)
        for span, reason in zip(spans, reasons, strict=True)
        if reason is not None
    ]
    return (*before, *found)


def _mark_markup(body: Sequence[str], reasons: list[str | None]) -> None:
    """Mark lines of HTML that hold no text, or a caption; a story in HTML stays."""
    for number, line in enumerate(body):
        if len(line) > LONGEST_FURNITURE or not _ELEMENT.fullmatch(line):
            continue
        words = " ".join(_TAG.sub(" ", _CODE.sub(" ", line)).split())
        reason = furniture(words)
        neighbours = [*body[max(number - 1, 0) : number], *body[number + 1 : number + 2]]
        if reason == "no words":
            reasons[number] = "markup"
        elif reason is not None or any(same(words, other) for other in neighbours):
            reasons[number] = reason or "markup of the next line"


def _mark_menus(body: Sequence[str], reasons: list[str | None]) -> None:
    """Mark runs of bulleted labels; a list that the story introduces, or with facts, stays."""
    number = 0
    while number < len(body):
        end = number
        while end < len(body) and BULLET.match(body[end]) and _is_entry(body[end]):
            end += 1
        introduced = number > 0 and body[number - 1].rstrip().endswith(":")
        entries = body[number:end]
        if len(entries) >= FEWEST_MENU_ENTRIES and not introduced:
            around = any(
                reason is None and tells(line)
                for line, reason in zip(body[end:], reasons[end:], strict=True)
            ) and any(
                reason is None and tells(line)
                for line, reason in zip(body[:number], reasons[:number], strict=True)
            )
            if all(_CLASS_NAME.fullmatch(_label(entry)) for entry in entries) or not around:
                reasons[number:end] = ["menu"] * len(entries)
        number = max(end, number + 1)


def _is_entry(line: str) -> bool:
    """Tell whether a list item is a label and no statement: few words, no figure, no stop."""
    label = _label(line)
    return (
        0 < len(label.split()) <= MOST_MENU_WORDS
        and not any(char.isdigit() for char in label)
        and label[-1] not in ".,;:!?…"
        and (is_title_case(label) or len(label.split()) == 1)
    )


def _label(line: str) -> str:
    mark = BULLET.match(line)
    return line[mark.end() :].strip() if mark else line


def _mark_languages(body: Sequence[str], reasons: list[str | None]) -> None:
    """Mark what stands behind the story in another language than its first lines, not quotations.

    A text of which that would be the larger part tells its story in both languages, and stays.
    """
    told = [n for n, line in enumerate(body) if reasons[n] is None and tells(line)]
    language = next(filter(None, (language_of(body[number]) for number in told)), None)
    if language is None:
        return
    foreign: list[int] = []
    for number in reversed(told):
        if _QUOTED.match(body[number]) or not is_foreign(body[number], language):
            break
        foreign.append(number)
    if 2 * len(foreign) <= len(told):
        for number in foreign:
            reasons[number] = "in another language"


def _keep_timeline(body: Sequence[str], reasons: list[str | None]) -> None:
    """Keep dates that stand above the parts of a story: one is a date line, several are its own."""
    first, last = _first_told(body, reasons), _last_told(body, reasons)
    if first is None or last is None:
        return
    if sum(reason == DATE_LINE for reason in reasons[first:last]) > 1:
        for number in range(max(first - 1, 0), last):
            if reasons[number] == DATE_LINE:
                reasons[number] = None


def _keep_labelled_headline(body: Sequence[str], reasons: list[str | None]) -> None:
    """Keep "Opinion: Why we must act" above a story that has no other headline."""
    first = _first_told(body, reasons)
    above = range(len(body) if first is None else first)
    if any(reasons[n] is None and len(body[n].split()) >= FEWEST_DECK_WORDS for n in above):
        return
    for number in above:
        if reasons[number] == LINK and LABELLED.match(body[number]):
            reasons[number] = None
            return


def _mark_links(text: str, spans: Sequence[Span], reasons: list[str | None]) -> None:
    """Mark the titles right below a heading such as "Related", down to the next empty line."""
    below = False
    for number, span in enumerate(spans):
        gap = text[spans[number - 1].end : span.start] if number else ""
        line = span.of(text)
        if reasons[number] == LINK:
            below = len(line.split()) <= MOST_MENU_WORDS
        elif below and reasons[number] is None and not tells(line) and not _is_empty_line(gap):
            reasons[number] = LINK
        else:
            below = False


def _is_empty_line(gap: str) -> bool:
    """Tell whether more than one line break stands between two lines."""
    return len(BREAK.findall(gap)) > 1


def _mark_tail(body: Sequence[str], reasons: list[str | None]) -> None:
    """Mark signatures, offices and scores behind the last line of the story."""
    last = _last_told(body, reasons)
    if last is None or body[last].rstrip().endswith(":"):
        return
    for number in range(len(body) - 1, last, -1):
        line = body[number]
        if reasons[number] is not None:
            continue
        if _SCORE.fullmatch(line):
            reasons[number] = "counter"
        elif _is_signature(line):
            reasons[number] = "signature or address"
        else:
            break


def _is_signature(line: str) -> bool:
    """Tell whether a line names a person or an office and states nothing."""
    return _names(line) and 1 < len(line.split()) <= MOST_LABEL_WORDS


def _is_label(line: str) -> bool:
    """Tell whether a line names a section, a place or a person and states nothing."""
    return _names(line) and len(line.split()) <= MOST_MENU_WORDS


def _names(line: str) -> bool:
    """Tell whether a line is nothing but a name: capitals, no figure, no date, no full stop."""
    return (
        is_title_case(line)
        and line[-1] not in ".!?,;"
        and not any(char.isdigit() or char == ":" for char in line)
        and _MONTH.search(line) is None
        and BULLET.match(line) is None
        and _QUOTED.match(line) is None
    )


def _mark_headlines(
    body: Sequence[str], reasons: list[str | None], headline: str | None, title: str | None
) -> None:
    """Mark the headline, and the lines outside of the story that repeat it or the title."""
    seen = False
    first, last = _first_told(body, reasons), _last_told(body, reasons)
    for number, line in enumerate(body):
        known = [known for known in (headline, title) if known is not None]
        if reasons[number] is not None or not any(same(line, one) for one in known):
            continue
        inside = first is not None and last is not None and first < number < last
        if inside and tells(line):
            continue
        reasons[number] = "headline, repeated" if seen else HEADLINE
        seen = True


def _mark_head(body: Sequence[str], reasons: list[str | None], headline: int) -> None:
    """Mark labels around the headline, and decks that the story says again."""
    labels: list[int] = []
    decks = 0
    for number, line in enumerate(body):
        if reasons[number] is not None:
            continue
        if tells(line):
            if number < headline or decks == MOST_DECKS or not _comes_again(number, body, reasons):
                break
            reasons[number] = "deck, repeated by the story"
            decks += 1
        elif _is_label(line):
            labels.append(number)
        else:
            # Figures or verse follow the headline: what looks like a label may be part of them.
            return
    for number in labels:
        reasons[number] = "section or byline"


def _comes_again(number: int, body: Sequence[str], reasons: Sequence[str | None]) -> bool:
    """Tell whether a later line of the story holds this one's words, all and in order."""
    words = plain_words(body[number])
    if len(words.split()) < FEWEST_DECK_WORDS:
        return False
    return any(
        f" {words} " in f" {plain_words(line)} "
        for line, reason in zip(body[number + 1 :], reasons[number + 1 :], strict=True)
        if reason is None
    )


def _first_told(body: Sequence[str], reasons: Sequence[str | None]) -> int | None:
    """Return the number of the first line that reads as prose, None when there is none."""
    told = (
        number
        for number, (line, reason) in enumerate(zip(body, reasons, strict=True))
        if reason is None and tells(line)
    )
    return next(told, None)


def _last_told(body: Sequence[str], reasons: Sequence[str | None]) -> int | None:
    """Return the number of the last line that reads as prose, None when there is none."""
    behind = _first_told(body[::-1], reasons[::-1])
    return None if behind is None else len(body) - 1 - behind

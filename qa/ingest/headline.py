"""Where the headline stands, and where it stands again."""

import re
from collections.abc import Sequence

from qa.contract.article import Span
from qa.ingest.dateline import find_bare_dateline
from qa.ingest.lines import BULLET

LONGEST_HEADLINE = 300
"""Code points. Headlines of old papers ran to 200."""

FEWEST_HEADLINE_WORDS = 4
"""Shorter lines above a story are more often a section ("World", "Asia Pacific")."""

MOST_QUESTION_WORDS = 20
"""A first line that ends with a question mark and is longer is how a story begins."""

FEWEST_SENTENCE_WORDS = 4
"""Shorter lines with a full stop ("Washington.", "Mr. and Mrs.") do not tell where a story is."""

LONG_LINE_WORDS = 25
"""A line this long is prose, even without its full stop."""

MOST_SITE_WORDS = 6
"""Words of a site's name behind a headline: "... | The New York Times"."""

_STOP = re.compile(r"""(?:[.!?…]|[.!?]\s?[”"’'»)\]])[\s"'”’»)\]]*$|[。！？][」』”）]*$""")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|No)\.$|\.{3}$|…$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ASKED = re.compile(r"[^\"“‘].*[?!]")
# From the first space on alone: a line of spaces is else looked through from each of them.
_SITE = re.compile(r"(?<!\s)\s*(?:[|»–—•·]|-(?=\s)|::)\s*")


def tells(line: str) -> bool:
    """Tell whether a line reads as prose: it has a dateline, ends with a stop, or is long."""
    if line.endswith(">"):
        line = _TAG.sub("", line).strip()
    words = len(line.split())
    if words >= LONG_LINE_WORDS or (words >= FEWEST_SENTENCE_WORDS and find_bare_dateline(line)):
        return True
    if _STOP.search(line) is None:
        return False
    return words >= FEWEST_SENTENCE_WORDS or line[-1:] in tuple("。！？」』")


def find_headline(text: str, body: Sequence[Span], reasons: Sequence[str | None]) -> Span | None:
    """Return the headline among the lines ``body``; None when the text begins with its story.

    ``reasons`` says of each line why it is no story, None where that is not known.
    """
    plain = [span for span, reason in zip(body, reasons, strict=True) if reason is None]
    if not any(tells(span.of(text)) for span in plain):
        # Verse, a list or a table: its title can only be its first line.
        return plain[0] if len(plain) > 1 and _is_headline(plain[0].of(text)) else None
    candidates: list[Span] = []
    for number, span in enumerate(plain[:-1]):
        line = span.of(text)
        if _is_headline(line):
            candidates.append(span)
            continue
        again = any(same(line, other.of(text)) for other in plain[number + 1 : number + 2])
        if not any(_has_enough_words(c.of(text)) for c in candidates) and (
            again or _asks(line, plain[number + 1 :], text)
        ):
            return span
        break
    titled = [span for span in candidates if _has_enough_words(span.of(text))]
    if titled:
        return titled[0]
    return max(candidates, key=lambda span: (span.end - span.start, -span.start), default=None)


def same(line: str, title: str) -> bool:
    """Tell whether a line is the title again, perhaps with the name of the site behind it."""
    one, two = plain_words(line), plain_words(title)
    if one == two:
        return bool(one)
    parts = _SITE.split(line)
    return (
        len(parts) > 1
        and len(" ".join(parts[1:]).split()) <= MOST_SITE_WORDS
        and plain_words(parts[0]) == two
    )


def plain_words(line: str) -> str:
    """Return the words of a line alone, case and punctuation aside, for comparison."""
    return " ".join(re.findall(r"\w+", line.casefold()))


def _is_headline(line: str) -> bool:
    """Tell whether a line above the story can be its headline, or a label beside it."""
    if len(line) > LONGEST_HEADLINE or line[-1] in ",;:" or BULLET.match(line):
        return False
    return not tells(line) or (
        _ABBREVIATED.search(line) is not None and len(line.split()) < LONG_LINE_WORDS
    )


def _asks(line: str, following: Sequence[Span], text: str) -> bool:
    """Tell whether a line is a headline that asks or calls, with a story after it."""
    return (
        _ASKED.fullmatch(line) is not None
        and len(line.split()) <= MOST_QUESTION_WORDS
        and any(tells(span.of(text)) for span in following)
    )


def _has_enough_words(line: str) -> bool:
    return len(line.split()) >= FEWEST_HEADLINE_WORDS

"""UTF-8 that was read as Windows-1252 before it came to us: found and said, never mended.

The text is what its file holds. Who sees "worldâ€™s" in a quotation can have the file exported
anew; were it mended here, the quotation would not be the file's.
"""

import re

_LEAD = "ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑâãäåæçèéêëìíîïð"
_SEQUENCE = re.compile(f"[{_LEAD}][^\x00-\x7f]{{1,3}}")

FEWEST = 2
"""Sequences below which it may be chance; a single one counts when it is of three characters."""


def mojibake(text: str) -> tuple[int, str, str] | None:
    """Return how often it occurs, and one word as it stands and as it was meant; None without it.

    >>> mojibake("the worldâ€™s most powerful")
    (1, 'worldâ€™s', 'world’s')
    """
    places = [match for match in _SEQUENCE.finditer(text) if _meant(match[0]) is not None]
    if len(places) < FEWEST and not any(len(match[0]) > 2 for match in places):
        return None
    first = places[0]
    start = max(text.rfind(" ", 0, first.start()), text.rfind("\n", 0, first.start())) + 1
    end = next((n for n in range(first.end(), len(text)) if text[n].isspace()), len(text))
    word = text[max(start, first.start() - 40) : min(end, first.end() + 40)]
    return len(places), word, _SEQUENCE.sub(lambda match: _meant(match[0]) or match[0], word)


def _meant(signs: str) -> str | None:
    """Return what a sequence stands for, read back as UTF-8, None when it is none.

    A sequence may be followed by a sign of its own: the longest that reads is taken.
    """
    for end in range(len(signs), 1, -1):
        try:
            return signs[:end].encode("cp1252").decode("utf-8") + signs[end:]
        except UnicodeError:
            continue
    return None

"""The quoted passages of a text that somebody writes: what stands in quotation marks."""

import re

from qa.contract.article import Span
from qa.trace.folding import folded

SHORTEST = 3
"""Words from which on marks quote what somebody said; shorter they name a title or keep away from
a word."""

# A quotation of several paragraphs opens each and closes the last. A straight mark opens where a
# word begins and closes where one ends.
_PAIRS = (
    re.compile(r"“(?P<inside>[^“”]*?)(?:”|(?=\n\s*\n)|\Z)"),
    re.compile(r"«(?P<inside>[^«»]*?)(?:»|(?=\n\s*\n)|\Z)"),
    re.compile(r"„(?P<inside>[^„“”]*?)(?:[“”]|(?=\n\s*\n)|\Z)"),
    re.compile(r"(?<![\w\"])\"(?=[\w$€£'‘\[(…])(?P<inside>[^\"“”]*?)(?:\"|(?=\n\s*\n)|\Z)"),
    re.compile(r"(?<!\w)‘(?P<inside>(?:[^‘’\n]|(?<=\w)’(?=\w))*?)’(?!\w)"),
    # A line that begins with a dash says who is quoted.
    re.compile(r"(?m)^>(?!{0})[ \t]?(?P<inside>[^\n]*(?:\n>(?!{0})[^\n]*)*)".format(r"[ \t]*[—–]")),
)


def quoted_passages(text: str) -> tuple[list[Span], int]:
    """Return what stands in quotation marks, in order, and how many were too short to trace.

    Marks are not part of a passage, and none stands in another: of two the outer one counts.
    Paragraphs behind ``>`` are quotations too, without a last line "— who said it".

    >>> draft = 'She said “we will win it” and called it a “plan”.'
    >>> [span.of(draft) for span in quoted_passages(draft)[0]], quoted_passages(draft)[1]
    (['we will win it'], 1)
    >>> [span.of(text) for text in ["> We will win it.\\n>\\n> — A. Coach, 2011\\n"]
    ...  for span in quoted_passages(text)[0]]
    ['We will win it.\\n>']
    """
    found = sorted(
        (
            Span(*match.span("inside"))
            for pattern in _PAIRS
            for match in pattern.finditer(text)
            if match["inside"].strip()
        ),
        key=lambda span: (span.start, -span.end),
    )
    outer: list[Span] = []
    for span in found:
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    long = [span for span in outer if len(folded(text, span.start, span.end)) >= SHORTEST]
    return long, len(outer) - len(long)

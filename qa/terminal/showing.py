"""Text of others on a terminal: shown, and never obeyed."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.contract.answer import ArticleReference, Quote


def shown(text: str) -> str:
    """Return text that a terminal shows and does not obey.

    Line breaks become spaces; other control and direction-changing characters a visible mark.
    """
    return "".join(
        " " if character in "\r\n\t\u2028\u2029" else "\ufffd" if _acts(character) else character
        for character in text
    )


def _acts(character: str) -> bool:
    """Tell whether a terminal would act on a character: controls and bidirectional overrides."""
    return unicodedata.category(character) == "Cc" or unicodedata.bidirectional(character) in (
        "LRE RLE LRO RLO PDF LRI RLI FSI PDI".split()
    )


def place(article: "ArticleReference", quote: "Quote") -> str:
    """Return where a quote stands: the source, and its code points in it."""
    return f"{shown(article.source)} [{quote.start}:{quote.end}]"

"""What a greeting is answered with: one line, with questions that this collection answers."""

from collections.abc import Sequence

from qa.answer.abstention import NO_ARTICLES

MOST_EXAMPLES = 2
"""Questions in the line."""

ASK_ABOUT = "Ask about"
"""What the line begins with where there is something to ask about."""


def help_line(articles: int, examples: Sequence[str]) -> str:
    """Return the line; ``examples`` are questions that the collection answers, maybe none.

    >>> help_line(5, ["Who is Qian Lihua?"])
    'Ask about the 5 articles of this collection, for example: “Who is Qian Lihua?”'
    """
    if not articles:
        return NO_ARTICLES
    held = "the one article" if articles == 1 else f"the {articles:,} articles"
    quoted = " or ".join(f"“{example}”" for example in examples[:MOST_EXAMPLES])
    asked = f"{ASK_ABOUT} {held} of this collection"
    return f"{asked}, for example: {quoted}" if quoted else f"{asked}: who, what, when, where, why?"

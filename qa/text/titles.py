"""Titles and offices that stand before a name, lower-case."""

TITLES = frozenset(
    """
    mr mrs ms miss dr sir lady lord president minister secretary general senator king queen
    prince princess pope chancellor governor mayor colonel captain admiral lieutenant major
    professor judge justice ambassador spokesman spokeswoman chairman chairwoman chief director
    """.split()
)

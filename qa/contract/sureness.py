"""How sure an answer is, in words for people: from the measured share, never from a raw number.

``web/static/js/words.js`` is its twin.
"""

# From the least share, of a hundred answers this sure, that deserves the words. The bounds are
# the product's; the words are what people take such odds to mean.
BANDS = (
    (97, "almost certain"),
    (90, "very likely"),
    (70, "likely"),
    (45, "about even"),
    (0, "doubtful"),
)


def in_words(right_of_hundred: int | None) -> str:
    """Return a share of right answers in words; empty where none was measured.

    >>> [in_words(share) for share in (91, 45, 0, None)]
    ['very likely', 'about even', 'doubtful', '']
    """
    if right_of_hundred is None:
        return ""
    return next(words for least, words in BANDS if right_of_hundred >= least)


def meaning(right_of_hundred: int | None) -> str:
    """Return what the words stand on, as a sentence; empty where nothing was measured.

    >>> meaning(91)
    'Of answers this sure, 91 in 100 were right on our test.'
    """
    if right_of_hundred is None:
        return ""
    return f"Of answers this sure, {right_of_hundred} in 100 were right on our test."

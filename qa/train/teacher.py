"""A trained verifier as teacher: what it takes for an answer where nothing answers is a mistake.

A verifier is quick (some milliseconds a text), a reader quicker: of the texts near a question in
words the reader chooses those that the teacher reads, as it does when people ask.
"""

from collections.abc import Callable, Sequence

from qa.contract.article import Span

READ = 3
"""Texts that the teacher reads of a question's: those of them that the reader likes best."""
FOOLED = -2.0
"""Margins of the teacher from which it does not refuse: there it has something to learn."""
LONGEST = 480
"""Code points of a text, at most: what training shows of it whole."""

Teacher = Callable[[str, Sequence[str]], Sequence[tuple[float, Span]]]
"""The teacher's margin for each text and its best span there, best wherever it stands."""
Likes = Callable[[str, Sequence[str]], Sequence[float]]
"""How much a reader likes its best span of each text for a question: bigger is better."""


def likeliest(
    question: str, texts: Sequence[str], teacher: Teacher, likes: Likes
) -> tuple[float, str, Span]:
    """Return the teacher's best margin among the texts that the reader likes best, and where.

    There must be a text.
    """
    liked = likes(question, texts)
    shown = [texts[n] for n in sorted(range(len(texts)), key=lambda n: -liked[n])[:READ]]
    judged = zip(teacher(question, shown), shown, strict=True)
    (margin, span), text = max(judged, key=lambda pair: pair[0][0])
    return margin, text, span

"""A word that the collection does not have: misspelt, or simply absent?

Two readings compete. Another word was meant and an error made; or this word was meant, and has to
stay, for the honest answer to it is no. Each has a probability, how common the word is times how
likely the error: the noisy channel of Kernighan, Church and Gale, COLING 1990. A word in no
dictionary may still be a name; the longer, the less likely it is by chance so near another word.

Of 1,299 questions about other things, asked of 328 news articles, 3 have a word read wrongly; of
674 asked of 10,051 articles, 5. A dozen words that they misspell themselves are read rightly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from qa.index.view import View
from qa.question.typing_errors import meant
from qa.text.dictionary import share_of_english
from qa.text.folding import folded
from qa.text.question_words import QUESTION_WORD
from qa.text.words import stems, words

CLEARLY = 3.0
"""How much likelier a reading has to be than the next one."""

WORDS_OF_PASSAGE = 100
"""Different words of a passage: one that stands in each is one of so many."""

ENOUGH_PASSAGES = 1000
"""A word is counted up to so many passages."""

ASKING = 0.01
"""The share of "what" or "which" among the words of questions."""

UNKNOWN_NAMES, UNKNOWN_WORDS = 0.02, 0.002
"""The share of names, and of other words, in questions that no dictionary has."""

LETTER = 0.05
"""How likely a letter is after those before it, in a word that nobody knows."""

OTHER_CASE = 0.1
"""How much less likely a name is meant by a small word among large ones, or the reverse."""

NEAREST, ELSEWHERE = 20, 0.1
"""Passages nearest to the rest of the question, and how much less likely a word is meant that
stands in none of them."""

LOOKED_AT = 5
"""Passages in which a word is looked up to see how it is written."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A word as typed, and how: ``cased`` among small and large words, ``named`` large inside them.

    ``rest`` are the other words of the question.
    """

    typed: str
    rest: str
    cased: bool
    named: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word that may be meant; ``written`` is empty where the collection does not have it."""

    word: str
    written: str
    likely: float


def read_as(view: View, doubtful: Doubtful) -> str | None:
    """Return the word of the collection that is meant, as it writes it; None when none clearly is.

    A word that the collection has in any form is never another one.
    """
    word = folded(doubtful.typed)
    if view.passages_with(word, 1):
        return None
    unknown = UNKNOWN_NAMES if doubtful.named or not doubtful.cased else UNKNOWN_WORDS
    as_typed = max(share_of_english(word), unknown * LETTER ** len(word))
    readings = sorted(
        _readings(view, doubtful, word, as_typed), key=lambda each: (-each.likely, each.word)
    )
    if not readings or not readings[0].written:
        return None
    best = readings[0]
    rivals = [each.likely for each in readings if not stems(each.word) & stems(best.word)]
    if best.likely < CLEARLY * max([as_typed, *rivals]):
        return None
    large = doubtful.typed[0].isupper() and best.written.islower()
    return best.written.capitalize() if large else best.written


def _readings(view: View, doubtful: Doubtful, word: str, as_typed: float) -> Iterator[_Reading]:
    """Yield the words one error away that may be likelier than the word as it was typed."""
    near = [number for number, _ in view.matching(doubtful.rest, NEAREST)]
    for other, odds in meant(word).items():
        common = share_of_english(other)
        if odds * max(common, 1 / WORDS_OF_PASSAGE) < CLEARLY * as_typed:
            continue
        passages = view.passages_with(other, ENOUGH_PASSAGES)
        forms = _forms(view, other) if passages else []
        there = [form for form in forms if folded(form) == other]
        if not forms or not (there or common):
            if common:
                yield _Reading(other, "", common * odds)
            continue
        share = passages / view.passage_count / WORDS_OF_PASSAGE
        if QUESTION_WORD.fullmatch(other):
            share = max(share, ASKING)
        if not there:
            # another form of its stem is there: as much of it as this form has in English
            share *= common / (common + sum(map(share_of_english, map(folded, forms))))
        likely = odds * (share if doubtful.named else max(share, common))
        small, large = forms[0].islower(), not forms[-1].islower()
        if not (large if doubtful.named else small or not doubtful.cased):
            likely *= OTHER_CASE
        if near and not view.matching(other, 1, near):
            likely *= ELSEWHERE
        yield _Reading(other, there[0] if there else other if small else other.title(), likely)


def _forms(view: View, word: str) -> list[str]:
    """Return a word and others of its stem as the nearest passages write them, small ones first.

    The index has coarser stems, to which "ties" is a form of "tis".
    """
    nearest = view.passages([number for number, _ in view.matching(word, LOOKED_AT)])
    stem = stems(word)
    forms = {form for passage in nearest for form in words(passage.text) if stems(form) == stem}
    return sorted(forms, key=lambda form: (not form.islower(), form.isupper(), form))

"""The terms of a question that found no answer: which of them the collection has, and how often."""

import re
from collections.abc import Sequence

from qa.contract.candidates import Hit
from qa.dates.expressions import find_expressions
from qa.index.view import View
from qa.question.question import Question, numbers_in
from qa.text.dictionary import share_of_english
from qa.text.folding import folded
from qa.text.question_words import AUXILIARIES, QUESTION_WORD
from qa.text.words import STOP_WORDS, compared_words, content_words, words

MAX_NAMED = 4
"""Terms named in one sentence; more would not help a person to ask again."""

MANY = 100
"""Passages that are looked through for a name; as many articles are said to be many."""

TOO_COMMON = 5e-5
"""Share of English texts from which on a word names nothing: "many" and "take" are above it."""

KIN, KIN_ENDING = 5, 3
"""Letters that two words of one family begin with, and those at the end in which they differ."""

_ASKING = frozenset(
    "tell summarize summarise compare describe explain list show happen happened happens".split()
)

_COUNTABLE = re.compile(r"[0-9]{1,18}")  # no count is longer, and Python reads none of 4,300


def of_terms(view: View, question: Question, hits: Sequence[Hit] = ()) -> list[str]:
    """Return in sentences which terms no article mentions, and how many name the others.

    A word whose kin the passages found have is not said to be missing: "settled" beside "reached a
    settlement".
    """
    absent, present = [], []
    for forms in (*((name,) for name in question.names), *_numbers(question)):
        articles = max(articles_naming(view, form) for form in forms)
        if articles:
            present.append((forms[0], articles))
        elif all(_is_absent(view, form) for form in forms):
            absent.append(forms[0])
    said = {word for name in question.names for word in content_words(name)}
    absent += [
        word
        for word in content_words(question.wording)
        if word not in said
        and _names_something(word)
        and not view.passages_with(word, 1)
        and not _has_kin(word, hits)
    ]
    sentences = []
    if absent:
        sentences.append(f"No article mentions {_either(absent[:MAX_NAMED])}.")
    if present:
        counted = (f"“{name}” in {_count(each)}" for name, each in present[:MAX_NAMED])
        sentences.append(f"Named: {', '.join(counted)}.")
    return sentences


def _numbers(question: Question) -> list[tuple[str, ...]]:
    """Return the numbers asked for, each as it was typed, then in the other forms it has in texts.

    The year of an earlier question is a time, which is not looked for in words.
    """
    times = {
        number
        for term in question.context
        for time in find_expressions(term.text)
        for number in numbers_in(time.text)
    }
    return [_forms(number, question.wording) for number in question.numbers if number not in times]


def _forms(number: str, wording: str) -> tuple[str, ...]:
    """Return a number without and with separators, first as it stands in the question."""
    separated = _figures(number)
    first = number if number in wording else separated
    return tuple(dict.fromkeys((first, number, separated)))


def _is_absent(view: View, name: str) -> bool:
    """Tell whether a word of a name stands in no passage."""
    return any(not view.passages_with(word, 1) for word in content_words(name))


def articles_naming(view: View, name: str) -> int:
    """Return how many articles have the words of a name one after the other, ``MANY`` at most."""
    wanted = _plain(name)
    nearest = view.passages([number for number, _ in view.matching(name, MANY)])
    naming = [
        passage.article_id
        for passage in nearest
        if wanted in _plain(passage.text)
        or wanted in _plain(view.reference(passage.article_id).title)
    ]
    return MANY if len(naming) == MANY else len(set(naming))


def _plain(text: str) -> str:
    """Return the words of a text between single spaces, to find some of them in a row."""
    return f" {' '.join(words(folded(text)))} "


def _count(articles: int) -> str:
    if articles >= MANY:
        return "many articles"
    return f"{articles} {'article' if articles == 1 else 'articles'}"


def _names_something(word: str) -> bool:
    """Tell whether a word is one that an article on the subject would have."""
    if word in STOP_WORDS | AUXILIARIES | _ASKING or QUESTION_WORD.fullmatch(word):
        return False
    return word.isalpha() and len(word) > 1 and share_of_english(word) < TOO_COMMON


def _has_kin(word: str, hits: Sequence[Hit]) -> bool:
    """Tell whether a passage has another word that begins like a word."""
    start = folded(word)[: max(KIN, len(word) - KIN_ENDING)]
    return len(start) >= KIN and any(
        other.startswith(start) for hit in hits for other in compared_words(hit.passage.text)
    )


def _figures(number: str) -> str:
    """Return a number with separators from a thousand on."""
    return f"{int(number):,}" if _COUNTABLE.fullmatch(number) else number


def _either(terms: Sequence[str]) -> str:
    """Join quoted terms: “a”, “b” or “c”."""
    quoted = [f"“{term}”" for term in terms]
    return " or ".join([*filter(None, [", ".join(quoted[:-1])]), quoted[-1]])

"""No answer, said in words: what the collection covers, and what was not found in it."""

import sqlite3

from qa.contract.candidates import Extract, Hit
from qa.dates.fit import STATED, fit, fit_of_passage
from qa.dates.partial import in_words
from qa.dates.question import TimeScope
from qa.index import rows
from qa.retrieve.scoped import Retrieved
from qa.text.words import STOP_WORDS, question_stems, stems, words

# Missing words named in the reason; more would not help a person to ask again.
MAX_MISSING = 5


def reason(connection: sqlite3.Connection, retrieved: Retrieved, left: int | None) -> str:
    """Return why there is no answer, in a few sentences for a person.

    ``left`` is how many articles the filters left to search, None without a filter.
    """
    question, scope, hits = retrieved.wording, retrieved.scope, retrieved.hits
    articles = list(rows.references(connection))
    if not articles:
        return "The collection holds no articles yet. Add some with qa index."
    if len(articles) == 1:
        parts = ["The one article in this collection does not say."]
    else:
        parts = [f"The {len(articles):,} articles in this collection do not say."]
    if left is not None:
        parts.append(f"Only {left:,} of them fit the period and the sources that were set.")
    found: frozenset[str] = frozenset().union(*(stems(hit.passage.text) for hit in hits))
    missing = [word for word in _words(question) if question_stems(word) - found]
    if missing and hits:
        named = ", ".join(f"“{word}”" for word in missing[:MAX_MISSING])
        parts.append(f"Nothing near the question mentions {named}.")
    elif scope is not None and left != 0:
        if any(_tells_of(connection, scope, hit) for hit in hits):
            parts.append(f"What they tell of that time ({scope.words}) was not found to answer it.")
        else:
            parts.append(f"Nothing near the question is known to be of that time ({scope.words}).")
    dates = sorted(article.published for article in articles if article.published)
    if dates:
        period = " to ".join(dict.fromkeys([in_words(dates[0]), in_words(dates[-1])]))
        parts.append(f"The collection covers {period}.")
        undated = len(articles) - len(dates)
        if undated:
            parts.append(
                f"{undated:,} {'article has' if undated == 1 else 'articles have'} no date."
            )
    return " ".join(parts)


def told_of_that_time(connection: sqlite3.Connection, retrieved: Retrieved) -> list[Extract]:
    """Return the sentences of the hits that state a time inside the one asked for.

    In the order of the hits, then of the text; the time they state stands where an answer would,
    and both scores are 0, for no reader chose them. Without a period asked for: none.
    """
    scope = retrieved.scope
    if scope is None:
        return []
    found = []
    for hit in retrieved.hits:
        times, _ = rows.passage_times(connection, hit.passage.id)
        for sentence in hit.passage.sentences:
            stated = [
                time.span
                for time in times
                if sentence.holds(time.span) and fit(scope, [time], None) == STATED
            ]
            if stated:
                found.append(Extract(hit.passage, stated[0], sentence, 0.0, 0.0))
    return found


def _tells_of(connection: sqlite3.Connection, scope: TimeScope, hit: Hit) -> bool:
    """Tell whether a passage, or its article's date, is known to be of the time asked for."""
    times, published = rows.passage_times(connection, hit.passage.id)
    return fit_of_passage(scope, times, published) == STATED


def _words(question: str) -> list[str]:
    """Return the words of a question that are worth naming, as typed, each once."""
    asked = dict.fromkeys(words(question))
    return [word for word in asked if word.lower() not in STOP_WORDS]

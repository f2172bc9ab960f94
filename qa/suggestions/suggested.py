"""Questions that a collection answers, drafted from its articles and each tried by asking it."""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import islice

from qa.contract.answer import Answer
from qa.index import rows
from qa.suggestions.drafts import Draft, choose, draft_questions

# Suggested questions, and how many drafts, from how many articles, are tried for them: each trial
# is a question asked.
SUGGESTIONS = 4
DRAFTS = 16
SUGGESTED_ARTICLES = 60


def drafted(connection: sqlite3.Connection) -> list[Draft]:
    """Return the questions that the first articles draft, those of one after the other."""
    return [
        draft
        for each in islice(rows.references(connection), SUGGESTED_ARTICLES)
        for draft in draft_questions(
            rows.article(connection, each.id),
            rows.sentences(connection, each.id),
            rows.time_expressions(connection, each.id),
        )
    ]


def suggested(drafts: Sequence[Draft], ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """Return a few of the drafts that are answered with the sentence each was drafted from."""

    def answers(draft: Draft) -> bool:
        citations = ask(draft.question).citations
        return bool(citations) and (
            (citations[0].article.id, citations[0].quote.start)
            == (draft.article_id, draft.sentence.start)
        )

    return tuple(
        draft.question for draft in choose(drafts, answers, most=SUGGESTIONS, tries=DRAFTS)
    )

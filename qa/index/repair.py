"""What is wrong with an index made right, as far as it can be made again from the stored texts."""

from collections.abc import Sequence

from qa.index import collection
from qa.index.check import Part, Problem
from qa.index.passage_rows import rebuild_words
from qa.index.refresh import Watched, remake_articles
from qa.index.store import Store
from qa.index.totals import put_total, recount
from qa.index.vectors_file import FILE
from qa.protocols import Embedder


def repair(
    store: Store, embedder: Embedder, problems: Sequence[Problem], watched: Watched = iter
) -> None:
    """Mend what can be made again; a text that is damaged cannot, and needs a backup.

    :raises IndexUnwritable: when it could not be written; what was mended until then stays.
    """
    parts: set[Part] = {problem.part for problem in problems}
    if "order" in parts:
        with store.writing() as connection:
            connection.execute("REINDEX")
    if "words" in parts or "derived" in parts:
        # first of all: FTS5 has to be told exactly the words that it is to forget
        with store.writing() as connection:
            rebuild_words(connection)
    if "sources" in parts:
        with store.writing() as connection:
            for article_id in _articles(problems, "sources"):
                collection.settle(connection, article_id)
    remake_articles(store, embedder, _articles(problems, "derived"), watched)
    if parts & {"totals", "derived", "sources"}:
        with store.writing() as connection:
            put_total(connection, recount(connection))
    if "vectors" in parts:
        (store.folder / FILE).unlink(missing_ok=True)


def _articles(problems: Sequence[Problem], part: Part) -> list[str]:
    """Return the ids of the articles that have a problem in this part, each once."""
    ids = {key for problem in problems if problem.part == part for key in problem.articles}
    return sorted(ids)

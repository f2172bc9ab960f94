"""Articles into and out of a collection: each change in one transaction that covers all of it.

Texts are the identity: the same text is the same article. A source (``sources.py``) holds one text
at a time: with another one it holds that, and the one before is kept to be read and verified, but
is not asked. An article that no source holds or held is gone.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from qa.contract.article import Article
from qa.dates.anchors import dated
from qa.errors import ArticleError, ArticleNotFound
from qa.index import article_rows, conventions, rows, sources
from qa.index.derive import Prepared, prepare
from qa.index.passage_rows import passage_vectors
from qa.index.refresh import refresh
from qa.index.sources import Source
from qa.index.store import Store
from qa.protocols import Embedder

Outcome = Literal["added", "updated", "unchanged", "duplicate", "renamed"]


def put(store: Store, embedder: Embedder, article: Article, origin: str | None = None) -> Outcome:
    """Let the source at ``origin`` hold ``article``; return what that did.

    ``origin`` is the resolved path of its file; without one it is an upload, and its url says
    where it came from, if it has one.

    :raises IndexUnwritable: when it could not be written; nothing was changed then.
    """
    known = stored(store, article, origin)
    if known:
        return known
    done = add_article(store, prepared(store, embedder, article), origin)
    refresh(store, embedder)
    return done


def prepared(store: Store, embedder: Embedder, article: Article) -> Prepared:
    """Return what goes into the store of an article; what is embedded already is taken from it."""
    with store.reading() as connection:
        vectors = passage_vectors(connection, article.id)
        day_first = conventions.day_first(connection, article)
    return prepare(article, embedder, vectors, day_first)


def stored(store: Store, article: Article, origin: str | None) -> Outcome | None:
    """Tell what adding ``article`` would find: None when there is something to do.

    "unchanged": the same text with the same metadata from the same place. "duplicate": the same
    text is known from another place first.
    """
    with store.reading() as connection:
        source = _source_of(connection, article, origin)
        holding = sources.holders(connection, article.id)
        if source is None:
            return "duplicate" if origin is None and holding else None
        if (
            source not in holding
            or source.origin != _place(article, origin)
            or sources.stated(connection, source.id, article.text) != article
        ):
            return None
        return "unchanged" if source == holding[0] else "duplicate"


def add_article(store: Store, made: Prepared, origin: str | None) -> Outcome:
    """Let the source at ``origin`` hold an article, in one transaction; return what that did.

    :raises IndexUnwritable: when it could not be written; nothing was changed then.
    """
    article = made.article
    with store.writing() as connection:
        source = _source_of(connection, article, origin)
        held = sources.holders(connection, article.id)
        if not held:
            article_rows.write(connection, made)
        if source is None:
            if held and origin is None:
                return "duplicate"
            sources.add_source(connection, article, _place(article, origin))
            settle(connection, article.id, made)
            return "duplicate" if held else "added"
        sources.change_source(connection, source, article, _place(article, origin))
        settle(connection, article.id, made)
        if source.article_id != article.id:
            settle(connection, source.article_id)
        moved = source.path and origin and source.origin != origin
        return "renamed" if moved else "updated"


def remove_article(store: Store, article_id: str) -> None:
    """Take an article, and every source that holds it, out of the collection.

    What these sources held before goes with them.

    :raises ArticleNotFound: when there is none with that id.
    :raises IndexUnwritable: when it could not be written; nothing was changed then.
    """
    with store.writing() as connection:
        rows.article(connection, article_id)
        sources.forget_revisions(connection, article_id)
        _delete(connection, sources.holders(connection, article_id), {article_id})


def remove_sources(store: Store, gone: Iterable[Source]) -> None:
    """Take sources, and what only they hold or held, out of the collection.

    :raises IndexUnwritable: when it could not be written; nothing was changed then.
    """
    with store.writing() as connection:
        _delete(connection, gone, set())


def _delete(connection: sqlite3.Connection, gone: Iterable[Source], touched: set[str]) -> None:
    """Delete sources; settle what they hold or held, and what is ``touched`` besides."""
    for source in gone:
        touched = touched | sources.delete_source(connection, source.id)
    for article_id in sorted(touched):
        settle(connection, article_id)


def find_sources(connection: sqlite3.Connection, wanted: str) -> list[Source]:
    """Return the sources that a person means by an article id, a path, an address or a name.

    :raises ArticleNotFound: when there is none.
    :raises ArticleError: when that is the name of several files.
    """
    found = (
        sources.holders(connection, wanted)
        or sources.sources_under(connection, Path(wanted).resolve())
        or sources.sources_under(connection, wanted)
        or sources.sources_named(connection, wanted)
    )
    if not found:
        raise ArticleNotFound(
            f"no article with the id or source {wanted[:80]!r} in this collection. "
            "qa articles lists those it holds."
        )
    origins = sorted({source.origin or "an upload" for source in found})
    if len(origins) > 1 and all(source.name == wanted for source in found):
        raise ArticleError(
            wanted, f"this is the name of several sources; name one of {', '.join(origins[:9])}"
        )
    return found


def settle(connection: sqlite3.Connection, article_id: str, made: Prepared | None = None) -> None:
    """Bring an article up to what its sources say: who holds it, and what the first one states.

    ``made`` is used where it is just that; else what is derived is made again later.
    """
    holding = sources.holders(connection, article_id)
    if not holding and sources.was_held(connection, article_id):
        article_rows.retire(connection, article_id)
    elif not holding:
        article_rows.delete(connection, article_id)
    else:
        article = rows.article(connection, article_id)
        first = sources.stated(connection, holding[0].id, article.text)
        shown = dated(first, conventions.day_first(connection, first))
        if article == shown and rows.is_current(connection, article_id):
            return
        if made and made.article == first:
            article_rows.write(connection, made)
        else:
            article_rows.restate(connection, first)


def _place(article: Article, origin: str | None) -> str | None:
    """Return where a source is: its file, else its address, if it has one."""
    return origin or article.url


def _source_of(
    connection: sqlite3.Connection, article: Article, origin: str | None
) -> Source | None:
    """Return the source that an article comes from, if it is known.

    It is known by its place. A file that is new and has the text of one that is gone is that one
    renamed; one that has the text of an upload is where the upload lives from now on. An upload
    that has the text of another one is that one.
    """
    place = _place(article, origin)
    source = sources.source_at(connection, place, article.item)
    if source:
        return source
    for holder in sources.holders(connection, article.id):
        if holder.path is None:
            if origin or holder.origin is None:
                return holder
        elif origin and holder.item == article.item and sources.is_gone(holder.path):
            return holder
    return None

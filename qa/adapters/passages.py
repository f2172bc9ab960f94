"""What the retrievers share: where passages come from, and what is said of each."""

from typing import Any, Protocol, Unpack

from qa.contract.search import DEFAULT_PASSAGES, PassageSearch, ScoredPassage, SearchSettings


class Collection(Protocol):
    """What can be searched: an ``Assistant`` here, or a ``Client`` of a server elsewhere."""

    def search(
        self, query: str, *, most: int = DEFAULT_PASSAGES, **settings: Unpack[SearchSettings]
    ) -> PassageSearch:
        """Return the passages nearest to a question or some words."""
        ...


def identity(found: ScoredPassage) -> str:
    """Return what names a passage: the same place of the same text has the same name."""
    return f"{found.article.id}:{found.passage.start}-{found.passage.end}"


def metadata(found: ScoredPassage) -> dict[str, Any]:
    """Return where a passage stands: ``article.text[start:end]`` is its text, in code points.

    ``sha256`` is that of the article's UTF-8 text; ``url`` and ``published`` may be None.
    """
    article, passage = found.article, found.passage
    return {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "sha256": article.sha256,
        "start": passage.start,
        "end": passage.end,
    }

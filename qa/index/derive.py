"""What is derived from the text of an article: sentences, passages, vectors, times.

All of it can be made again from what is stored, and is, when the code that makes it changed. This
file touches no store: ``article_rows.py`` writes what is made here, ``refresh.py`` makes it again.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.contract.article import Article, Span, TimeExpression
from qa.dates.anchors import article_times, dated, order_alone
from qa.index.settings import TITLE_TOKENS
from qa.ingest.passages import passages
from qa.ingest.sentences import sentences
from qa.protocols import Embedder

DERIVED = "9"
"""Version of the code that makes sentences, passages and times. Raise it when they come out
differently for the same text: every index is brought up to it when it is next opened for writing.
A test compares them with what this version made."""

# Of the embedder's window: what two special tokens and the line break to the headline take.
RESERVED_TOKENS = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything of one article that goes into the store; made without touching the store."""

    article: Article
    sentences: tuple[Span, ...]
    passages: tuple[Span, ...]
    vectors: NDArray[np.float32]
    times: tuple[TimeExpression, ...]
    day_first: bool | None = None

    def passage_vectors(self) -> dict[int, bytes]:
        """Return the vector of each passage, little-endian float32, by passage id."""
        return {
            passage_id(self.article.id, self.article.title, span): vector.astype("<f4").tobytes()
            for span, vector in zip(self.passages, self.vectors, strict=True)
        }


def prepare(
    article: Article,
    embedder: Embedder,
    known: Mapping[int, bytes] | None = None,
    day_first: bool | None = None,
) -> Prepared:
    """Cut an article into sentences and passages, embed these, and find its times.

    One article is embedded by itself, so that its vectors do not depend on what came with it.
    ``known`` are the vectors of this embedder that the store has for the article, by passage id:
    they are taken when the passages are still the same ones. ``day_first`` tells of dates in
    figures what other articles do.
    """
    story = sentences(article.text, article.left_out)
    title = _short_title(article.title, embedder)
    limit = embedder.max_tokens - RESERVED_TOKENS - TITLE_TOKENS
    cut = passages(article.text, story, article.left_out, embedder.count_tokens, limit)
    spans = tuple(span for span, _ in cut)
    ids = [passage_id(article.id, article.title, span) for span in spans]
    if known and known.keys() == set(ids):
        joined = b"".join(known[number] for number in ids)
        vectors = np.frombuffer(joined, dtype="<f4").reshape(len(ids), -1)
    else:
        vectors = embedder.encode_passages([f"{title}\n{span.of(article.text)}" for span in spans])
    times = article_times(dated(article, day_first), story, day_first)
    return Prepared(article, tuple(story), spans, vectors, tuple(times), day_first)


def unasked(article: Article) -> Prepared:
    """Return what is kept of an article that is read and verified but not asked: no passages."""
    story = sentences(article.text, article.left_out)
    none = np.zeros((0, 0), dtype=np.float32)
    own = order_alone(article)
    times = article_times(dated(article, own), story, own)
    return Prepared(article, tuple(story), (), none, tuple(times), own)


def passage_id(article_id: str, title: str, span: Span) -> int:
    """Return a positive 63-bit id that is the same whenever and wherever it is computed.

    Two of a million passages share one with a probability of 1 in 18 million; the primary key
    would refuse the article then.
    """
    key = json.dumps([article_id, title, span.start, span.end])
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) >> 1


def _short_title(title: str, embedder: Embedder) -> str:
    """Return as much of the start of a headline as fits beside a passage."""
    short = title[: TITLE_TOKENS * 4]
    while embedder.count_tokens([short])[0] > TITLE_TOKENS:
        short = short[: len(short) * 3 // 4]
    return short

"""How well quotations are traced: excerpts of stories, as they are, altered, spliced, and foreign.

The collection is a file of stories (see ``dated_stories.py``). The rule: a generator with a fixed
seed takes a story with at least ``LONGEST`` words, and of it an excerpt of ``SHORTEST`` to
``LONGEST`` words as they stand. It is traced as it is; once more with one word, any, replaced by
one of another story; and every fourth with another excerpt behind it, as one quotation. Excerpts of
a file of texts that are not in the collection are taken and traced in the same way.
"""

import contextlib
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.contract.answer import TextSpan
from qa.contract.article import Article
from qa.contract.tracing import QuoteTrace
from qa.errors import ArticleError
from qa.evaluate.dated_stories import dated_stories, texts
from qa.index.collection import add_article, stored
from qa.index.derive import Prepared
from qa.index.settings import settings
from qa.index.store import Store, create_store
from qa.ingest.articles import article_from_text
from qa.ingest.passages import passages
from qa.ingest.sentences import sentences
from qa.protocols import Vectors
from qa.terminal.progress import watched
from qa.trace.folding import folded
from qa.trace.tracer import Tracer

EXCERPTS = 1600
# One of so many is also traced as half of a splice; of foreign ones there are as many.
EVERY = 4
SHORTEST, LONGEST = 10, 40
SEED = 1987
# Words by which a seam may lie beside where it is: "the" ends one and stands before the other.
BESIDE = 1

# Word pieces of a passage and pieces in a word of news, as the shipped embedder has them nearly:
# tracing needs words, not vectors.
PASSAGE_TOKENS = 212
PIECES = 1.3

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class TracingFigures:
    """Shares of excerpts with the right verdict at the right place.

    ``exact``: every place has the words of the excerpt; ``altered_found``: traced to the story;
    ``altered_marked``: and exactly the one word is marked, beside the one it replaced; ``spliced``:
    two pieces, each of its story, cut where it was cut or a word beside; ``foreign_absent``: said
    to be nowhere. Times are of one quotation, in milliseconds.
    """

    stories: int
    excerpts: int
    exact: float
    altered_found: float
    altered_marked: float
    spliced: float
    foreign_absent: float
    median_ms: float
    p95_ms: float


class NoEmbedder:
    """An ``Embedder`` that says nothing: for collections in which nobody asks a question."""

    name = "none@1"
    dimension = 1
    max_tokens = 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the same vector for all texts."""
        return np.ones((len(texts), 1), dtype=np.float32)

    encode_passages = encode

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return about as many pieces as the words of each text have."""
        return [round(PIECES * len(text.split())) for text in texts]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a ``story`` as they stand in it."""

    story: str
    text: str


@dataclass(frozen=True, slots=True)
class Altered:
    """``text`` is an ``excerpt`` in which the word ``old`` was replaced by ``new``."""

    excerpt: Excerpt
    text: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Quotations:
    """What is traced: as it stands, with a word replaced, two in one, and of other texts."""

    exact: tuple[Excerpt, ...]
    altered: tuple[Altered, ...]
    spliced: tuple[tuple[Excerpt, Excerpt], ...]
    foreign: tuple[str, ...]


def evaluate_tracing(
    file: Path, foreign: Path, index: Path | None = None, excerpts: int = EXCERPTS
) -> TracingFigures:
    """Put the stories of ``file`` into a collection (``index``, kept, if given) and trace.

    :raises ArticleError: when a file is not of the form.
    """
    articles, others = stories(file), texts(foreign)
    held = list(dict.fromkeys(article.text for article in articles))
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(index or Path(folder), settings(NoEmbedder())) as store,
    ):
        _fill(store, articles)
        return _measure(store, len(held), quotations(held, others, excerpts))


def stories(file: Path) -> list[Article]:
    """Return the stories of a file as articles, in its order; what cannot be one is left out.

    :raises ArticleError: when the file is not of the form.
    """
    articles = []
    for number, story in enumerate(dated_stories(file)):
        with contextlib.suppress(ArticleError):
            articles.append(
                article_from_text(
                    story["body"], f"{number}.txt", title=story["title"], published=story["date"]
                )
            )
    return articles


def _fill(store: Store, articles: Sequence[Article]) -> None:
    """Bring the stories in."""
    embedder = NoEmbedder()
    for article in watched(articles, "indexing"):
        if stored(store, article, None) is None:
            kept = tuple(sentences(article.text, article.left_out))
            cut = passages(
                article.text, kept, article.left_out, embedder.count_tokens, PASSAGE_TOKENS
            )
            spans = tuple(span for span, _ in cut)
            prepared = Prepared(article, kept, spans, embedder.encode([""] * len(spans)), ())
            add_article(store, prepared, None)


def quotations(held: Sequence[str], others: Sequence[str], excerpts: int) -> Quotations:
    """Return what is traced, always the same of the same texts."""
    chance = random.Random(SEED)
    taken = tuple(_excerpt(chance, held) for _ in range(excerpts))
    foreign = tuple(_excerpt(chance, others).text for _ in taken[::EVERY])
    altered = tuple(_altered(chance, one, _excerpt(chance, held)) for one in taken)
    spliced = tuple((one, _excerpt(chance, held)) for one in taken[::EVERY])
    return Quotations(taken, altered, spliced, foreign)


def _measure(store: Store, held: int, quoted: Quotations) -> TracingFigures:
    """Trace every quotation."""
    tracer = Tracer(store)
    times: list[float] = []

    def timed(quotation: str) -> QuoteTrace:
        started = time.perf_counter()
        traced = tracer.trace(quotation)
        times.append(1000 * (time.perf_counter() - started))
        return traced

    tracer.trace("nothing that any of these stories says")  # what is kept is made once
    exact = sum(timed(one.text).verdict == "exact" for one in watched(quoted.exact, "tracing"))
    marked = found = 0
    for one in watched(quoted.altered, "tracing altered ones"):
        traced = timed(one.text)
        here = [place for place in traced.places if place.quote.text in one.excerpt.story]
        found += traced.verdict == "altered" and bool(here)
        marked += any(
            [(each.kind, *_folds(each.quoted), *_folds(each.source)) for each in place.differences]
            == [("changed", *folded(one.new).words, *folded(one.old).words)]
            for place in here
        )
    spliced = sum(_spliced(timed, *both) for both in quoted.spliced)
    absent = sum(timed(text).verdict == "absent" for text in quoted.foreign)
    excerpts, foreign = len(quoted.exact), len(quoted.foreign)
    return TracingFigures(
        stories=held,
        excerpts=excerpts,
        exact=exact / excerpts,
        altered_found=found / excerpts,
        altered_marked=marked / excerpts,
        spliced=spliced / foreign,
        foreign_absent=absent / foreign,
        median_ms=statistics.median(times),
        p95_ms=statistics.quantiles(times, n=20)[-1],
    )


def _excerpt(chance: random.Random, texts: Sequence[str]) -> Excerpt:
    """Return an excerpt of a text that is long enough."""
    while True:
        text = chance.choice(texts)
        words = [match.span() for match in _WORD.finditer(text)]
        if len(words) >= LONGEST and len(folded(text)) >= LONGEST:
            length = chance.randint(SHORTEST, LONGEST)
            first = chance.randint(0, len(words) - length)
            inside = words[first : first + length]
            return Excerpt(text, text[inside[0][0] : inside[-1][1]])


def _altered(chance: random.Random, one: Excerpt, other: Excerpt) -> Altered:
    """Return an excerpt with one word replaced by one of another."""
    own, theirs = folded(one.text), folded(other.text)
    while True:
        n, m = chance.randrange(len(own)), chance.randrange(len(theirs))
        old = own.text[own.starts[n] : own.ends[n]]
        new = theirs.text[theirs.starts[m] : theirs.ends[m]]
        if own.words[n] != theirs.words[m] and new[0].isalnum():
            text = one.text[: own.starts[n]] + new + one.text[own.ends[n] :]
            return Altered(one, text, old, new)


def _folds(span: TextSpan | None) -> tuple[str, ...]:
    """Return the words of a span as they are compared."""
    return folded(span.text).words if span else ()


def _spliced(trace: Callable[[str], QuoteTrace], one: Excerpt, other: Excerpt) -> bool:
    """Tell whether two excerpts in one are taken apart where they were joined."""
    seam = len(one.text) + 1
    traced = trace(f"{one.text} {other.text}")
    if traced.verdict != "spliced" or len(traced.places) != 2:
        return False
    first, second = traced.places
    # the words at the seam may stand in the other story as well
    between = len(folded(f"{one.text} {other.text}", *sorted((seam, second.piece.start))))
    return first.quote.text in one.story and second.quote.text in other.story and between <= BESIDE

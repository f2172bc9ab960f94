"""Questions with known answers over a collection, in one form for every kind of text.

A set is what rank and confidence are fitted and measured on. Each kind has a loader of its own
beside this file: ``squad_set``, ``quiz_set``, ``attribution_set``, ``near_set``. Loaders are pure:
the same files give the same set, and what they cannot read is a ``SetError``.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.contract.article import Article
from qa.errors import SetError
from qa.evaluate.unpacked import unpacked
from qa.ingest.articles import article_from_text

# An answer that holds the gold text may have so many words more: a clause, not a paragraph.
WORDS_MORE = 15

TITLE_WORDS = 6

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SetQuestion:
    """One question of a set.

    ``golds`` are right answers, empty when nothing in the collection answers. ``group`` names what
    must stay on one side of a cross-validation. ``source`` restricts the question to the article
    of that source, None asks the whole collection.
    """

    text: str
    golds: tuple[str, ...]
    group: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A collection with its questions; ``kind`` is squad, quiz, attribution or near.

    ``right`` tells whether an answer text is right; it is False for a question without golds.
    """

    kind: str
    articles: tuple[Article, ...]
    questions: tuple[SetQuestion, ...]
    right: Callable[[SetQuestion, str], bool]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON objects, one a line, plain or gzip.

    :raises SetError: when it cannot be read or a line is no JSON object.
    """
    try:
        text = unpacked(path).decode("utf-8")
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise SetError(f"{path} cannot be read: {error}. Expected JSON lines in UTF-8.") from error
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise SetError(f"{path} holds no JSON objects. Expected one a line.")
    return rows


def paragraph(text: str, source: str, published: str | None = None) -> Article:
    """Return a paragraph without a headline as an article: its first words stand for one."""
    title = " ".join(text.split()[:TITLE_WORDS])
    return article_from_text(text, source, title=title, published=published)


def order_by_hash(texts: Sequence[str], seed: str) -> list[str]:
    """Return the texts in an order that looks random and is the same everywhere."""
    return sorted(texts, key=lambda text: hashlib.sha256(f"{seed}\n{text}".encode()).digest())


def place_by_hash(text: str, places: int) -> int:
    """Return a place from 0 to ``places`` - 1 that is the same for a text everywhere."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % places


def fold(text: str) -> str:
    """Return the words of a text in lower case without accents, one space between them.

    >>> fold("  The “São Tomé” plan's $5.2bn")
    'the sao tome plan s 5 2bn'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def holds(text: str, gold: str, more: int = WORDS_MORE) -> bool:
    """Tell whether a text holds the gold text, whole words, with at most ``more`` words more.

    >>> holds("the Houston Astros", "Houston Astros"), holds("Iraqi men", "Iraq")
    (True, False)
    """
    whole, part = fold(text), fold(gold)
    if not part or f" {part} " not in f" {whole} ":
        return False
    return len(whole.split()) - len(part.split()) <= more


def larger_part(text: str, gold: str) -> bool:
    """Tell whether a text is a part of the gold text and half of it or more, articles left out.

    Half by words or by letters; of "name, what it is" the name is enough.

    >>> larger_part("Jack Dorsey", "Twitter CEO Jack Dorsey"), larger_part("the", "the US")
    (True, False)
    >>> larger_part("Nashville", "Nashville, Tennessee"), larger_part("Tool", "Muse, Lee and Tool")
    (True, False)
    """
    head, comma, after = gold.partition(",")
    named = head if comma and "," not in after and " and " not in after else gold
    return any(_half(_bare(text), _bare(whole)) for whole in (gold, named))


def answers(text: str, golds: Sequence[str], more: int = WORDS_MORE) -> bool:
    """Tell whether a text holds a gold text, ``more`` words more at most, or is its larger part."""
    return any(holds(text, gold, more) or larger_part(text, gold) for gold in golds)


def _half(part: str, whole: str) -> bool:
    if not part or f" {part} " not in f" {whole} ":
        return False
    return 2 * len(part.split()) >= len(whole.split()) or 2 * len(part) >= len(whole)


def _bare(text: str) -> str:
    return " ".join(word for word in fold(text).split() if word not in ("a", "an", "the"))

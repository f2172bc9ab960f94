"""What happens to articles after they were cited, by rule, with what verification has to say."""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.contract.article import Span
from qa.ingest.articles import article_from_text
from qa.ingest.sentences import sentences
from qa.trace.folding import folded


@dataclass(frozen=True)
class Mutation:
    """``text`` is the article afterwards, None when it was removed; ``start`` where the words
    stand then; ``new`` is the word that was put in, ``old`` the one it replaced, "" for none."""

    name: str
    text: str | None
    state: str
    start: int | None = None
    old: str = ""
    new: str = ""
    ignored: tuple[str, ...] = ()


def citable(text: str) -> list[Span]:
    """Sentences that stand once in a text, of three words and more."""
    found = sentences(text, article_from_text(text, "x.txt").left_out)
    return [
        span for span in found if text.count(span.of(text)) == 1 and len(folded(span.of(text))) >= 3
    ]


def mutate(chance: random.Random, text: str, span: Span, others: Sequence[str]) -> Mutation:
    """One of the things below, drawn by chance; ``others`` are sentences of other articles."""
    others = [other for other in others if span.of(text) not in other]
    while True:
        kind = chance.choice(KINDS)
        mutation = kind(chance, text, span, chance.choice(others))
        if mutation is not None:
            return mutation


def _at(chance: random.Random, text: str, first: int, last: int) -> int:
    """A place between two words."""
    places = [m.start() for m in re.finditer(r"(?<=\s)\S", text[first:last])]
    return first + chance.choice(places) if places else first


def insert_before(chance: random.Random, text: str, span: Span, other: str) -> Mutation:
    at = _at(chance, text, 0, span.start)
    changed = f"{text[:at]}{other} {text[at:]}"
    return Mutation("insert before", changed, "moved", span.start + len(other) + 1)


def insert_after(chance: random.Random, text: str, span: Span, other: str) -> Mutation:
    at = _at(chance, text, span.end, len(text)) if span.end < len(text) else span.end
    if at == span.end:
        return Mutation("insert after", f"{text} {other}", "intact", span.start)
    return Mutation("insert after", f"{text[:at]}{other} {text[at:]}", "intact", span.start)


def _word(chance: random.Random, quote: str) -> tuple[int, int, str]:
    words = folded(quote)
    n = chance.randrange(len(words))
    return words.starts[n], words.ends[n], words.words[n]


def edit_inside(chance: random.Random, text: str, span: Span, other: str) -> Mutation | None:
    start, end, old = _word(chance, span.of(text))
    first, last, new = _word(chance, other)
    if new == old or not new[0].isalnum():
        return None
    inside = other[first:last]
    whole = text[: span.start + start] + inside + text[span.start + end :]
    return Mutation("edit inside", whole, "changed", None, text[span.start :][start:end], inside)


def edit_and_insert(chance: random.Random, text: str, span: Span, other: str) -> Mutation | None:
    edited = edit_inside(chance, text, span, other)
    if edited is None or edited.text is None:
        return None
    at = _at(chance, text, 0, span.start)
    whole = f"{edited.text[:at]}{other} {edited.text[at:]}"
    return Mutation("edit inside, insert before", whole, "changed", None, edited.old, edited.new)


def word_out(chance: random.Random, text: str, span: Span, other: str) -> Mutation | None:
    quote = span.of(text)
    start, end, _ = _word(chance, quote)
    if not start or end == len(quote.rstrip('.?!"”')):
        return None
    whole = text[: span.start + start] + text[span.start + end :].lstrip(" ")
    return Mutation("word out", whole, "changed", None, quote[start:end], "")


def word_in(chance: random.Random, text: str, span: Span, other: str) -> Mutation | None:
    start, _, _ = _word(chance, span.of(text))
    first, last, new = _word(chance, other)
    if not start or not new[0].isalnum():
        return None
    inside = other[first:last]
    whole = f"{text[: span.start + start]}{inside} {text[span.start + start :]}"
    return Mutation("word in", whole, "changed", None, "", inside)


def delete_sentence(chance: random.Random, text: str, span: Span, other: str) -> Mutation | None:
    whole = text[: span.start] + text[span.end :].lstrip(" ")
    return Mutation("delete sentence", whole, "gone") if len(whole.split()) > 5 else None


def delete_article(chance: random.Random, text: str, span: Span, other: str) -> Mutation:
    return Mutation("delete article", None, "gone")


def duplicate_after(chance: random.Random, text: str, span: Span, other: str) -> Mutation:
    at = _at(chance, text, span.end, len(text)) if span.end < len(text) else span.end
    whole = f"{text[:at]} {span.of(text)} {text[at:]}"
    return Mutation("duplicate after", whole, "intact", span.start)


def duplicate_before(chance: random.Random, text: str, span: Span, other: str) -> Mutation | None:
    at = _at(chance, text, 0, max(0, span.start - 80))
    quote = span.of(text)
    if at >= span.start - 80:
        return None
    whole = f"{text[:at]}{quote} {text[at:]}"
    return Mutation("duplicate before", whole, "moved", span.start + len(quote) + 1)


def same_bytes(chance: random.Random, text: str, span: Span, other: str) -> Mutation:
    encoding = chance.choice(["utf-16", "utf-8", "utf-32"])
    return Mutation(f"as {encoding}", text.encode(encoding).decode(encoding), "intact", span.start)


def line_ends(chance: random.Random, text: str, span: Span, other: str) -> Mutation | None:
    if "\r" in text or "\n" not in text:
        return None
    shift = text[: span.start].count("\n")
    whole = text.replace("\n", "\r\n")
    if "\n" in span.of(text):
        return Mutation("line ends", whole, "changed", span.start + shift, ignored=("white space",))
    return Mutation("line ends", whole, "moved" if shift else "intact", span.start + shift)


def decomposed(chance: random.Random, text: str, span: Span, other: str) -> Mutation | None:
    whole = unicodedata.normalize("NFD", text)
    if whole == text or unicodedata.normalize("NFC", whole) != text:
        return None
    start = len(unicodedata.normalize("NFD", text[: span.start]))
    if unicodedata.normalize("NFD", span.of(text)) != span.of(text):
        return Mutation("decomposed", whole, "changed", start, ignored=("typography",))
    return Mutation("decomposed", whole, "intact" if start == span.start else "moved", start)


def elsewhere(chance: random.Random, text: str, span: Span, other: str) -> Mutation | None:
    words = [m for m in re.finditer(r"[a-z]{3,}", text) if m.end() < span.start - 40]
    if not words:
        return None
    word = chance.choice(words)
    whole = text[: word.start()] + word[0][::-1].upper() + text[word.end() :]
    return Mutation("edit elsewhere", whole, "intact", span.start)


KINDS: Sequence[Callable[[random.Random, str, Span, str], Mutation | None]] = (
    insert_before,
    insert_after,
    edit_inside,
    edit_and_insert,
    word_out,
    word_in,
    delete_sentence,
    delete_article,
    duplicate_after,
    duplicate_before,
    same_bytes,
    line_ends,
    decomposed,
    elsewhere,
)

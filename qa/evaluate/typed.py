"""Typed things of all kinds, judged by a key that was written before they were asked.

A line of the file is ``{in, typed, kind, answered, ...}``: the collection, what is typed, the
kinds of answer that are right, and whether there is one. What else it holds is for the key: see
``Key``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa.assistant import Assistant
from qa.contract.answer import Answer, Citation
from qa.errors import SetError
from qa.evaluate.sets import read_lines

ABOUT = 0.6
"""Share of the quotes that have to name the thing where a key says what they are about."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a typed thing must get.

    ``of``: every cited article's source begins with one of these. ``says``: of each group one is in
    a quote. ``nots``: in none. ``rows``: a label and what one of its row's quote says. ``parts``:
    fewest and most. ``first_of``: as ``of``, for the first citation. ``articles``: how many
    different ones at least. ``about``: most quotes hold one of these. ``reason``: all are in it.
    """

    collection: str
    typed: str
    kinds: tuple[str, ...]
    answered: bool
    of: tuple[str, ...] = ()
    says: tuple[tuple[str, ...], ...] = ()
    nots: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    parts: tuple[int, int] | None = None
    first_of: tuple[str, ...] = ()
    articles: int = 1
    about: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedAsked:
    """How it went: ``kind`` right or not, and what is wrong with the answer, "" for nothing."""

    key: Key
    answer: Answer
    kind: bool
    wrong: str


@dataclass(frozen=True, slots=True)
class TypedFigures:
    """Shares, 0 to 1, of all that was typed; ``both``: right kind and useful."""

    typed: int
    kind: float
    useful: float
    both: float
    by_kind: Mapping[str, float] = field(default_factory=dict)


def load_keys(file: Path) -> list[Key]:
    """Read a file of keys.

    :raises SetError: when it is not of the form.
    """
    try:
        return [_key(row) for row in read_lines(file)]
    except (KeyError, TypeError, ValueError) as error:
        raise SetError(
            f"{file} is no file of typed things: {error!r}. Expected in, typed, kind and answered "
            "a line."
        ) from error


def _key(row: Mapping[str, Any]) -> Key:
    several: dict[str, Any] = {
        name: tuple(row.get(other) or ())
        for name, other in [
            ("of", "of"),
            ("nots", "not"),
            ("first_of", "first_of"),
            ("about", "about"),
            ("reason", "reason"),
        ]
    }
    return Key(
        collection=str(row["in"]),
        typed=str(row["typed"]),
        kinds=tuple(row["kind"]),
        answered=bool(row["answered"]),
        says=tuple(map(tuple, row.get("says") or ())),
        rows=tuple((label, tuple(held)) for label, held in row.get("rows") or ()),
        parts=tuple(row["parts"]) if row.get("parts") else None,
        articles=int(row.get("articles") or 1),
        **several,
    )


def ask_typed(assistant: Assistant, keys: Iterable[Key]) -> list[TypedAsked]:
    """Ask what was typed into one collection, and judge it."""
    asked = []
    for key in keys:
        answer = assistant.ask(key.typed)
        asked.append(TypedAsked(key, answer, answer.kind in key.kinds, wrong(key, answer)))
    return asked


def figures(asked: Sequence[TypedAsked]) -> TypedFigures:
    """Return the shares; ``by_kind`` those of both, by the first kind that is right."""
    kinds = dict.fromkeys(each.key.kinds[0] for each in asked)
    return TypedFigures(
        typed=len(asked),
        kind=sum(each.kind for each in asked) / len(asked),
        useful=sum(not each.wrong for each in asked) / len(asked),
        both=_both(asked),
        by_kind={
            kind: _both([each for each in asked if each.key.kinds[0] == kind]) for kind in kinds
        },
    )


def _both(asked: Sequence[TypedAsked]) -> float:
    return sum(each.kind and not each.wrong for each in asked) / len(asked)


def wrong(key: Key, answer: Answer) -> str:
    """Return what is wrong with an answer by its key, in words; empty: it is useful."""
    if answer.answered != key.answered:
        return "answered" if answer.answered else "not answered"
    shown = list(answer.citations)
    if answer.abstention is not None:
        shown = list(answer.abstention.nearest)
        lacking = [word for word in key.reason if word not in answer.abstention.reason]
        if lacking:
            return f"the reason lacks {lacking[0]!r}"
    quotes = [citation.quote.text for citation in shown]
    if not key.answered and not key.says:
        return ""
    return _wrong_source(key, shown) or _wrong_words(key, quotes) or _wrong_form(key, answer, shown)


def _wrong_source(key: Key, shown: Sequence[Citation]) -> str:
    sources = [citation.article.source for citation in shown]
    for source in sources:
        if key.of and not source.startswith(key.of):
            return f"cites {source}"
    if key.first_of and not (sources and sources[0].startswith(key.first_of)):
        return f"begins with {sources[0] if sources else 'nothing'}"
    return ""


def _wrong_words(key: Key, quotes: Sequence[str]) -> str:
    for group in key.says:
        if not any(held in quote for held in group for quote in quotes):
            return f"does not say {group[0]!r}"
    for held in key.nots:
        if any(held in quote for quote in quotes):
            return f"says {held!r}"
    return ""


def _wrong_form(key: Key, answer: Answer, shown: Sequence[Citation]) -> str:
    """Return what is wrong with number, breadth, topic and rows."""
    if key.parts and not key.parts[0] <= len(answer.parts) <= key.parts[1]:
        return f"{len(answer.parts)} parts"
    if len({citation.article.id for citation in shown}) < key.articles:
        return f"fewer than {key.articles} articles"
    if key.about:
        named = [any(held in each.quote.text for held in key.about) for each in shown]
        if sum(named) < ABOUT * len(named):
            return f"{named.count(False)} of {len(named)} quotes are about something else"
    if answer.kind == "list" and key.kinds == ("list",) and len(answer.parts) < 2:
        return "one part"
    for label, held in key.rows:
        of = [
            part.citation.quote.text for part in answer.parts if label.lower() in part.label.lower()
        ]
        if not any(each in quote for each in held for quote in of):
            return f"no row of {label}"
    return ""

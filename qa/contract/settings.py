"""What can be set for one question."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Union

if TYPE_CHECKING:
    from qa.contract.answer import Answer, Turn

DEFAULT_INDEX = Path("indexes/seeds")
"""The index that is asked unless another one is named."""


class AskSettings(TypedDict, total=False):
    """What can be set for one question, beside the question itself; every key may be left out."""

    history: Sequence[Union["Answer", "Turn", Mapping[str, str], tuple[str, str]]]
    """Earlier turns of the conversation, oldest first, kept by the caller: each an Answer, a Turn,
    a dict ``{"question": …, "answer": …}`` or a pair (question, answer); the answer may be empty.
    What was cited helps to understand a follow-up: an Answer and ``Turn.of(answer)`` keep it, so do
    the keys "quote" and "article".
    """
    standalone: bool
    """True: take the question as it stands, whatever came before."""
    as_typed: bool
    """True: take every word as it is typed; else misspelt words are read as the collection's."""
    context: Sequence[str] | None
    """The words that the question is asked with, each a few words of earlier turns or a person's
    own; none: as it is typed. None, as if left out: they are chosen from ``history``."""
    as_of: datetime.date | str | None
    """Answer as on this day: "last month" means the one before it; later articles are left out.
    Days are dates or written as 2011-01-31; None is as if left out."""
    published_from: datetime.date | str | None
    """Only articles known to be published on this day or later."""
    published_to: datetime.date | str | None
    """Only articles known to be published on this day or earlier."""
    sources: Sequence[str]
    """Only these articles, by source or id; none named means all."""
    max_citations: int
    """How many citations at most, 1 to 10; 3 unless set."""
    explain: bool
    """True: say of the first candidates what counted how much."""

"""What can be set for one question."""

import datetime
from collections.abc import Sequence
from typing import Any, TypedDict

from qa.contract.answer import Turn
from qa.contract.plain import to_plain


class AskSettings(TypedDict, total=False):
    """What can be set for one question, beside the question itself; every key may be left out."""

    history: Sequence[Turn]
    """Earlier turns of the conversation, oldest first, kept by the caller."""
    standalone: bool
    """True: take the question as it stands, whatever came before."""
    as_of: datetime.date
    """Answer as on this day: "last month" means the one before it; later articles are left out."""
    published_from: datetime.date
    """Only articles known to be published on this day or later."""
    published_to: datetime.date
    """Only articles known to be published on this day or earlier."""
    sources: Sequence[str]
    """Only these articles, by source or id."""
    max_citations: int
    """How many citations at most, 1 to 10; 3 unless set."""


def settings_to_plain(settings: AskSettings) -> dict[str, Any]:
    """Return what was set as JSON values: days as ISO 8601, turns as objects."""
    return {name: _plain(value) for name, value in settings.items()}


def _plain(value: object) -> Any:
    """Return one setting."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [to_plain(one) if isinstance(one, Turn) else one for one in value]
    return value

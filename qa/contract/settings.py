"""What can be set for one question."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from qa.contract.answer import Turn

DEFAULT_INDEX = Path("indexes/seeds")
"""The index that is asked unless another one is named."""


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

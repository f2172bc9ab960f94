"""A share of what is to be indexed, so that several runs or processes divide the work.

Where a source belongs its name alone decides, so all of them agree without a word: every source is
in one share of ``count`` and in no other.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qa.errors import ArticleError
from qa.ingest.formats.document import origin

LARGE = 4 * 1024 * 1024
"""Bytes from which on the items of a file are shared out one by one, and each share reads through
all of the file. A smaller file is in one share: reading it is what takes time there, most of all
of a PDF."""

_SHARD = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Shard:
    """The share ``number``, from 0, of ``count``."""

    number: int = 0
    count: int = 1

    def takes(self, name: str) -> bool:
        """Tell whether what has this name belongs to this share."""
        digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(digest[:8]) % self.count == self.number

    def items(self, path: Path, source: str) -> Callable[[str], bool] | None:
        """Return what tells which items of a file belong to this share; None when none does."""
        if self.count > 1 and _is_large(path):
            return lambda item: self.takes(origin(source, item))
        return (lambda item: True) if self.count == 1 or self.takes(source) else None

    def has_all(self, path: Path) -> bool:
        """Tell whether this share has all items of a file when it has any."""
        return self.count == 1 or not _is_large(path)

    def parts(self, count: int) -> tuple["Shard", ...]:
        """Divide this share into ``count``.

        >>> Shard(1, 3).parts(2)
        (Shard(number=1, count=6), Shard(number=4, count=6))
        """
        total = self.count * count
        return tuple(Shard(self.number + self.count * each, total) for each in range(count))


WHOLE = Shard()


def shard_of(written: str) -> Shard:
    """Read "2/8", the second of eight.

    :raises ArticleError: when it is not of the form.

    >>> shard_of("2/8")
    Shard(number=1, count=8)
    """
    found = _SHARD.fullmatch(written.strip())
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise ArticleError(
            f"--shard {written[:40]}", "expected a share as NUMBER/OF, from 1/8 to 8/8", "usage"
        )
    return Shard(int(found[1]) - 1, int(found[2]))


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size >= LARGE
    except OSError:  # whoever reads it says so
        return False

"""Memory that is given back once the runtime has made what it needs."""

import ctypes
import functools
import mmap
import os
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

USES = 4
"""How often words are looked up until their pages are let go. A look-up brings in the sixteen pages
around each word, a megabyte a question, and they would stay; to bring them in again takes less than
a hundredth of the time of a question."""


def let_go(numbers: NDArray[Any]) -> None:
    """Take the pages of the file that ``numbers`` are a view of out of this process's memory.

    What is looked at again comes back from the file. The runtime reads all weights once, to pack
    them for this processor, and hardly any of them again: of 200 MB that were read to answer, 40 MB
    come back. Nothing happens where ``numbers`` are no view of a file or the system has no such
    call. The numbers must not have been changed: that would be lost.
    """
    owner: object = numbers
    while isinstance(owner, np.ndarray):
        owner = owner.base
    if isinstance(owner, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        owner.madvise(mmap.MADV_DONTNEED)


def trim() -> None:
    """Give memory that was freed back to the system: 40 MB once the runtime has packed weights."""
    _trim()()


@functools.cache
def _trim() -> Callable[[], object]:
    """Return glibc's call that gives freed memory back, or one that does nothing elsewhere."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    return (lambda: None) if trim is None else functools.partial(trim, 0)

"""Memory that is given back once the runtime has made what it needs."""

import ctypes
import functools
import mmap
import os
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray


def let_go(numbers: NDArray[Any]) -> None:
    """Take the pages of the file that ``numbers`` are a view of out of this process's memory.

    What is looked at again comes back from the file. The runtime reads all weights once, to pack
    them for this processor, and hardly any of them again: of 200 MB that were read to answer, 40 MB
    come back. What the runtime freed meanwhile, 40 MB, goes back to the system as well. Nothing
    happens where ``numbers`` are no view of a file or the system has no such call. The numbers must
    not have been changed: that would be lost.
    """
    _trim()()
    owner: object = numbers
    while isinstance(owner, np.ndarray):
        owner = owner.base
    if isinstance(owner, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        owner.madvise(mmap.MADV_DONTNEED)


@functools.cache
def _trim() -> Callable[[], object]:
    """Return glibc's call that gives freed memory back, or one that does nothing elsewhere."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    return (lambda: None) if trim is None else functools.partial(trim, 0)

"""Stemmers, one of a kind a thread: each keeps the word that it is at on itself."""

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import snowballstemmer

_own = threading.local()


def stemmer(algorithm: str) -> "snowballstemmer.stemmer":
    """Return this thread's stemmer, "english" (Porter 2) or "porter", made once."""
    if not hasattr(_own, algorithm):
        # Here, not at the top: what only lists needs none. With PyStemmer, which is the same
        # algorithms in C, it takes a fiftieth of the time and imports no other language's.
        import snowballstemmer

        setattr(_own, algorithm, snowballstemmer.stemmer(algorithm))
    own: snowballstemmer.stemmer = getattr(_own, algorithm)
    return own

"""Words asked of at once by many threads have the stems that one thread finds."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.text.stemmers import stemmer

WORDS = [f"{'un' * n}{base}" for n in range(12) for base in (
    "nationalisation", "running", "suspended", "relations", "happily", "generously", "militaries",
)]  # fmt: skip


@pytest.fixture(autouse=True)
def hasty() -> Iterator[None]:
    """Threads change places all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.parametrize("algorithm", ["english", "porter"])
def test_threads_do_not_disturb_one_another(algorithm: str) -> None:
    alone = [stemmer(algorithm).stemWord(word) for word in WORDS]
    with ThreadPoolExecutor(4) as pool:
        together = pool.map(lambda word: stemmer(algorithm).stemWord(word), WORDS * 10)
    assert list(together) == alone * 10

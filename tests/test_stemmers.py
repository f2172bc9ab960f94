"""Stems: those of the algorithm, and for many threads at once those that one thread finds."""

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import SEEDS
from snowballstemmer.basestemmer import BaseStemmer
from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.porter_stemmer import PorterStemmer

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


@pytest.mark.parametrize(
    ("algorithm", "written"),
    [("english", EnglishStemmer), ("porter", PorterStemmer)],
    ids=["english", "porter"],
)
def test_stems_are_those_of_the_algorithm_as_written_in_python(
    algorithm: str, written: type[BaseStemmer]
) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    words = sorted({*WORDS, *re.findall(r"\w+", " ".join(texts).lower())})
    assert len(words) > 500
    expected = list(map(written().stemWord, words))
    assert list(map(stemmer(algorithm).stemWord, words)) == expected


@pytest.mark.parametrize("algorithm", ["english", "porter"])
def test_threads_do_not_disturb_one_another(algorithm: str) -> None:
    alone = [stemmer(algorithm).stemWord(word) for word in WORDS]
    with ThreadPoolExecutor(4) as pool:
        together = pool.map(lambda word: stemmer(algorithm).stemWord(word), WORDS * 10)
    assert list(together) == alone * 10

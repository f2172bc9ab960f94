"""Weights that the runtime has read and packed stay in no process's memory."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from qa.index.embedder import SentenceEmbedder
from qa.index.mapped import USES, let_go
from qa.read.reader import MODEL
from qa.read.span_model.model import SpanModel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is told by /proc")


def resident(numbers: NDArray[Any]) -> int:
    """Bytes of the mapped file that ``numbers`` are a view of that are in this process's memory."""
    owner: Any = numbers
    while isinstance(owner, np.ndarray):
        owner = owner.base
    whole = np.frombuffer(owner, np.uint8)
    first = whole.ctypes.data
    total, here = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        address, dash, _ = line.partition(" ")[0].partition("-")
        if dash:
            here = first <= int(address, 16) < first + len(whole)
        elif here and line.startswith("Rss:"):
            total += 1024 * int(line.split()[1])
    return total


def test_what_was_let_go_comes_back_when_it_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "numbers"
    content = np.arange(1 << 20, dtype=np.float32)
    path.write_bytes(content.tobytes())
    mapped = np.memmap(path, np.uint8, mode="c")
    assert int(mapped.view(np.float32).sum(dtype=np.float64)) == content.sum(dtype=np.float64)
    assert resident(mapped) == len(mapped)
    let_go(mapped[8:].view(np.float32)[1:].reshape(-1, 1))
    assert resident(mapped) == 0
    assert np.array_equal(mapped.view(np.float32), content)


def test_numbers_of_no_file_stay_as_they_are() -> None:
    numbers = np.arange(5)
    let_go(numbers)
    assert numbers.tolist() == [0, 1, 2, 3, 4]


def test_a_reader_keeps_none_of_its_file_once_it_has_read() -> None:
    # Some processors multiply what the file holds as it is: there a second reading maps it again.
    reader = SpanModel.load(MODEL)
    _, compiled = reader._network._loading.result()  # type: ignore[attr-defined]
    passages = ["China suspended the ties. " * many for many in (2, 9)]
    expected = reader.score("Who suspended the ties?", passages)
    assert resident(compiled.memory) < 0.2 * len(compiled.memory)
    assert reader.score("Who suspended the ties?", passages) == expected


def test_words_that_were_looked_up_are_let_go_at_times(shipped: SpanModel) -> None:
    words, _ = shipped._network._loading.result()  # type: ignore[attr-defined]
    embedder = SentenceEmbedder()
    tables = (words.numbers, embedder._encoder.words)

    def look_up() -> None:
        shipped.score("Who suspended the ties?", ["China suspended the ties."])
        embedder.encode(["Who suspended the ties?"])

    look_up()  # all there is to pack is packed
    for numbers in tables:
        numbers[::16].sum()  # brings in the whole table
        assert resident(numbers) > 0.9 * numbers.nbytes
    for _ in range(USES):
        look_up()
    for numbers in tables:
        assert resident(numbers) < 0.5 * numbers.nbytes


def test_an_embedder_keeps_little_of_its_weights_once_it_has_embedded() -> None:
    embedder = SentenceEmbedder()
    first = embedder.encode(["Who suspended the ties?"])
    words = embedder._encoder.words
    assert resident(words) < 0.2 * words.nbytes
    assert np.array_equal(embedder.encode(["Who suspended the ties?"]), first)

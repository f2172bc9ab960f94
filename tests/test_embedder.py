"""What every Embedder promises, held against the real one and the fake."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fakes import WordEmbedder

from qa.errors import ModelNotFound
from qa.index.embedder import SentenceEmbedder
from qa.protocols import Embedder

TEXTS = ["", "China suspended ties.", "China suspended ties.", "🙂", "word " * 400]


@pytest.fixture(params=["real", "fake"])
def either(request: pytest.FixtureRequest) -> Embedder:
    real: Embedder = request.getfixturevalue("embedder")
    return real if request.param == "real" else WordEmbedder()


def test_vectors_are_unit_rows(either: Embedder) -> None:
    vectors = either.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), either.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_same_text_has_the_same_vector(either: Embedder) -> None:
    first, again = either.encode(TEXTS[1:2]), either.encode(TEXTS[1:2])
    assert np.array_equal(first, again)


def test_nothing_gives_no_rows(either: Embedder) -> None:
    assert either.encode([]).shape == (0, either.dimension)
    assert either.count_tokens([]) == []


def test_tokens_are_counted_past_the_limit(either: Embedder) -> None:
    counts = either.count_tokens(TEXTS)
    assert counts[0] == 0
    assert counts[-1] >= 400 > either.max_tokens


def test_meaning_is_nearer_than_chance(embedder: SentenceEmbedder) -> None:
    question, right, wrong = embedder.encode(
        ["Who leads the army?", "The general commands all troops.", "Bread is made of flour."]
    )
    assert question @ right > question @ wrong + 0.2


def test_the_name_tells_the_weights(embedder: SentenceEmbedder) -> None:
    assert embedder.name == "all-MiniLM-L6-v2@53aa51172d14"


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match=r"model\.safetensors"):
        SentenceEmbedder(tmp_path)


def test_loading_needs_no_network() -> None:
    code = (
        "import socket\n"
        "def refuse(*_): raise SystemExit('asked the network')\n"
        "socket.socket.connect = refuse\n"
        "socket.getaddrinfo = refuse\n"
        "from qa.index.embedder import SentenceEmbedder\n"
        "print(SentenceEmbedder().encode(['offline']).shape)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout.strip()) == (0, "(1, 384)"), ran.stderr

"""What every Embedder promises, held against the real one and the fake."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from conftest import SEEDS
from fakes import WordEmbedder
from rich.console import Console
from tokenizers import Tokenizer

from qa.assistant import Assistant
from qa.errors import IndexMismatch, ModelNotFound
from qa.index.embedder import SentenceEmbedder
from qa.index.encoder import dependencies
from qa.index.weights import installed_weights
from qa.protocols import Embedder
from qa.terminal.index import index_paths

TEXTS = ["", "China suspended ties.", "China suspended ties.", "🙂", "word " * 400]


@pytest.fixture(params=["real", "fake"])
def either(request: pytest.FixtureRequest) -> Embedder:
    real: Embedder = request.getfixturevalue("embedder")
    return real if request.param == "real" else WordEmbedder()


def test_vectors_are_unit_rows(either: Embedder) -> None:
    for vectors in (either.encode(TEXTS), either.encode_passages(TEXTS)):
        assert vectors.shape == (len(TEXTS), either.dimension)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_passages_are_embedded_nearly_alike(either: Embedder) -> None:
    products = (either.encode(TEXTS) * either.encode_passages(TEXTS)).sum(axis=1)
    assert products.min() > 0.999


def test_the_same_text_has_the_same_vector(either: Embedder) -> None:
    first, again = either.encode(TEXTS[1:2]), either.encode(TEXTS[1:2])
    assert np.array_equal(first, again)


@pytest.mark.parametrize("kept", [False, True])
def test_a_vector_depends_on_its_text_alone(either: Embedder, kept: bool) -> None:
    encode = either.encode_passages if kept else either.encode
    texts = [*TEXTS, *(f"{'word ' * length}end" for length in range(1, 60, 7))]
    together, turned = encode(texts), encode(texts[::-1])[::-1]
    with ThreadPoolExecutor(3) as pool:
        alone = np.concatenate(list(pool.map(lambda text: encode([text]), texts)))
    assert np.array_equal(together, turned)
    assert np.array_equal(together, alone)


def test_nothing_gives_no_rows(either: Embedder) -> None:
    assert either.encode([]).shape == either.encode_passages([]).shape == (0, either.dimension)
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


def test_what_was_kept_computes_the_same_digits(
    embedder: SentenceEmbedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [*TEXTS, *(f"{'word ' * length}end" for length in range(1, 250, 31))]
    monkeypatch.setattr("qa.index.embedder.COMPILED", tmp_path / "embedder")
    for _ in range(2):  # compiled, then read from where it was kept
        assert np.array_equal(SentenceEmbedder().encode(texts), embedder.encode(texts))
    (path,) = (tmp_path / "embedder" / "compiled").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert np.array_equal(SentenceEmbedder().encode(texts), embedder.encode(texts))


def test_what_was_kept_depends_on_all_that_makes_the_network(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(installed_weights().parent, folder)
    before = dependencies(folder, "hash")
    assert dependencies(folder, "hash") == before != dependencies(folder, "other")
    config = folder / "config.json"
    config.write_text(config.read_text(encoding="utf-8").replace("1e-12", "1e-5"), encoding="utf-8")
    assert dependencies(folder, "hash") != before


def test_the_name_tells_the_weights(embedder: SentenceEmbedder) -> None:
    assert embedder.name == "all-MiniLM-L6-v2@53aa51172d14"


def test_vectors_are_those_of_sentence_transformers(embedder: SentenceEmbedder) -> None:
    texts = [*TEXTS, "Zürich, naïve café", "x" * 3000, "東京は日本の首都です。 😀"]
    for seed in sorted(SEEDS.glob("*.txt")):
        text = seed.read_text(encoding="utf-8")
        texts += [text[start : start + size] for start in (0, 500) for size in (80, 600, 3000)]
    expected = reference(installed_weights().parent, texts)
    assert np.abs(embedder.encode(texts) - expected).max() < 1e-5


def reference(folder: Path, texts: list[str]) -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return np.asarray(
        model.encode(texts, normalize_embeddings=True, show_progress_bar=False, batch_size=8)
    )


@pytest.mark.parametrize(
    ("family", "pooling"),
    [("bert", "cls"), ("bert", "max"), ("roberta", "mean"), ("xlm-roberta", "mean")],
)
def test_other_models_are_run_alike(tmp_path: Path, family: str, pooling: str) -> None:
    folder = tmp_path / "other"
    write_model(folder, family, pooling)
    texts = ["", "Lyon", "the ministry said", "the orchestra " * 30, "Anna met Boris in Oslo."]
    vectors = SentenceEmbedder(folder).encode(texts)
    assert vectors.shape == (len(texts), 32)
    assert np.abs(vectors - reference(folder, texts)).max() < 1e-5


def test_an_index_remembers_its_model(tmp_path: Path) -> None:
    folder, index = tmp_path / "other", tmp_path / "index"
    write_model(folder, "xlm-roberta", "mean")
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(file=nowhere)
        index_paths([SEEDS], index, console, str(folder))
        index_paths([SEEDS], index, console)
        with pytest.raises(IndexMismatch, match=r"all-MiniLM-L6-v2@.*other@|other@"):
            index_paths([SEEDS], index, console, str(installed_weights().parent))
        with pytest.raises(ModelNotFound, match="'nobody/nothing'"):
            index_paths([SEEDS], tmp_path / "new", console, "nobody/nothing")
    assert not (tmp_path / "new").exists()
    with Assistant.open(index) as assistant:
        assert assistant.embedder.name.startswith("other@")
        assert assistant.ask("Who is Wu Qian?").citations
    shutil.rmtree(folder)
    with pytest.raises(ModelNotFound, match="--model"):
        Assistant.open(index)


def write_model(folder: Path, family: str, pooling: str) -> None:
    """Write a random model of two layers as sentence-transformers stores one."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules
    from transformers import AutoConfig, AutoModel, PreTrainedTokenizerFast

    raw = Tokenizer.from_file(str(installed_weights().parent / "tokenizer.json"))
    sizes = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2}
    torch.manual_seed(7)
    config = AutoConfig.for_model(
        family,
        **sizes,
        num_attention_heads=4,
        vocab_size=raw.get_vocab_size(),
        max_position_embeddings=64,
        pad_token_id=0 if family == "bert" else 1,
        initializer_range=0.3,
    )
    whole = folder.parent / "whole"
    AutoModel.from_config(config).save_pretrained(whole)
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]"}
    fast = PreTrainedTokenizerFast(tokenizer_object=raw, sep_token="[SEP]", **special)
    fast.save_pretrained(whole)
    transformer = modules.Transformer(str(whole), max_seq_length=60)
    SentenceTransformer(
        modules=[transformer, modules.Pooling(32, pooling_mode=pooling)], device="cpu"
    ).save(str(folder))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("config.json", '"bert"', '"t5"'),
        ("config.json", '"gelu"', '"relu"'),
        ("modules.json", "Pooling", "LSTM"),
        ("config.json", "{", ""),
        ("tokenizer.json", "{", ""),
    ],
)
def test_a_model_of_another_kind_is_refused(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(installed_weights().parent, folder)
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelNotFound, match=str(folder)):
        SentenceEmbedder(folder)


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(installed_weights().parent, folder)
    for content in (b"", b"\xff" * 100, b"\2\0\0\0\0\0\0\0{}"):
        (folder / "model.safetensors").write_bytes(content)
        with pytest.raises(ModelNotFound, match=r"model\.safetensors"):
            SentenceEmbedder(folder)


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

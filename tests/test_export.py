"""The exported reader: answers like the trained one, in a small part of the bytes."""

import gzip
import hashlib
import random
import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from safetensors.torch import load_file
from tiny_reader import facts, tiny_settings

from qa.errors import ModelNotFound
from qa.index import weights as model_weights
from qa.read.reader import MODEL
from qa.read.span_model.model import SpanModel
from qa.read.span_model.network import MANIFEST, NETWORK, WORDS, installed_words
from qa.read.verifier import VERIFIER
from qa.train.export import export_onnx, export_reader, export_words, packed
from qa.train.features import Featurizer
from qa.train.grid import MOST, gridded, on_grid, snapped
from qa.train.model import load_reader
from qa.train.runs import Settings

__all__ = ["tiny_settings"]  # a fixture


@pytest.mark.parametrize("spacing", [0.0, 0.75])
def test_exported_reader_answers_like_the_trained_one(
    settings: Settings, tmp_path: Path, spacing: float
) -> None:
    encoder = Path(settings.encoder)
    tokenizer = encoder / "tokenizer.json"
    out = tmp_path / "out"
    export_reader(encoder, tokenizer, out, version="7", name="small", spacing=spacing)
    model = SpanModel.load(out, precision="f32")
    assert model.name.startswith("small-7@")
    example = facts(2)[1]
    (pieces,) = model.encode([example.context])
    (reading,) = model.read(example.question, [pieces.ids])
    featurizer = Featurizer(tokenizer)
    feature = featurizer.feature(example, 64, random.Random(1))
    ids = torch.from_numpy(feature.ids).long()[None]
    types = (torch.arange(ids.shape[1]) > feature.question_length + 1).long()[None]
    trained = gridded(load_reader(encoder), spacing)
    with torch.no_grad():
        start, end = trained(ids, torch.ones_like(ids), types)[0].numpy()
    assert reading.start == pytest.approx(start, abs=0.03)
    assert reading.end == pytest.approx(end, abs=0.03)


def test_matrices_are_stored_in_int8_and_nothing_large_in_float32(settings: Settings) -> None:
    content = export_onnx(load_reader(Path(settings.encoder)))
    stored = onnx.load_from_string(content).graph.initializer
    few = {t.name for t in stored if t.data_type == onnx.TensorProto.INT8 and len(t.dims) == 2}
    assert len(few) == 2 * 4  # of two layers: qkv, attended, wide, narrow
    assert sum(t.name.endswith(".step") for t in stored) == len(few)
    assert not any("words" in t.name for t in stored)
    large = {t.name for t in stored if t.data_type == onnx.TensorProto.FLOAT and len(t.dims) > 1}
    assert not large


def test_the_same_reader_is_exported_as_the_same_bytes(settings: Settings, tmp_path: Path) -> None:
    encoder = Path(settings.encoder)
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        export_reader(encoder, encoder / "tokenizer.json", folder, version="1", spacing=0.75)
    one, two = ((folder / MANIFEST).read_bytes() for folder in folders)
    assert one == two
    assert WORDS.encode() in one


def test_the_embedding_models_words_are_not_stored_again(tmp_path: Path) -> None:
    weights = load_file(model_weights.installed_weights())["embeddings.word_embeddings.weight"]
    assert export_words(weights) is None
    assert export_words(weights.half().float()) is None, (
        "as a checkpoint in half precision has them"
    )
    assert export_words(weights + 0.01) is not None
    ids = np.array([[101, 2040, 102]])
    assert np.array_equal(installed_words().of(ids), weights.numpy()[ids])


def test_words_of_another_embedding_model_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_weights, "SHA256", "00")
    with pytest.raises(ModelNotFound, match="expected 00"):
        installed_words()


def test_a_grid_makes_the_file_small(settings: Settings) -> None:
    reader = load_reader(Path(settings.encoder))
    fine, wide = (len(packed(export_onnx(reader, spacing))) for spacing in (0.0, 0.75))
    assert wide < 0.75 * fine
    content = export_onnx(reader)
    assert gzip.decompress(packed(content)) == content


MATRICES = arrays.arrays(
    np.float32,
    st.tuples(st.integers(1, 6), st.integers(1, 12)),
    elements=st.floats(-50, 50, width=32),
)


@given(MATRICES, st.sampled_from([0.0, 0.5, 0.75, 1.0]))
def test_a_weight_is_moved_by_half_a_step_at_most(matrix: np.ndarray, spacing: float) -> None:
    weight = torch.from_numpy(matrix)
    numbers, step = on_grid(weight, spacing)
    assert torch.equal(numbers, numbers.round()) and float(numbers.abs().max()) <= MOST
    assert step.shape == (len(matrix), 1) and bool((step > 0).all())
    moved = (snapped(weight, spacing) - weight).abs()
    assert bool((moved <= 0.501 * step + 1e-6).all())


def test_what_is_packed_is_loaded_whole_or_not_at_all(settings: Settings, tmp_path: Path) -> None:
    encoder = Path(settings.encoder)
    export_reader(encoder, encoder / "tokenizer.json", tmp_path, version="1")
    whole = (tmp_path / NETWORK).read_bytes()
    (tmp_path / NETWORK).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelNotFound, match="SHA-256"):
        SpanModel.load(tmp_path)
    (tmp_path / NETWORK).write_bytes(whole)
    sha256 = hashlib.sha256(whole).hexdigest()
    assert SpanModel.load(tmp_path).name == f"span-reader-1@{sha256[:12]}"


def test_words_that_the_manifest_does_not_name_are_not_read(tmp_path: Path) -> None:
    """Such as those of another reader that was exported to the same folder before."""
    folder = tmp_path / "reader"
    shutil.copytree(MODEL, folder)
    expected = SpanModel.load(folder).score("Where?", ["They met in Lyon."])
    shutil.copy(VERIFIER / WORDS, folder)
    assert SpanModel.load(folder).score("Where?", ["They met in Lyon."]) == expected

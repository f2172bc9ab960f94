"""The exported reader: answers like the trained one, in a quarter of the bytes."""

import random
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tiny_reader import facts, tiny_settings

from qa.read.runtime import SpanModel
from qa.train.export import BLOCK, coarse, export_reader, restored
from qa.train.features import Featurizer
from qa.train.model import load_reader
from qa.train.runs import Settings

__all__ = ["tiny_settings"]  # a fixture


@pytest.mark.parametrize(("word_bits", "within"), [(8, 0.03), (4, 0.4)])
def test_exported_reader_answers_like_the_trained_one(
    settings: Settings, tmp_path: Path, word_bits: int, within: float
) -> None:
    encoder = Path(settings.encoder)
    tokenizer = encoder / "tokenizer.json"
    out = tmp_path / "out"
    export_reader(encoder, tokenizer, out, version="7", name="small", word_bits=word_bits)
    model = SpanModel.load(out, precision="f32")
    assert model.name == "small-7"
    example = facts(2)[1]
    (pieces,) = model.encode([example.context])
    (reading,) = model.read(example.question, [pieces.ids])
    featurizer = Featurizer(tokenizer)
    feature = featurizer.feature(example, 64, random.Random(1))
    ids = torch.from_numpy(feature.ids).long()[None]
    types = (torch.arange(ids.shape[1]) > feature.question_length + 1).long()[None]
    with torch.no_grad():
        start, end = load_reader(encoder)(ids, torch.ones_like(ids), types)[0].numpy()
    assert reading.start == pytest.approx(start, abs=within)
    assert reading.end == pytest.approx(end, abs=within)


@pytest.mark.parametrize(("bits", "kind"), [(8, onnx.TensorProto.INT8), (4, onnx.TensorProto.INT4)])
def test_matrices_and_words_are_stored_in_few_bits_and_nothing_in_float32(
    settings: Settings, tmp_path: Path, bits: int, kind: int
) -> None:
    encoder = Path(settings.encoder)
    tokenizer = encoder / "tokenizer.json"
    export_reader(encoder, tokenizer, tmp_path / "out", version="7", word_bits=bits)
    stored = onnx.load(str(tmp_path / "out" / "reader.onnx")).graph.initializer
    few = {t.name: t.data_type for t in stored if len(t.dims) == 2 and "int" in t.name}
    words = {name for name in few if name.startswith("words.")}
    assert [few[name] for name in words] == [kind]
    layers = few.keys() - words
    assert {few[name] for name in layers} == {onnx.TensorProto.INT8}
    assert len(layers) == 2 * 4  # of two layers: qkv, attended, wide, narrow
    assert sum(t.name.endswith(".scale") for t in stored) == len(few)
    large = {t.name for t in stored if t.data_type == onnx.TensorProto.FLOAT and len(t.dims) > 1}
    assert not large


@given(st.integers(0, 999), st.sampled_from([4, 8]), st.floats(1e-3, 1e2))
def test_what_came_back_from_few_bits_goes_there_again_unchanged(
    seed: int, bits: int, size: float
) -> None:
    """So that a reader trained with coarse words loses nothing when it is exported."""
    words = np.random.default_rng(seed).normal(size=(5, 3 * BLOCK), scale=size).astype(np.float32)
    words[1] = 0

    once = restored(*coarse(words, bits))
    assert np.abs(once - words).max() <= np.abs(words).max() / (2 ** (bits - 1) - 1) * 0.51
    assert np.array_equal(restored(*coarse(once, bits)), once)

"""The exported reader: answers like the trained one, in a quarter of the bytes."""

import random
from pathlib import Path

import onnx
import pytest
import torch
from tiny_reader import facts, tiny_settings

from qa.read.runtime import SpanModel
from qa.train.export import export_reader
from qa.train.features import Featurizer
from qa.train.model import load_reader
from qa.train.runs import Settings

__all__ = ["tiny_settings"]  # a fixture


def test_exported_reader_answers_like_the_trained_one(settings: Settings, tmp_path: Path) -> None:
    encoder = Path(settings.encoder)
    export_reader(encoder, encoder / "tokenizer.json", tmp_path / "out", version="7")
    model = SpanModel.load(tmp_path / "out", precision="f32")
    assert model.name == "span-reader-7"
    example = facts(2)[1]
    (spans,) = model.score(example.question, [example.context], n_best=1)
    featurizer = Featurizer(encoder / "tokenizer.json")
    feature = featurizer.feature(example, 64, random.Random(1))
    ids = torch.from_numpy(feature.ids).long()[None]
    types = (torch.arange(ids.shape[1]) > feature.question_length + 1).long()[None]
    with torch.no_grad():
        start, end = load_reader(encoder)(ids, torch.ones_like(ids), types)[0]
    first, last = feature.question_length + 2, ids.shape[1] - 1
    best = max(start[i] + end[j] for i in range(first, last) for j in range(i, last))
    assert spans[0].score == pytest.approx(float(best - start[0] - end[0]), abs=0.05)


def test_matrices_are_stored_in_int8_and_nothing_in_float32(
    settings: Settings, tmp_path: Path
) -> None:
    encoder = Path(settings.encoder)
    export_reader(encoder, encoder / "tokenizer.json", tmp_path / "out", version="7")
    stored = onnx.load(str(tmp_path / "out" / "reader.onnx")).graph.initializer
    matrices = {t.name for t in stored if len(t.dims) == 2 and t.data_type == onnx.TensorProto.INT8}
    assert len(matrices) == 2 * 4  # of two layers: qkv, attended, wide, narrow
    assert sum(t.name.endswith(".scale") for t in stored) == len(matrices)
    large = {t.name for t in stored if t.data_type == onnx.TensorProto.FLOAT and len(t.dims) > 1}
    assert not large

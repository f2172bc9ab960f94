"""A shipped reader goes back to one that training can start from."""

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qa.read.span_model.model import SpanModel
from qa.train.export import export_reader
from qa.train.grid import gridded, on_grid
from qa.train.model import Shape, SpanReader, load_reader, save_reader
from qa.train.unpack import between, unpack_reader

TOKENIZER = Path(__file__).parent.parent / "qa" / "models" / "reader" / "tokenizer.json"


@pytest.mark.parametrize("spacing", [0.0, 0.75])
def test_what_was_exported_is_read_alike(tmp_path: Path, spacing: float) -> None:
    torch.manual_seed(3)
    shape = Shape(40, 64, 2, 4, 96, 48, layer_norm_eps=1e-5, relative_attention_num_buckets=8)
    reader = SpanReader(shape)
    # trained, no two norms are equal; equal ones would be stored once
    for weight in reader.parameters():
        weight.data.add_(0.02 * torch.randn(weight.shape))
    save_reader(reader, tmp_path / "trained")
    shipped, again = tmp_path / "shipped", tmp_path / "again"
    export_reader(tmp_path / "trained", TOKENIZER, shipped, version="1", spacing=spacing)
    unpack_reader(shipped, again, spacing=spacing)
    found = load_reader(again)
    assert found.shape == shape
    assert (again / "tokenizer.json").read_bytes() == TOKENIZER.read_bytes()
    ids = torch.randint(0, 40, (2, 12), generator=torch.Generator().manual_seed(1))
    mask = torch.ones_like(ids)
    with torch.no_grad():
        before = gridded(reader, spacing).eval()(ids, mask, mask)
        after = gridded(found, spacing).eval()(ids, mask, mask)
    assert torch.allclose(before, after, atol=0.05), (before - after).abs().max()


def test_the_grid_reads_the_shipped_numbers_and_weights_lie_between(tmp_path: Path) -> None:
    torch.manual_seed(4)
    trained = torch.randn(50, 300) * torch.rand(50, 1)
    numbers, steps = on_grid(trained, 0.75)
    found = between(numbers.numpy().astype(np.int8), steps.numpy(), 0.75, 1)
    again, anew = on_grid(found, 0.75)
    assert torch.equal(numbers, again)
    assert torch.allclose(steps, anew, rtol=1e-4)
    # as a normal distribution has it, not heaped up in the middle or at an edge of a cell
    inside = (found / steps - numbers).abs()
    assert 0.2 < float(inside.mean()) < 0.3 and float((inside > 0.48).float().mean()) < 0.08


@settings(max_examples=30, deadline=None)
@given(arrays(np.int8, (2, 6), elements=st.integers(-127, 127)), st.integers(0, 9))
def test_no_weight_leaves_its_cell(numbers: np.ndarray, seed: int) -> None:
    steps = np.array([[0.5], [2.0]], np.float32)
    found = between(numbers, steps, 0.75, seed).numpy() / steps
    assert np.isfinite(found).all()
    assert (np.abs(found - numbers) < 0.5).all()
    exact = between(numbers, steps, 0.0, seed).numpy()
    assert np.array_equal(exact, numbers * steps)


def test_without_relative_attention_the_heads_are_unknown(tmp_path: Path) -> None:
    torch.manual_seed(5)
    save_reader(SpanReader(Shape(40, 64, 2, 4, 96, 48)), tmp_path / "trained")
    export_reader(tmp_path / "trained", TOKENIZER, tmp_path / "shipped", version="1")
    with pytest.raises(ValueError, match="heads are unknown"):
        unpack_reader(tmp_path / "shipped", tmp_path / "again", spacing=0.0)
    assert not (tmp_path / "again").exists()


def test_the_shipped_reader_goes_back_with_the_heads_of_its_encoder(tmp_path: Path) -> None:
    unpack_reader(TOKENIZER.parent, tmp_path, spacing=0.0)
    found = load_reader(tmp_path).eval()
    shipped = SpanModel.load(TOKENIZER.parent, precision="f32")
    text = "The mayor of Lyon met a delegation on Monday. He opened the bridge over the Saone."
    (reading,) = shipped.read("Who met a delegation?", [shipped.encode([text])[0].ids])
    asked = shipped.encode(["Who met a delegation?"])[0].ids
    ids = torch.tensor([[101, *asked, 102, *reading.ids, 102]])
    types = torch.zeros_like(ids)
    types[:, len(asked) + 2 :] = 1
    with torch.no_grad():
        ((start, end),) = found(ids, torch.ones_like(ids), types)
    # what is shipped multiplies by whole numbers
    assert np.abs(start.numpy() - reading.start).max() < 0.5
    assert np.abs(end.numpy() - reading.end).max() < 0.5
    assert start.argmax() == reading.start.argmax() and end.argmax() == reading.end.argmax()

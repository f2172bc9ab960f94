"""Weights as few whole numbers, so that a large encoder can be shipped as a small file.

A matrix's row becomes whole numbers times one step, and the step is so wide that most of the
numbers are -1, 0 or 1: two and a half bits each, once they are packed by how often they occur. A
reader must be trained on the grid to stand that: the forward pass sees the numbers, what is learnt
moves the weights behind them (Bengio et al., "Estimating or propagating gradients through
stochastic neurons", 2013; Zhang et al., "TernaryBERT", EMNLP 2020).
"""

import copy

import torch
from torch import Tensor

from qa.train.model import SpanReader

MOST = 127
"""The largest number either way: what int8 holds."""
LEAST = 1e-8
"""The least step: that of a row of nothing."""


def on_grid(weight: Tensor, spacing: float) -> tuple[Tensor, Tensor]:
    """Return a float matrix (rows, columns) as whole numbers and each row's step.

    Numbers are float, -``MOST`` to ``MOST``, steps (rows, 1); number times step is nearly the
    weight. A step is ``spacing`` times the row's root mean square; with ``spacing`` 0 it is the
    least that leaves room for the row's largest weight, 8 bits for a matrix not trained on a grid.

    >>> numbers, step = on_grid(torch.tensor([[0.1, -0.5, 0.7, 0.5]]), 1.0)
    >>> numbers.tolist(), round(float(step), 3)
    ([[0.0, -1.0, 1.0, 1.0]], 0.5)
    """
    if spacing:
        step = weight.square().mean(1, keepdim=True).sqrt_().mul_(spacing)
    else:
        step = weight.abs().amax(1, keepdim=True).div_(MOST)
    step.clamp_(min=LEAST)
    return (weight / step).round_().clamp_(-MOST, MOST), step


def snapped(weight: Tensor, spacing: float) -> Tensor:
    """Return the matrix that the grid's numbers and steps stand for."""
    numbers, step = on_grid(weight, spacing)
    return numbers.mul_(step)


def matrices(reader: SpanReader) -> list[Tensor]:
    """Return what is put on a grid: the words' embeddings and the layers' matrices."""
    layers = [p for layer in reader.layers for p in layer.parameters() if p.ndim == 2]
    return [reader.words.weight, *layers]


def gridded(reader: SpanReader, spacing: float) -> SpanReader:
    """Return a copy whose ``matrices`` are on the grid; with ``spacing`` 0, as they are."""
    copied = copy.deepcopy(reader)
    if spacing:
        with torch.no_grad():
            for matrix in matrices(copied):
                matrix.copy_(snapped(matrix, spacing))
    return copied

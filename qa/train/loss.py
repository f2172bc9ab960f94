"""What the reader is trained to do, on raw logits so that scores compare across passages."""

from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import functional

from qa.train.model import MASKED


def span_loss(logits: Tensor, passage: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """Return the loss of each input of a batch of shape (batch, 2, length): (batch,).

    ``passage`` is True where an answer may stand: the passage's word pieces and the first token,
    which means "no answer". Half of the loss is the cross-entropy of start and of end, half that
    of the pair: the pair is what decoding chooses, and its normaliser leaves out what can never be
    chosen (an end before its start, "no answer" paired with a word), so the margin over
    "no answer" is trained as it is used.
    """
    starts, ends, pairs = _choices(logits, passage)
    length = starts.shape[1] - 1
    pair = torch.where(start > 0, (start - 1) * length + end, torch.zeros_like(start))
    chosen = ((starts, start), (ends, end), (pairs, pair))
    return _sum(functional.cross_entropy(mine, gold, reduction="none") for mine, gold in chosen) / 2


def teacher_loss(logits: Tensor, taught: Tensor, passage: Tensor) -> Tensor:
    """Return the same three cross-entropies with a teacher's probabilities in place of the gold.

    ``taught`` are the teacher's logits, of one shape with ``logits``. Distillation after Hinton et
    al., "Distilling the knowledge in a neural network", 2015, at temperature 1: where annotators
    would draw the span otherwise, the teacher leaves room and the gold span does not.
    """
    pairs = zip(_choices(logits, passage), _choices(taught, passage), strict=True)
    return (
        _sum(
            functional.cross_entropy(mine, theirs.softmax(1), reduction="none")
            for mine, theirs in pairs
        )
        / 2
    )


def _sum(losses: Iterable[Tensor]) -> Tensor:
    return torch.stack(list(losses)).sum(0)


def _choices(logits: Tensor, passage: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return what can be chosen: starts and ends (batch, length), pairs (batch, 1 + (length-1)^2).

    The first pair is "no answer"; then, row by row, the spans that begin at token 1, 2, ...
    """
    logits = logits.masked_fill(~passage[:, None, :], MASKED)
    starts, ends = logits[:, 0], logits[:, 1]
    pairs = starts[:, 1:, None] + ends[:, None, 1:]
    length = pairs.shape[1]
    ordered = torch.ones(length, length, dtype=torch.bool, device=pairs.device).triu()
    pairs = pairs.masked_fill(~ordered, 2 * MASKED).flatten(1)
    nothing = starts[:, :1] + ends[:, :1]
    return starts, ends, torch.cat([nothing, pairs], dim=1)

"""What the reader is trained to do, on raw logits so that scores compare across passages."""

import torch
from torch import Tensor
from torch.nn import functional

from qa.train.model import MASKED


def span_loss(logits: Tensor, passage: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """Return the mean loss over a batch of shape (batch, 2, length).

    ``passage`` is True where an answer may stand: the passage's word pieces and the first token,
    which means "no answer". Half of the loss is the cross-entropy of start and of end, half that
    of the pair: the pair is what decoding chooses, and its normaliser leaves out what can never be
    chosen (an end before its start, "no answer" paired with a word), so the margin over
    "no answer" is trained as it is used.
    """
    logits = logits.masked_fill(~passage[:, None, :], MASKED)
    starts, ends = logits[:, 0], logits[:, 1]
    apart = functional.cross_entropy(starts, start) + functional.cross_entropy(ends, end)
    pairs = starts[:, 1:, None] + ends[:, None, 1:]
    length = pairs.shape[1]
    ordered = torch.ones(length, length, dtype=torch.bool, device=pairs.device).triu()
    pairs = pairs.masked_fill(~ordered, 2 * MASKED).flatten(1)
    nothing = starts[:, 0] + ends[:, 0]
    total = torch.logsumexp(torch.cat([nothing[:, None], pairs], dim=1), dim=1)
    rows = torch.arange(len(start), device=start.device)
    together = (total - starts[rows, start] - ends[rows, end]).mean()
    return (apart + together) / 2

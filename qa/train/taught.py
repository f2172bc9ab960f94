"""What a teacher says of inputs, asked once for each and remembered.

A teacher eight times as large as its pupil costs three times the pupil's own training step. Where
a recipe repeats its epochs it is asked in the first round alone, and a second run with the same
recipe asks nothing at all.
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from qa.train.features import Feature
from qa.train.model import MASKED, SpanReader

Logits = NDArray[np.float16]


class Taught:
    """Asks ``teacher`` what it has not been asked before; safe for several threads."""

    def __init__(self, teacher: SpanReader) -> None:
        """Remember nothing yet."""
        self._teacher = teacher
        self._known: dict[bytes, Logits] = {}

    def __len__(self) -> int:
        """Return how many inputs are remembered."""
        return len(self._known)

    def logits(self, batch: Sequence[Feature], ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """Return the teacher's logits of a padded batch: float32 of (batch, 2, length).

        They are kept as float16; padding has ``MASKED``.
        """
        keys = [feature.ids.tobytes() for feature in batch]
        new = [row for row, key in enumerate(keys) if key not in self._known]
        if new:
            with torch.no_grad():
                asked = self._teacher(ids[new], mask[new], types[new]).cpu().numpy()
            for row, said in zip(new, asked, strict=True):
                self._known[keys[row]] = said[:, : len(batch[row].ids)].astype(np.float16)
        logits = np.full((len(batch), 2, ids.shape[1]), MASKED, np.float32)
        for row, key in enumerate(keys):
            said = self._known[key]
            logits[row, :, : said.shape[1]] = said
        return torch.from_numpy(logits).to(ids.device)

    def save(self, file: Path) -> None:
        """Write all that is remembered to ``file`` (.npz), whole or not at all."""
        keys, said = list(self._known), list(self._known.values())
        partial = file.with_suffix(".partial")
        with partial.open("wb") as stream:
            np.savez(
                stream,
                ids=np.frombuffer(b"".join(keys), np.int32),
                lengths=np.array([part.shape[1] for part in said], np.int32),
                logits=np.concatenate([*said, np.zeros((2, 0), np.float16)], axis=1),
                teacher=self._identity,
            )
        partial.replace(file)

    def load(self, file: Path) -> None:
        """Remember what ``save`` wrote too; ValueError when another teacher said it."""
        with np.load(file) as stored:
            if str(stored["teacher"]) != self._identity:
                raise ValueError(
                    f"{file} holds what another teacher said (weights {stored['teacher']}, "
                    f"expected {self._identity}): move it away, and this one is asked"
                )
            ids, lengths, logits = stored["ids"], stored["lengths"], stored["logits"]
        ends = np.cumsum(lengths)
        for start, end in zip(ends - lengths, ends, strict=True):
            self._known[ids[start:end].tobytes()] = logits[:, start:end]

    @cached_property
    def _identity(self) -> str:
        """Return the SHA-256 of the teacher's weights: two that differ say different things."""
        digest = hashlib.sha256()
        for weight in self._teacher.state_dict().values():
            digest.update(weight.float().cpu().numpy().tobytes())
        return digest.hexdigest()

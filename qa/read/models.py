"""The shipped models, loaded together, and how they are named in what was fitted with them."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from qa.protocols import Embedder, Reader, Verifier
from qa.question.context.selector import Selector, TermSelector
from qa.read.calibration import CALIBRATION, Calibration, load_calibration
from qa.read.reader import MODEL, SpanReader
from qa.read.span_model.model import SpanModel
from qa.read.span_model.network import MANIFEST
from qa.read.verifier import VERIFIER, SpanVerifier


@dataclass(frozen=True, slots=True)
class Models:
    """What reads and judges: all that asking needs besides the collection and its embedder."""

    reader: Reader
    verifier: Verifier
    calibration: Calibration
    selector: Selector

    def thorough(self) -> "Models":
        """Return the models with a calibration that spares no reading and no verifying."""
        return replace(self, calibration=self.calibration.thorough())


def load_models(embedder: Embedder, readers: tuple[Reader, Verifier] | None = None) -> Models:
    """Load what is shipped, but for the reader and the verifier where they are loaded already.

    With another embedding model than the one that the weights of evidence were fitted with, nothing
    is known of how many answers this sure are right: the reliability is empty then.

    :raises ModelNotFound: when a file is absent, is not the one that was shipped, or the weights of
        evidence belong to other readers.
    """
    reader, verifier = readers or load_readers()
    calibration = load_calibration(CALIBRATION, identities(embedder))
    return Models(reader, verifier, calibration, TermSelector())


def load_readers() -> tuple[SpanReader, SpanVerifier]:
    """Load the reader and the verifier alone.

    :raises ModelNotFound: when a file is absent or is not the one that was shipped.
    """
    return SpanReader(SpanModel.load(MODEL)), SpanVerifier(SpanModel.load(VERIFIER))


def identities(embedder: Embedder) -> dict[str, str]:
    """Return what each model is, by part: the SHA-256 of a manifest holds those of its files."""
    return {
        "embedder": embedder.name,
        "reader": _manifest_hash(MODEL),
        "verifier": _manifest_hash(VERIFIER),
    }


def _manifest_hash(folder: Path) -> str:
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()

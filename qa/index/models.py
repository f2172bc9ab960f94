"""Which embedding model a collection is made and asked with: the installed one, or any other.

An index records where its own model is, in ``meta`` under ``MODEL``; one that does not was made
with the installed one.
"""

from contextlib import suppress
from pathlib import Path

from qa.errors import IndexNotFound, ModelNotFound
from qa.index.derive import settings
from qa.index.embedder import SentenceEmbedder
from qa.index.meta import setting
from qa.index.refresh import check_settings, settings_fit
from qa.index.store import Store, create_store, open_store
from qa.protocols import Embedder

MODEL = "model"


def open_made(
    folder: Path, *, writable: bool = False, loaded: Embedder | None = None
) -> tuple[Store, Embedder]:
    """Open the index in ``folder``, with the model that it was made with.

    ``loaded`` is used where it is that model; else it is loaded.

    :raises IndexNotFound: when there is none; IndexDamaged, IndexMismatch: when it cannot be used.
    :raises ModelNotFound: when model files are absent.
    """
    store = open_store(folder, writable=writable)
    if loaded is not None and settings_fit(store, loaded):
        return store, loaded
    return store, _checked(store, None)


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
            return open_made(folder, writable=True)
    embedder = SentenceEmbedder(model)
    own = {} if model is None else {MODEL: str(model)}
    store = create_store(folder, settings(embedder) | own)
    return store, _checked(store, embedder)


def _checked(store: Store, embedder: SentenceEmbedder | None) -> SentenceEmbedder:
    """Return the embedder, or load the recorded one; close a store that does not fit it."""
    try:
        embedder = embedder or embedder_of(store)
        check_settings(store, embedder)
    except BaseException:
        store.close()
        raise
    return embedder


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

"""What a collection records of how it was made, and whether that is how it would be made now.

Apart from what makes it: who only asks imports this, and nothing that reads articles.
"""

import json

from qa.errors import IndexMismatch
from qa.index.store import Store
from qa.protocols import Embedder

# A headline of more word pieces than this would crowd the passage out of the embedder's window.
TITLE_TOKENS = 40


def settings(embedder: Embedder) -> dict[str, str]:
    """Return what a collection made with ``embedder`` records of how it was made."""
    return {
        "embedder": embedder.name,
        "passages": json.dumps({"title_tokens": TITLE_TOKENS, "tokens": embedder.max_tokens}),
    }


def check_settings(store: Store, embedder: Embedder) -> None:
    """Refuse to mix vectors of two models.

    :raises IndexMismatch: when the collection was made with another embedder or other settings.
    """
    for key, expected in settings(embedder).items():
        made_with = store.meta(key)
        if made_with != expected:
            raise IndexMismatch(
                f"the index at {store.folder} was built with {key} {made_with}, now {expected} is "
                "loaded. Use the same one, or have all vectors made again: "
                f"qa reindex --index {store.folder}"
            )


def settings_fit(store: Store, embedder: Embedder) -> bool:
    """Tell whether the collection was made with this embedder and these settings."""
    return all(store.meta(key) == value for key, value in settings(embedder).items())

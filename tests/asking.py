"""Collections made of a few articles, asked with the shipped models, which are loaded once."""

from collections.abc import Sequence
from pathlib import Path

from qa.assistant import Assistant
from qa.contract.article import Article
from qa.index.settings import settings
from qa.index.store import create_store


class Asking:
    """Makes collections below a folder; each is to be closed by who asked for it."""

    def __init__(self, shipped: Assistant, folder: Path) -> None:
        self.shipped, self.folder, self.made = shipped, folder, 0

    def collection(self, articles: Sequence[Article]) -> Assistant:
        """Return a new writable collection that these were added to, one after the other."""
        self.made += 1
        embedder = self.shipped.embedder
        store = create_store(self.folder / str(self.made), settings(embedder))
        assistant = Assistant(store, embedder, self.shipped.models)
        for article in articles:
            assistant.add(article)
        return assistant

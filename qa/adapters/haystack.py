"""A Haystack component (``pip install 'qa[haystack]'``), with Haystack's telemetry off.

Haystack reports how it is used unless it was told not to before it is imported: import this first.
"""

import os

# Who wants to be reported sets it to True.
os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")

from haystack import Document, component  # noqa: E402

from qa.adapters.passages import Collection, identity, metadata  # noqa: E402
from qa.contract.search import DEFAULT_PASSAGES, SearchSettings  # noqa: E402


@component
class PassageRetriever:
    """Passages of a collection as Documents with their scores, best first.

    ``meta`` says where each stands (see ``qa.adapters.passages.metadata``). A pipeline with it is
    made in code: a collection cannot be written into the pipeline's YAML.
    """

    def __init__(
        self,
        collection: Collection,
        most: int = DEFAULT_PASSAGES,
        settings: SearchSettings | None = None,
    ) -> None:
        """Search ``collection``, an ``Assistant`` or a ``Client``, for 1 to 50 passages."""
        self.collection = collection
        self.most = most
        self.settings = settings or SearchSettings()

    @component.output_types(documents=list[Document])
    def run(self, query: str) -> dict[str, list[Document]]:
        """Return the documents for one query.

        :raises QuestionError: when the query or a setting cannot be used.
        """
        found = self.collection.search(query, most=self.most, **self.settings)
        return {
            "documents": [
                Document(
                    id=identity(each),
                    content=each.passage.text,
                    meta=metadata(each),
                    score=each.score,
                )
                for each in found.passages
            ]
        }

"""A LlamaIndex retriever (``pip install 'qa[llamaindex]'``)."""

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from qa.adapters.passages import Collection, identity, metadata
from qa.contract.search import DEFAULT_PASSAGES, SearchSettings


class PassageRetriever(BaseRetriever):
    """Passages of a collection as TextNodes with their scores, best first.

    ``start_char_idx`` and ``end_char_idx`` are code points into the article's text, ``metadata``
    says which article that is (see ``qa.adapters.passages.metadata``).
    """

    def __init__(
        self,
        collection: Collection,
        *,
        most: int = DEFAULT_PASSAGES,
        settings: SearchSettings | None = None,
    ) -> None:
        """Search ``collection``, an ``Assistant`` or a ``Client``, for 1 to 50 passages."""
        super().__init__()
        self.collection = collection
        self.most = most
        self.settings = settings or SearchSettings()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """Return the nodes for one query.

        :raises QuestionError: when the query or a setting cannot be used.
        """
        found = self.collection.search(query_bundle.query_str, most=self.most, **self.settings)
        return [
            NodeWithScore(
                node=TextNode(
                    id_=identity(each),
                    text=each.passage.text,
                    metadata=metadata(each),
                    start_char_idx=each.passage.start,
                    end_char_idx=each.passage.end,
                ),
                score=each.score,
            )
            for each in found.passages
        ]

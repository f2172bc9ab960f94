"""A LangChain retriever (``pip install 'qa[langchain]'``)."""

from typing import Any, cast

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field, SkipValidation

from qa.adapters.passages import Collection, identity, metadata
from qa.contract.search import DEFAULT_PASSAGES, SearchSettings


class PassageRetriever(BaseRetriever):
    """Passages of a collection as Documents, best first.

    ``metadata`` says where each stands (see ``qa.adapters.passages.metadata``), with its ``score``.

    :raises QuestionError: from every call, when the query or a setting cannot be used.
    """

    collection: SkipValidation[Collection]
    """An ``Assistant`` or a ``Client``."""
    most: int = DEFAULT_PASSAGES
    """How many passages at most, 1 to 50."""
    settings: dict[str, Any] = Field(default_factory=dict)
    """As ``SearchSettings`` has them."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        """Return the documents for one query."""
        settings = cast(SearchSettings, self.settings)
        found = self.collection.search(query, most=self.most, **settings)
        return [
            Document(
                id=identity(each),
                page_content=each.passage.text,
                metadata={**metadata(each), "score": each.score},
            )
            for each in found.passages
        ]

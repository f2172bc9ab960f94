"""Which passages a question may be answered from: by publication date and source."""

from collections.abc import Sequence

from qa.contract.arguments import near, seen
from qa.contract.request import Request
from qa.errors import QuestionError
from qa.index.allowed import Allowed, Limits
from qa.index.view import View


def check_sources(view: View, sources: Sequence[str]) -> None:
    """Refuse a source that is neither source nor id of an article of the collection.

    :raises QuestionError: naming the first, and what may be meant.
    """
    for source in sources:
        if not view.holds_source(source):
            meant = near(source, (article.source for article in view.references()))
            hint = f"; did you mean {meant!r}?" if meant else ". The list of articles has them all."
            raise QuestionError(
                f"no article of this collection has the source {seen(source)}{hint}"
            )


def allowed_passages(view: View, request: Request) -> Allowed | None:
    """Return the passages that the settings leave; None where they set no limit.

    :raises QuestionError: when the collection has no such source.
    """
    check_sources(view, request.sources)
    if not (request.as_of or request.published_from or request.published_to or request.sources):
        return None
    limits = Limits(request.sources, request.published_from, request.published_to, request.as_of)
    return view.allowed(limits)

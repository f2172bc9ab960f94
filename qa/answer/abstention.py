"""No answer, said in words: what was not found, and what the collection has of it."""

from qa.answer.terms import of_terms
from qa.contract.display import verdict
from qa.dates.fit import STATED, fit_of_passage
from qa.dates.partial import in_words
from qa.index.view import View
from qa.retrieve.retriever import Retrieved

NO_ARTICLES = "The collection holds no articles yet. Add some first."


def reason(view: View, retrieved: Retrieved, left: int | None, possible: bool) -> str:
    """Return why there is no answer, in a few sentences for a person.

    Nothing is said of what the articles tell, only of what was found in them. ``left`` is how many
    articles the filters left to search, None without a filter. With ``possible`` something is shown
    beside it that may answer: nothing here denies that.
    """
    first, last, dated, undated = view.covered()
    if not dated + undated:
        return NO_ARTICLES
    parts = [verdict(possible)]
    if left is not None:
        fit = "article fits" if left == 1 else "articles fit"
        parts.append(f"Only {left:,} {fit} the period and the sources that were set.")
    if left != 0:
        parts += [
            *of_terms(view, retrieved.question, retrieved.hits),
            *_of_time(view, retrieved, possible),
        ]
    return " ".join([*parts, *_covered(first, last, undated)])


def _of_time(view: View, retrieved: Retrieved, possible: bool) -> list[str]:
    """Say whether anything near the question is of the time asked for; nothing without one."""
    scope = retrieved.question.scope
    if scope is None:
        return []
    for hit in retrieved.hits:
        if fit_of_passage(scope, *view.times(hit.passage.id)) == STATED:
            answer = "sure answer" if possible else "answer"
            return [f"No {answer} was found in what is told of that time ({scope.words})."]
    return [f"Nothing near the question is known to be of that time ({scope.words})."]


def _covered(first: str | None, last: str | None, undated: int) -> list[str]:
    """Say which time the articles are of."""
    if not first or not last:
        return []
    period = " to ".join(dict.fromkeys([in_words(first), in_words(last)]))
    said = [f"The collection covers {period}."]
    if undated:
        said.append(f"{undated:,} {'article has' if undated == 1 else 'articles have'} no date.")
    return said

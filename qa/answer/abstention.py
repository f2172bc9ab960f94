"""No answer, said in words: what was not found, and what the collection has of it."""

from collections.abc import Sequence

from qa.answer.terms import of_terms
from qa.contract.answer import ArticleReference
from qa.dates.fit import STATED, fit_of_passage
from qa.dates.partial import in_words
from qa.index.view import View
from qa.retrieve.retriever import Retrieved

NO_ARTICLES = "The collection holds no articles yet. Add some with qa index."


def reason(view: View, retrieved: Retrieved, left: int | None) -> str:
    """Return why there is no answer, in a few sentences for a person.

    Nothing is said of what the articles tell, only of what was found in them. ``left`` is how many
    articles the filters left to search, None without a filter.
    """
    articles = view.references()
    if not articles:
        return NO_ARTICLES
    parts = ["No sentence was found that answers this."]
    if left is not None:
        fit = "article fits" if left == 1 else "articles fit"
        parts.append(f"Only {left:,} {fit} the period and the sources that were set.")
    if left != 0:
        parts += [*of_terms(view, retrieved.question), *_of_time(view, retrieved)]
    return " ".join([*parts, *_covered(articles)])


def _of_time(view: View, retrieved: Retrieved) -> list[str]:
    """Say whether anything near the question is of the time asked for; nothing without one."""
    scope = retrieved.question.scope
    if scope is None:
        return []
    for hit in retrieved.hits:
        if fit_of_passage(scope, *view.times(hit.passage.id)) == STATED:
            return [f"No answer was found in what is told of that time ({scope.words})."]
    return [f"Nothing near the question is known to be of that time ({scope.words})."]


def _covered(articles: Sequence[ArticleReference]) -> list[str]:
    """Say which time the articles are of."""
    dates = sorted(article.published for article in articles if article.published)
    if not dates:
        return []
    period = " to ".join(dict.fromkeys([in_words(dates[0]), in_words(dates[-1])]))
    undated = len(articles) - len(dates)
    said = [f"The collection covers {period}."]
    if undated:
        said.append(f"{undated:,} {'article has' if undated == 1 else 'articles have'} no date.")
    return said

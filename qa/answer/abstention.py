"""No answer, said in words: what the collection covers, and what was not found in it."""

from qa.contract.candidates import Candidate, Hit
from qa.dates.fit import LIKELY, STATED, fit, fit_of_passage
from qa.dates.partial import in_words
from qa.dates.question import TimeScope
from qa.index.view import View
from qa.read.confidence import Judged, Judgement
from qa.retrieve.retriever import Retrieved
from qa.text.folding import NUMBER
from qa.text.words import STOP_WORDS, question_stems, stems, words

# Missing words named in the reason; more would not help a person to ask again.
MAX_MISSING = 5


def reason(view: View, retrieved: Retrieved, left: int | None) -> str:
    """Return why there is no answer, in a few sentences for a person.

    ``left`` is how many articles the filters left to search, None without a filter.
    """
    question, scope, hits = retrieved.question.wording, retrieved.question.scope, retrieved.hits
    articles = view.references()
    if not articles:
        return "The collection holds no articles yet. Add some with qa index."
    if len(articles) == 1:
        parts = ["The one article in this collection does not say."]
    else:
        parts = [f"The {len(articles):,} articles in this collection do not say."]
    if left is not None:
        parts.append(f"Only {left:,} of them fit the period and the sources that were set.")
    said: frozenset[str] = frozenset().union(*(stems(hit.passage.text) for hit in hits))
    missing = [word for word in _words(question) if question_stems(word) - said]
    if missing and hits:
        named = ", ".join(f"“{word}”" for word in missing[:MAX_MISSING])
        parts.append(f"Nothing near the question mentions {named}.")
    elif scope is not None and left != 0:
        if any(_tells_of(view, scope, hit) for hit in hits):
            parts.append(f"What they tell of that time ({scope.words}) was not found to answer it.")
        else:
            parts.append(f"Nothing near the question is known to be of that time ({scope.words}).")
    dates = sorted(article.published for article in articles if article.published)
    if dates:
        period = " to ".join(dict.fromkeys([in_words(dates[0]), in_words(dates[-1])]))
        parts.append(f"The collection covers {period}.")
        undated = len(articles) - len(dates)
        if undated:
            parts.append(
                f"{undated:,} {'article has' if undated == 1 else 'articles have'} no date."
            )
    return " ".join(parts)


def of_that_time(view: View, judgement: Judgement) -> list[tuple[Candidate, float]]:
    """Return what to show where nothing answers: that of the time asked for is nearer.

    The reader may have passed over all that is told of that time; it is shown nevertheless, with
    confidence 0.0.
    """
    near = [(each.candidate, each.confidence) for each in judgement.judged if _in_time(each)]
    far = [(each.candidate, each.confidence) for each in judgement.judged if not _in_time(each)]
    return [*near, *((each, 0.0) for each in _stated(view, judgement.retrieved)), *far]


def _in_time(judged: Judged) -> bool:
    """Tell whether a candidate is at least likely to be of the time asked for."""
    known = judged.evidence["timeless"] == 0.0
    return known and judged.evidence["time"] >= LIKELY - STATED


def _stated(view: View, retrieved: Retrieved) -> list[Candidate]:
    """Return the sentences of the hits that state a time inside the one asked for.

    In the order of the hits, then of the text; the time they state stands where an answer would,
    and all scores are 0, for no reader chose them. Without a period asked for: none.
    """
    scope = retrieved.question.scope
    if scope is None:
        return []
    stated = []
    for hit in retrieved.hits:
        for sentence in hit.passage.sentences:
            times = [
                time
                for time in view.times_within(hit.passage, sentence)
                if fit(scope, [time], None) == STATED
            ]
            if times:
                stated.append(Candidate(hit, times[0].span, sentence, 0.0, 0.0))
    return stated


def _tells_of(view: View, scope: TimeScope, hit: Hit) -> bool:
    """Tell whether a passage, or its article's date, is known to be of the time asked for."""
    return fit_of_passage(scope, *view.times(hit.passage.id)) == STATED


def _words(question: str) -> list[str]:
    """Return the words and numbers of a question that are worth naming, as typed, each once."""
    numbers = [match[0] for match in NUMBER.finditer(question)]
    asked = dict.fromkeys([*numbers, *words(NUMBER.sub(" ", question))])
    return [word for word in asked if word.lower() not in STOP_WORDS]

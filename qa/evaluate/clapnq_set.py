"""Questions as people typed them into a search engine, each asked of its passage: ClapNQ's form.

Questions are split by a hash: what is fitted on one half is measured on the other.
"""

from pathlib import Path

from qa.errors import ArticleError, QuestionError, SetError
from qa.evaluate.clapnq import GroundedQuestion, load_grounded
from qa.evaluate.sets import QuestionSet, SetQuestion, fold, place_by_hash

FITTED = 5
"""Of ten questions so many are for fitting."""


def is_fitted(question: str) -> bool:
    """Tell whether a question belongs to the half that is fitted on."""
    return place_by_hash(question, 10) < FITTED


def clapnq(*files: Path) -> QuestionSet:
    """Return the half that is fitted on; golds are the sentences that annotators chose.

    A question is asked of its own first passage. One that has an answer, but no sentence of it
    chosen, is left out: what is right there is not known. Groups are questions.

    :raises SetError: when a file is not of the form.
    """
    try:
        questions = [each for file in files for each in load_grounded(file)]
    except (QuestionError, ArticleError) as error:
        raise SetError(str(error)) from error
    chosen = [each for each in questions if is_fitted(each.question) and _is_known(each)]
    return QuestionSet(
        "clapnq",
        tuple(each.sources[0].article for each in chosen),
        tuple(
            SetQuestion(
                each.question,
                tuple(span.of(each.sources[0].article.text) for span in each.sources[0].gold),
                each.question,
                each.sources[0].article.source,
            )
            for each in chosen
        ),
        _right,
    )


def _is_known(question: GroundedQuestion) -> bool:
    return bool(question.sources) and question.answerable == bool(question.sources[0].gold)


def _right(question: SetQuestion, answer: str) -> bool:
    """Tell whether an answer stands in a chosen sentence."""
    words = fold(answer)
    return any(f" {words} " in f" {fold(gold)} " for gold in question.golds)

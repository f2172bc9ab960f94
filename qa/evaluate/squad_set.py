"""Held-out paragraphs of SQuAD 2.0 as one collection; some are kept out, so that it is silent."""

from collections.abc import Set
from pathlib import Path

from qa.errors import SetError
from qa.evaluate.sets import QuestionSet, SetQuestion, paragraph
from qa.evaluate.squad import best_over, f1_score, read_examples

# Every sixth run of this many paragraphs is kept out of the collection: neighbours in a file have
# one subject, and the collection is then silent about it.
RUN = 20
WITHHELD = 6

# An answer is right from this F1 on: half of its words and half of the gold ones.
RIGHT = 0.5


def squad(file: Path, ids: Set[str] | None = None, *, every: int = 1) -> QuestionSet:
    """Return the questions with these ids (None: all of the file) and their paragraphs.

    Each paragraph is an article. Questions about a paragraph that is kept out, and those that
    SQuAD 2.0 says have no answer, have no golds. ``every`` takes each n-th question; the
    collection stays whole. Groups are the runs of paragraphs.

    :raises SetError: when the file is not SQuAD's or holds none of the ids.
    """
    try:
        examples = [e for e in read_examples(file) if ids is None or e.id in ids]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise SetError(
            f"{file} is no SQuAD 2.0 JSON: {error!r}. Expected data, paragraphs, qas."
        ) from error
    if not examples:
        raise SetError(f"{file} holds none of the {len(ids or ())} question ids. Is it their file?")
    places = {text: n for n, text in enumerate(dict.fromkeys(e.context for e in examples))}
    kept = {text for text, place in places.items() if place // RUN % WITHHELD != 0}
    articles = tuple(
        paragraph(text, f"{place}.txt") for text, place in places.items() if text in kept
    )
    questions = tuple(
        SetQuestion(
            example.question,
            tuple(dict.fromkeys(example.golds))
            if example.answers and example.context in kept
            else (),
            f"run {places[example.context] // RUN}",
        )
        for example in examples[::every]
    )
    return QuestionSet("squad", articles, questions, _right)


def _right(question: SetQuestion, answer: str) -> bool:
    return bool(question.golds) and best_over(question.golds, answer, f1_score) >= RIGHT

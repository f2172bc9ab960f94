"""News-quiz questions as newsrooms asked them, each week's over the paragraphs that explain them.

A folder holds ``articles.jsonl`` (``{id, published, text}``) and ``questions.jsonl``
(``{question, gold: [texts], source: article id}``); no gold, and the paragraph was withheld.
"""

from pathlib import Path

from qa.errors import SetError
from qa.evaluate.sets import QuestionSet, SetQuestion, answers, holds, paragraph, read_lines


def quiz(folder: Path) -> QuestionSet:
    """Return the quiz in a folder; groups are its weeks.

    :raises SetError: when a file is missing or not of the form.
    """
    try:
        articles = tuple(
            paragraph(row["text"], row["id"], row["published"])
            for row in read_lines(folder / "articles.jsonl")
        )
        questions = tuple(
            SetQuestion(row["question"], tuple(row["gold"]), row["source"].split("_")[0])
            for row in read_lines(folder / "questions.jsonl")
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise SetError(
            f"{folder} is no quiz: {error!r}. Expected articles.jsonl with id, published, text and "
            "questions.jsonl with question, gold, source."
        ) from error
    return QuestionSet("quiz", articles, questions, right)


def right(question: SetQuestion, answer: str) -> bool:
    """Tell whether an answer holds a gold text, 15 words more at most, or is its larger part."""
    return answers(answer, question.golds)


def quoted(question: SetQuestion, quote: str) -> bool:
    """Tell whether a quoted sentence holds a gold text, however long it is."""
    return any(holds(quote, gold, more=len(quote)) for gold in question.golds)

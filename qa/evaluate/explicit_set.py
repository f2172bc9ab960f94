"""Explicit near misses: small articles written by hand, each with questions it answers or does not.

A line of the file is ``{kind, text, published, question, golds}``, as in ``kinds``. They teach rare
evidence that other sets hardly hold: a pronoun as a name, what was only planned, a deputy. Each
question is asked of its own article alone.
"""

import hashlib
from pathlib import Path

from qa.evaluate.kinds import WORDS_MORE, load_kinds
from qa.evaluate.sets import QuestionSet, SetQuestion, answers
from qa.ingest.articles import article_from_text


def explicit(file: Path) -> QuestionSet:
    """Return the questions of a file; groups are articles.

    :raises SetError: when it is not of the form.
    """
    articles, questions = {}, []
    for each in load_kinds(file):
        name = f"{hashlib.sha256(each.text.encode()).hexdigest()[:12]}.txt"
        if name not in articles:
            articles[name] = article_from_text(each.text, name, published=each.published)
        questions.append(SetQuestion(each.question, each.golds, name, source=name))
    return QuestionSet("explicit", tuple(articles.values()), tuple(questions), right)


def right(question: SetQuestion, answer: str) -> bool:
    """Tell whether an answer holds a gold text, few words more at most, or is its larger part."""
    return answers(answer, question.golds, WORDS_MORE)

"""Answers that only say the question's own words again.

"How much more did it cost?" is not answered by "MORE", nor "What type of language is Albanian?" by
"Albanian". On 2,535 questions held out of the training all eight such answers were wrong.
"""

import re

from qa.text.question_words import has_question_word
from qa.text.words import words

_CHOICE = re.compile(r"\bor\b|\bbetween\b", re.IGNORECASE)


def echoed(question: str, answer: str) -> bool:
    """Tell whether every word of ``answer`` stands in ``question``, which offers it as no choice.

    A question without a question word may be one for yes or no, which its own words confirm. Other
    forms of a word may well answer.

    >>> echoed("How much more did it cost?", "MORE")
    True
    >>> echoed("Which is larger, Riga or Oslo?", "Oslo")
    False
    >>> echoed("What is an Islamic movement?", "Islamism")
    False
    >>> echoed("Did they meet in Riga?", "Riga")
    False
    """
    if not has_question_word(question) or _CHOICE.search(question):
        return False
    return set(words(answer.lower())) <= set(words(question.lower()))

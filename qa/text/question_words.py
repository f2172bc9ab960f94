"""Words that ask."""

import re

_QUESTION_WORD = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)


def has_question_word(question: str) -> bool:
    """Tell whether a question has a question word; without one it may be for yes or no."""
    return _QUESTION_WORD.search(question) is not None

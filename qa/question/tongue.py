"""Which language a question is typed in, where it is plainly not English."""

import re
import unicodedata

from qa.ingest.language import frequent_words

ASKING = {
    "de": "wer was wann wo warum wieso weshalb wie welche welcher welches wen wem wessen wohin "
    "woher gibt hat ist sind war",
    "fr": "qui quand où pourquoi comment quel quelle quels quelles combien quoi est-ce y",
    "es": "quién quien quiénes cuándo cuando dónde donde por-qué qué cómo como cuál cuáles cuánto "
    "cuántos cuántas",
    "it": "chi quando dove perché perche come quale quali quanto quanti cosa",
    "nl": "wie wat wanneer waar waarom hoe welke hoeveel",
    "pt": "quem quando onde porque quê como qual quais quanto quantos",
}
NAMES = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
}
SCRIPTS = {
    "CYRILLIC": "Russian or another language in Cyrillic letters",
    "ARABIC": "Arabic, Persian or another language in Arabic letters",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "DEVANAGARI": "Hindi or another language in Devanagari",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "THAI": "Thai",
}
_ASKING = {language: frozenset(words.split()) for language, words in ASKING.items()}
_WORD = re.compile(r"[^\W\d_]+")

FEWEST_SIGNS = 2
"""Words that only that language has often, its question words among them."""


def other_language(question: str) -> str | None:
    """Return the English name of a question's language, None where it may be English.

    >>> other_language("Wann begann der Streik der Fähren?")
    'German'
    >>> other_language("Who met Angela Merkel in Berlin?") is None
    True
    """
    typed = _WORD.findall(question.lower())
    script = _script(typed)
    if script is not None:
        return script
    counts = frequent_words(question)
    english = counts.pop("en", 0)
    signs = {
        language: counts[language] + sum(word in _ASKING[language] for word in typed)
        for language in NAMES
    }
    best = max(sorted(signs), key=lambda language: signs[language])
    plainly = signs[best] >= FEWEST_SIGNS and signs[best] > 2 * english
    begins = typed[:1] != [] and typed[0] in _ASKING[best]
    return NAMES[best] if plainly and (begins or signs[best] > FEWEST_SIGNS) else None


def _script(typed: list[str]) -> str | None:
    """Return what is written in the script that most letters of a question have, if not ours."""
    letters = [unicodedata.name(letter, "").split(" ")[0] for word in typed for letter in word]
    for script, language in SCRIPTS.items():
        if 2 * letters.count(script) > len(letters):
            return language
    return None

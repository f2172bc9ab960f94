"""Which language a piece of text is in, as far as its most frequent words tell."""

import re
import unicodedata
from collections import Counter

FREQUENT_WORDS = {
    "en": "the of and to in is that was for with as on by at from his her it are be has have had "
    "not but they which this were said he she an or their who will would its been",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es "
    "an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über ins zur",
    "fr": "le la les et des en du une que est pour qui dans par sur au pas plus ce avec son sont "
    "aux ne se sa ses été cette il elle ont mais comme leur était",
    "es": "el la los las y del que en un una por con para es se su al lo como más pero sus fue ha "
    "este esta son no entre sobre también ser hay",
    "it": "il di che la e per un una del della con non sono si dei le al nel da gli ha anche come "
    "più alla delle lo questo dalla era",
    "nl": "de het een van en dat die te in is op voor met zijn aan niet door ook bij naar uit om "
    "er worden als maar over heeft wordt werd",
    "pt": "o a os as de da do que em um uma para com não por se na no dos das mais como ao foi é "
    "pela pelo são também ou",
}
_WORDS = {language: frozenset(words.split()) for language, words in FREQUENT_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")

FEWEST_WORDS = 8
"""A shorter line is names and labels in any language."""

FEWEST_FREQUENT = 3
"""Frequent words a line must hold for its language to be told."""

CLEAR_LEAD = 3
"""A line is in another language when it holds this many times as many words of it."""


def frequent_words(text: str) -> Counter[str]:
    """Count the frequent words of each language in ``text``."""
    counts: Counter[str] = Counter()
    for word, number in Counter(_WORD.findall(text.lower())).items():
        for language, words in _WORDS.items():
            if word in words:
                counts[language] += number
    return counts


def language_of(text: str) -> str | None:
    """Return the language ("en", "de" ...) most of the text is in, None when it cannot be told."""
    ranked = sorted(frequent_words(text).items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[0][0] if ranked and ranked[0][1] >= FEWEST_FREQUENT else None


def is_foreign(line: str, language: str) -> bool:
    """Tell whether ``line`` is clearly in another language or script than an article's own."""
    words = _WORD.findall(line)
    if len(words) < FEWEST_WORDS:
        return False
    if sum(map(_is_latin, words)) * 2 < len(words):
        return True
    counts = frequent_words(line)
    own = counts.pop(language, 0)
    best = max(counts.values(), default=0)
    return best >= FEWEST_FREQUENT and best >= CLEAR_LEAD * max(own, 1)


def _is_latin(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith("LATIN")

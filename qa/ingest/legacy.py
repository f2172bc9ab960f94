"""Text of one byte a letter: its encoding is told by what the words look like.

The bytes of Małgorzata in Windows-1250 are "Ma³gorzata" in Windows-1252. No word has a raised 3
inside, a capital behind a small letter, letters of two scripts, or letters that no language has
together: the encoding with the fewest such words is taken.
"""

import re
import unicodedata
from collections.abc import Iterable

ENCODINGS = ("cp1252", "cp1250", "iso8859_2", "mac_roman", "cp1251", "koi8_r")
"""What news archives in European languages hold beside UTF-8, the most frequent first: where two
read a text equally well, the earlier is taken."""

MOST_ODD = 0.34
"""Share of the chunks with other than ASCII letters whose words may look like none. A list of all
bytes is all odd in every encoding; none of the texts in tests/test_legacy.py has an odd word in
its own."""

LONGEST_SAMPLE = 400_000
"""Bytes that are looked at; an article has some thousand."""

_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "áéíóúñü", "àâæçéèêëîïôœùûüÿ", "äöüßé", "áâãàçéêíóôõúü", "àèéìíîòóùú", "ëïéèöüáóê",
        "åäöéü", "æøåéôò", "áðéíóúýþæö", "äöåšž", "àèéíïóòúüç", "çğıöşüâîû",
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ",
        "čćđšž", "äõöüšž", "çë",
    )
)  # fmt: skip
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџѓќѕ")
_ENDS = "\"'()[]{}<>.,;:!?/*_-–—…“”„‟‘’‚«»‹›™®©€£¥§°•·†\u00a0¡¿"
_PARTS = re.compile(r"[-–—'’‘.,/&·…“”„«»:;()\u00a0]+")
_UNLIKELY = re.compile(
    r"ñ(?=[bcdfghjklmnpqrstvwxz])|[aeiou]æ$|[ae]è$|[^\W\d_]ø(?=[ìíèùúýšž])|¿|¡", re.IGNORECASE
)
"""Letters in places where the languages that have them do not put them: Gdañsk, Miloševiæ."""


def legacy_encoding(data: bytes) -> str | None:
    """Return the encoding that makes words of ``data``; None when none does."""
    sample = data[:LONGEST_SAMPLE]
    best: tuple[tuple[int, int], str] | None = None
    chunks = 0
    for encoding in ENCODINGS:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        found = [chunk for chunk in text.split() if not chunk.isascii()]
        words = [word for chunk in found for word in _PARTS.split(chunk.strip(_ENDS)) if word]
        score = (sum(map(_is_odd, words)), _strange(words))
        if best is None or score < best[0]:
            best, chunks = (score, encoding), len(found)
    if best is None or best[0][0] > MOST_ODD * chunks:
        return None
    return best[1]


def _is_odd(word: str) -> bool:
    """Tell whether a word has letters as no word has them."""
    if word.isascii():
        return False
    if any("\x80" <= char <= "\x9f" for char in word):
        return True
    letters = [char for char in word if char.isalpha()]
    others = [char for char in word if not char.isalnum() and not char.isascii()]
    raised = [char for char in word if char.isalnum() and unicodedata.category(char) == "No"]
    if letters and (others or raised):
        return True
    if not letters:
        return False
    if any(
        after.isupper() and not after.isascii() and before.islower()
        for before, after in zip(word, word[1:], strict=False)
    ):
        return True
    foreign = {char.lower() for char in letters if not char.isascii()}
    if foreign <= _CYRILLIC:
        return any(char.isascii() for char in letters) or _swapped(word)
    return bool(_UNLIKELY.search(word)) or _swapped(word) or not _in_one_language(foreign)


def _swapped(word: str) -> bool:
    """Tell whether a word begins small and goes on in capitals: KOI8-R read as Windows-1251."""
    return len(word) > 2 and word[0].islower() and word[1:].isupper()


def _in_one_language(letters: Iterable[str]) -> bool:
    return any(alphabet.issuperset(letters) for alphabet in _ALPHABETS)


def _strange(words: Iterable[str]) -> int:
    """Count the words whose letters are not in the one language that most words are in."""
    sets = [
        {char.lower() for char in word if char.isalpha() and not char.isascii()} for word in words
    ]
    foreign = [letters for letters in sets if letters]
    if not foreign:
        return 0
    fits = max(
        sum(alphabet >= letters for letters in foreign) for alphabet in (*_ALPHABETS, _CYRILLIC)
    )
    return len(foreign) - fits

"""Misspelt words of a question, read as words of the collection.

Which words are in doubt is said here; what they are read as, in ``readings``.
"""

import re
from dataclasses import dataclass, replace

from qa.contract.answer import Correction, Turn
from qa.contract.request import Request
from qa.index.view import View
from qa.question.readings import Doubtful, read_as
from qa.question.tongue import other_language
from qa.text.folding import folded, plain

LEAST_LETTERS = 4
"""Shorter words have too many neighbours, and many are abbreviations."""

RECENT = 5
"""Turns of the history whose questions are read anew with every question."""

# Not the halves of "couldn't" and "China's".
_WORD = re.compile(r"(?<![’'])\b\w+\b(?![’']t\b)")
_QUOTED = re.compile(r"[\"“”„«][^\"“”„«»]*[\"“”»]")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A question as it is read, and which of its words were read as others."""

    text: str
    corrected: tuple[Correction, ...]


def spelled(view: View, question: str) -> Spelled:
    """Return a question with its misspelt words read as words of the collection.

    Left as they are: what stands in quotation marks, numbers, short words, abbreviations in
    capitals, words that the collection has in any form, good words that it does not have, and those
    for which no word is clearly nearest. So are all words of another language.
    """
    if other_language(question) is not None:
        return Spelled(question, ())
    quoted = [match.span() for match in _QUOTED.finditer(question)]
    shouted = question.isupper()
    cased = not (shouted or question.islower() or question.istitle())
    text, corrected, done = "", [], 0
    for match in _WORD.finditer(question):
        typed, (start, end) = match[0], match.span()
        if any(first < start < last for first, last in quoted) or not _doubtable(typed, shouted):
            continue
        named = cased and typed[0].isupper() and _inside(question, start)
        rest = f"{question[:start]} {question[end:]}"
        read = read_as(view, Doubtful(typed, rest, cased, named))
        if read is not None:
            text += question[done:start] + read
            done = end
            corrected.append(Correction(typed, read))
    return Spelled(text + question[done:], tuple(dict.fromkeys(corrected)))


def as_read(view: View, request: Request) -> tuple[str, tuple[Correction, ...], tuple[Turn, ...]]:
    """Return the question as it is read, its corrected words, and the history read likewise.

    What a question leans on is in one of the last ``RECENT`` turns; the others stay as they are.
    """
    question = plain(request.question)
    if request.as_typed:
        return question, (), request.history
    asked = spelled(view, question)
    before, recent = request.history[:-RECENT], request.history[-RECENT:]
    read = (replace(turn, question=spelled(view, turn.question).text) for turn in recent)
    return asked.text, asked.corrected, (*before, *read)


def _doubtable(typed: str, shouted: bool) -> bool:
    """Tell whether a word can be misspelt: long enough, of letters, and no abbreviation."""
    word = folded(typed)
    return len(word) >= LEAST_LETTERS and word.isalpha() and (shouted or not typed.isupper())


def _inside(question: str, place: int) -> bool:
    """Tell whether a word stands inside a sentence, where only names have capital letters."""
    before = question[:place].rstrip(" \t\"'“‘(")
    return before != "" and before[-1] not in ".?!:"

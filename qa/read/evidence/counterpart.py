"""Whether a sentence tells of the counterpart of what is asked: the first debate, not the second.

Readers and verifier see two sentences that share nearly all words. Of 73 verified candidates of the
sets it is fitted on that have a counterpart only, none is right.
"""

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question
from qa.read.evidence.wording import in_context
from qa.text.counterparts import counterparts, telling, tells_apart
from qa.text.words import STOP_WORDS, compared_words, stems

BEHIND = 3
"""Words behind "second" in which the thing stands: "the second presidential debate"."""

Told = list[tuple[str, frozenset[str]]]


def counterpart(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 where the quote in its context has only a counterpart of a word of the question.

    The two stand before the same thing: "first debate" is no counterpart of "second round".
    """
    asked = _told(question.text)
    if not asked:
        return 0.0
    said = _told(in_context(candidate.passage, candidate.quote))
    words = {word for word, _ in said}
    return float(
        any(
            counterparts(word, other) and not things.isdisjoint(others)
            for word, things in asked
            if word not in words
            for other, others in said
        )
    )


def _told(text: str) -> Told:
    """Return each word that tells things apart, with the stems of those right behind it."""
    words = [telling(word) for word in compared_words(text)]
    return [
        (word, stems(" ".join(_naming(words[place + 1 : place + 1 + BEHIND]))))
        for place, word in enumerate(words)
        if tells_apart(word)
    ]


def _naming(words: list[str]) -> list[str]:
    return [word for word in words if word not in STOP_WORDS and not tells_apart(word)]

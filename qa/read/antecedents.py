"""Who "she" is: an answer that is a pronoun gives way to a name in the sentences before it.

Readers take "She" for the answer to "Who was fined?", for it stands where the answer has to be. The
name stands for it then, as sure as the readers are of the pronoun, and the quote covers both.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from qa.contract.article import Passage, Span
from qa.contract.candidates import Candidate, within
from qa.index.view import View
from qa.question.question import Question, names_within
from qa.read.calibration import Calibration
from qa.read.evidence.ledger import evidence
from qa.read.evidence.shape import names_nobody
from qa.read.rank import Weighed, weighted_sum
from qa.text.pronouns import THIRD_PERSON
from qa.text.words import words

BACK = 3
"""Sentences before that of the pronoun in which a name is looked for, the nearest that has one."""

_PLACED = re.compile(r"\b(?:at|from|in|near|of|to)\s+(?:the\s+)?$", re.IGNORECASE)
_MARKS = " \t\n\"“‘'"
_NONE = -math.inf


def named(
    view: View, question: Question, weighed: Sequence[Weighed], calibration: Calibration
) -> list[Weighed]:
    """Return ranked candidates, best first, with a name where the verifier prefers a pronoun.

    The name takes the place of all that name nobody. Where there is none these go: "She" tells
    nobody anything.
    """
    nobody = [
        each
        for each in weighed
        if each.candidate.verified is not None and names_nobody(question, each.candidate)
    ]
    others = [each for each in weighed if each not in nobody]
    preferred = max(nobody, key=_verified, default=None)
    if preferred is None or _verified(preferred) < max(map(_verified, others), default=_NONE):
        return list(weighed)
    speaks_of_one = not THIRD_PERSON.isdisjoint(words(preferred.candidate.words.lower()))
    antecedent = antecedent_of(preferred.candidate) if speaks_of_one else None
    if antecedent is None:
        return others
    values = evidence(view, question, antecedent)
    first = Weighed(antecedent, values, weighted_sum(calibration.rank, values))
    verified = [first, *(each for each in others if each.candidate.verified is not None)]
    verified.sort(key=lambda each: -each.rank)  # stable
    return [*verified, *(each for each in others if each.candidate.verified is None)]


def antecedent_of(candidate: Candidate) -> Candidate | None:
    """Return the candidate with the name that its pronoun stands for as the answer, or None.

    That is the first name, places aside, of the nearest sentence before it that has one: what a
    sentence is about comes first in it, and the next one goes on about it.
    """
    passage = candidate.passage
    before = [each for each in passage.sentences if each.end <= candidate.quote.start]
    for sentence in reversed(before[-BACK:]):
        text = within(passage, sentence)
        for name in names_within(text):
            start = text.index(name)
            if _is_name(passage, text, start, name) and not _PLACED.search(text[:start]):
                place = sentence.start + start
                quote = Span(sentence.start, candidate.quote.end)
                return replace(candidate, answer=Span(place, place + len(name)), quote=quote)
    return None


def _is_name(passage: Passage, sentence: str, start: int, name: str) -> bool:
    """Tell whether words in capitals are a name: not so "Prosecutors", the first word, if once."""
    inside = re.search(rf"[^\W\d_],?\s+{re.escape(name)}\b", passage.text)
    return " " in name or bool(sentence[:start].strip(_MARKS)) or inside is not None


def _verified(weighed: Weighed) -> float:
    verified = weighed.candidate.verified
    return _NONE if verified is None else verified

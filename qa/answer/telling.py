"""How much the sentences of retrieved passages tell of a topic: what briefs are chosen from."""

import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.contract.candidates import Candidate, Hit
from qa.dates.fit import CONTRADICTED, UNLIKELY, fit
from qa.dates.question import TimeScope
from qa.index.view import View
from qa.ingest.dateline import find_dateline
from qa.protocols import Vectors
from qa.question.question import Question
from qa.text.words import coverage, question_stems, stems, words

MOST_SENTENCES = 40
"""Sentences that are embedded while a person waits: as long as reading ten passages takes."""

FEWEST_WORDS = 6
"""A shorter sentence tells nothing by itself."""

# What counts for a sentence, in parts of a cosine. Set by hand on the invented reports of this
# repository; the choice is not fine: half or twice of each chooses much the same.
COVERED = 0.35
LEAD = 0.2
OF_THAT_TIME = 0.3
STANDS_ALONE = 0.25
SPOKEN = 0.15

MARGIN = datetime.timedelta(days=6)
"""How much longer than the time asked for a time may be that tells of it: a week for a day."""

LEAD_LENGTH = 500
"""Code points over which an article's first words lose their weight by a factor of e."""

# Who or what is meant stands in the sentence before.
_LEANS = re.compile(
    r"\W*(?:he|she|it|they|this|that|these|those|his|her|their|its|there|here|but|and|so|or|besides"
    r"|both|such|also|then|the\s+(?:other|latter|former|two|three)|one|others?|another|some|not\s+all"
    r"|in\s+return|that's|it's)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"\s*[\"“‘'«„]")
# A question, or what only leads to a list that follows.
_TELLS_NOTHING = re.compile(r"[?:][\"”’']?\s*$")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and how much it tells of a topic.

    ``worth`` is what the order is by, bigger is better; ``near`` the cosine to the topic;
    ``covered`` the share of the topic's words in it. ``place`` is that of its vector.
    """

    candidate: Candidate
    worth: float
    near: float
    covered: float
    place: int


@dataclass(frozen=True, slots=True)
class Telling:
    """Sentences on a topic, the one that tells most first, and their unit vectors by ``place``."""

    told: tuple[Told, ...]
    vectors: Vectors


def telling(
    view: View, question: Question, hits: Sequence[Hit], most: int = MOST_SENTENCES
) -> Telling:
    """Return the whole sentences of the hits with how much they tell of the question's wording.

    ``most`` are looked at; those of another time than the one asked for are left out. The answer in
    a candidate is its whole sentence. Ties are in the order of the hits, then of the text.
    """
    wanted = question_stems(question.wording) if question.wording else frozenset()
    rough = sorted(
        (
            (_plain_worth(view, question, wanted, candidate), candidate)
            for candidate in _sentences(hits)
        ),
        key=lambda pair: -pair[0],  # stable
    )
    kept = [pair for pair in rough if pair[0] > -math.inf][:most]
    if not kept:
        return Telling((), np.zeros((0, 0), np.float32))
    topic = question.wording or question.text
    vectors = view.embed([topic, *(candidate.sentence for _, candidate in kept)])
    near = vectors[1:] @ vectors[0] if question.wording else _central(vectors[1:])
    told = [
        Told(
            candidate,
            worth + float(near[place]),
            float(near[place]),
            coverage(wanted, stems(candidate.sentence)),
            place,
        )
        for place, (worth, candidate) in enumerate(kept)
    ]
    return Telling(tuple(sorted(told, key=lambda each: -each.worth)), vectors[1:])


def _sentences(hits: Sequence[Hit]) -> list[Candidate]:
    """Return every sentence of the hits once, whole, as quote and answer."""
    seen: dict[tuple[str, int], Candidate] = {}
    for hit in hits:
        for sentence in hit.passage.sentences:
            candidate = Candidate(hit, sentence, sentence, 0.0, 0.0)
            text = candidate.sentence
            if len(words(text)) < FEWEST_WORDS or _TELLS_NOTHING.search(text):
                continue
            seen.setdefault((hit.passage.article_id, sentence.start), candidate)
    return list(seen.values())


def _plain_worth(
    view: View, question: Question, wanted: frozenset[str], candidate: Candidate
) -> float:
    """Return what is known of a sentence before it is embedded; minus infinity: leave it out."""
    sentence = candidate.sentence
    worth = COVERED * coverage(wanted, stems(sentence))
    worth += LEAD * math.exp(-candidate.quote.start / LEAD_LENGTH)
    dateline = find_dateline(sentence)
    begins = sentence[dateline.end :] if dateline else sentence
    if _LEANS.match(begins):
        worth -= STANDS_ALONE
    if _QUOTES.match(begins):
        worth -= SPOKEN
    if question.scope is not None:
        fits = _fits(view, question.scope, candidate)
        if fits == CONTRADICTED:
            return -math.inf
        worth += OF_THAT_TIME * fits
    return worth


def _fits(view: View, scope: TimeScope, candidate: Candidate) -> float:
    """Return how well a sentence fits a time: as ``fit``, but by times that are not much longer.

    "Last year" holds October, and does not tell of it. What was published then and states no time
    is likely of it.
    """
    times = view.times_within(candidate.passage, candidate.quote)
    if scope.earliest and scope.latest:
        longest = scope.latest - scope.earliest + MARGIN
        times = [
            time
            for time in times
            if not (time.earliest and time.latest) or time.latest - time.earliest <= longest
        ]
    published = view.reference(candidate.passage.article_id).published
    fits = fit(scope, times, published)
    return CONTRADICTED if fits == UNLIKELY else fits


def _central(vectors: Vectors) -> Vectors:
    """Return how near each sentence is to the others, on average: where no topic is named."""
    nearness: Vectors = (vectors @ vectors.T).mean(axis=1)
    return nearness

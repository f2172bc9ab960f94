"""Which candidate comes first: one linear function of the evidence, in one place.

Few candidates are verified, for that is dear: those that a first function of all other evidence
puts before the rest. Only a verified one can come first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa.contract.candidates import Candidate
from qa.dates.fit import CONTRADICTED, STATED
from qa.dates.question import without_time
from qa.index.view import View
from qa.protocols import Verifier
from qa.question.question import Question
from qa.read.calibration import Calibration
from qa.read.evidence.ledger import evidence
from qa.read.evidence.shape import names_nobody
from qa.read.evidence.wording import in_context
from qa.read.lead import lead
from qa.read.timed import timed

# Candidates past these never come first, and weighing each costs time.
MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its evidence by name and its ``rank``; bigger is better."""

    candidate: Candidate
    evidence: Mapping[str, float]
    rank: float


def rank(
    view: View,
    question: Question,
    candidates: Sequence[Candidate],
    verifier: Verifier,
    calibration: Calibration,
) -> list[Weighed]:
    """Return the candidates that do not contradict the time asked for, best first.

    ``candidates`` come best first by the reader; so ties stay. Those that the calibration has
    verified come first, in the order of its ``rank``; behind them come the others in the order of
    the shortlist, whose ``rank`` is that function. No candidates: an empty list.
    """
    every = shortlist(view, question, candidates, calibration)
    best = _worth_verifying(question, every, calibration)
    rest = [each for each in every if each not in best]
    verified = weigh(view, question, [each.candidate for each in best], verifier, calibration)
    verified.sort(key=lambda each: -each.rank)  # stable
    return verified + rest


def _worth_verifying(
    question: Question, every: Sequence[Weighed], calibration: Calibration
) -> list[Weighed]:
    """Return those of the shortlist that can come first, or tell how sure the first one is.

    Of what lies far behind, a pronoun is verified, for a name may stand for it, and the first one
    of another sentence: how far that lies behind counts for how sure the first one is.
    """
    if not every:
        return []
    first = every[0]
    least = first.rank - calibration.verified_within
    most = every[: calibration.verified]
    rival = next((each for each in most if not same_sentence(each, first)), None)
    return [
        each
        for each in most
        if each.rank >= least or each is rival or names_nobody(question, each.candidate)
    ]


def same_sentence(one: Weighed, other: Weighed) -> bool:
    """Tell whether two candidates stand in the same sentence; passages overlap by one."""
    mine, its = one.candidate, other.candidate
    return mine.passage.article_id == its.passage.article_id and mine.quote == its.quote


def shortlist(
    view: View, question: Question, candidates: Sequence[Candidate], calibration: Calibration
) -> list[Weighed]:
    """Return the candidates that do not contradict the time asked for, likeliest first.

    Their ``rank`` is that by all evidence but the verifier's.
    """
    weighed = []
    for candidate in candidates[:MOST_CANDIDATES]:
        values = evidence(view, question, candidate)
        if values["time"] > CONTRADICTED - STATED:
            worth = weighted_sum(calibration.shortlist, values)
            weighed.append(Weighed(candidate, values, worth))
    return sorted(weighed, key=lambda each: -each.rank)  # stable


def weigh(
    view: View,
    question: Question,
    candidates: Sequence[Candidate],
    verifier: Verifier,
    calibration: Calibration,
) -> list[Weighed]:
    """Return the candidates verified, in the order given, each with its evidence and rank."""
    weighed = []
    for candidate in _near(view, question, _verified(view, question, candidates, verifier)):
        values = evidence(view, question, candidate)
        weighed.append(Weighed(candidate, values, weighted_sum(calibration.rank, values)))
    return weighed


def _verified(
    view: View, question: Question, candidates: Sequence[Candidate], verifier: Verifier
) -> list[Candidate]:
    """Return the candidates verified, each asked of with its own words for the time asked for."""
    wordings = [timed(view, question, candidate) for candidate in candidates]
    verified = [replace(each, lead=lead(view, question, each)) for each in candidates]
    for wording in dict.fromkeys(wordings):
        places = [place for place, other in enumerate(wordings) if other == wording]
        answers = verifier.verify(wording, [verified[place] for place in places])
        for place, answer in zip(places, answers, strict=True):
            verified[place] = answer
    return verified


def _near(view: View, question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with the cosine of the question and each quote in its context.

    Of the question as typed: words of earlier turns are about what was quoted then.
    """
    typed = without_time(question.text, question.scope)
    quotes = [in_context(each.passage, each.quote) for each in candidates]
    asked, *vectors = view.embed([typed, *quotes])
    return [
        replace(each, nearness=float(vector @ asked))
        for each, vector in zip(candidates, vectors, strict=True)
    ]


def weighted_sum(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    """Return the sum of weight times value over the names that have a weight.

    >>> weighted_sum({"margin": 0.5}, {"margin": 4.0, "words": 1.0})
    2.0
    """
    return sum(weight * values[name] for name, weight in weights.items())

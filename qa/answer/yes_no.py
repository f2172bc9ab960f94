"""What settles a question for yes or no: a clause that says so, never a bare "not"."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa.answer.citations import citation
from qa.answer.compose import first_of_each_article
from qa.contract.answer import Abstention, Answer, Citation
from qa.contract.article import Span
from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.read.confidence import Judged, Judgement
from qa.read.evidence.wording import in_context, with_weights
from qa.read.marks import paired
from qa.text.contraries import opposites
from qa.text.words import question_stems, stems, words

FEWEST_WORDS = 4
"""A shorter clause is no statement: its whole sentence is taken."""

# Set by hand on the questions for yes or no of this repository's own keys, not measured elsewhere:
# two thirds of a question's weight settle it. So no share of right answers is stated with it.
BIAS, WORDED, VERIFIED = -4.0, 6.0, 0.1
THRESHOLD = 0.5

UNSETTLED = "No sentence was found that settles this. What comes near is a wish or a view."

# Where a clause ends and another one begins.
_BOUNDARY = re.compile(
    r"\s*(?:[;:]|\s[–—-])\s+|,\s+(?=(?:and|but|while|although|though|which|who|whose|where|whereas"
    r"|because|so|yet|or)\s)|,\s+(?=[\"“‘])",
    re.IGNORECASE,
)
# "Is there trust between them?" is settled by what speaks of trust alone.
_THERE = re.compile(
    r"\W*(?:is|are|was|were|will)\s+there\s+(?:be\s+)?(?:(?:any|an?|some|no|still|now|the)\s+)*"
    r"(?P<what>\w+)",
    re.IGNORECASE,
)
# What is hoped for or asked for is not so yet.
_WISH = re.compile(
    r"\b(?:hop(?:e[sd]?|ing)|wish(?:e[sd]|ing)?|urg(?:e[sd]?|ing)|call(?:s|ed|ing)?\s+(?:for|on)"
    r"|demand(?:s|ed|ing)?|would\s+like|want(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
# What may be so, or is asked, or only would be in some case. The month is written "May".
_CONDITION = re.compile(
    r"\b(?:(?i:if|whether|unless|in\s+case|assuming)|could|might|may)\b(?P<said>[^,;:—.]*)"
)
# What so many of those asked think is so may be otherwise.
_OPINION = re.compile(
    r"\b(?:\d+|one|two|three|half|thirds?|quarters?|majority|most|many|few|percent|per\s+cent)\b"
    r"(?:\s+(?:in|out)?\s*(?:of|in)?\s*(?:the|those|all|\d+|ten)?\s*(?:likely|registered)?\s*"
    r"(?:percent|per\s+cent|%|voters|people|adults|respondents|americans|britons|asked|surveyed"
    r"|polled))*\s+(?:agree|believe|think|thought|sa(?:y|id)|feel|felt|consider|call|expect|fear"
    r"|want|hope|doubt)(?:s|d|ed)?\b(?P<said>.*)",
    re.IGNORECASE | re.DOTALL,
)
_POLL = re.compile(
    r"\b(?:polls?|surveys?|voters?|respondents?|percent|per\s+cent|most|majority|people)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[\s.,;:!?]+$")


def settled(view: View, answer: Answer, judgement: Judgement, most: int) -> Answer:
    """Return an answer with the clauses that settle the question, ``most`` at most.

    Where no span answers, a sentence settles it that has what the question says, or its contrary.
    Where none does, the nearest evidence stays as such.
    """
    every = (*judgement.judged, *judgement.further)
    by_place = {_at(each.candidate): each for each in every}
    asked = judgement.retrieved.question.wording
    speaking = [(by_place[_place(each)].candidate, each.confidence) for each in answer.citations]
    chosen = [pair for pair in speaking if _speaks(pair[0], asked)]
    spoken = bool(chosen)
    if not chosen:
        sure = _settling(judgement)
        chosen = first_of_each_article([pair for pair in sure if pair[1] >= THRESHOLD])[:most]
        if not chosen:
            return _unsettled(answer, _clauses(view, speaking))
    citations = _clauses(view, chosen)
    return replace(
        answer,
        kind="yes_no",
        answered=True,
        text=citations[0].answer.text,
        confidence=citations[0].confidence,
        right_of_hundred=answer.right_of_hundred if spoken else None,
        citations=citations,
        abstention=None,
    )


def _clauses(view: View, pairs: Sequence[tuple[Candidate, float]]) -> tuple[Citation, ...]:
    return tuple(
        citation(view, number, clause(candidate), confidence)
        for number, (candidate, confidence) in enumerate(pairs, start=1)
    )


def _unsettled(answer: Answer, near: tuple[Citation, ...]) -> Answer:
    """Return no answer; what was sure, but only a wish, say, is a possible one."""
    if not answer.answered:
        return replace(answer, kind="yes_no")
    abstention = Abstention(UNSETTLED, near, possible=True)
    return replace(
        answer,
        kind="yes_no",
        answered=False,
        text="",
        date=None,
        citations=(),
        abstention=abstention,
    )


def _settling(judgement: Judgement) -> list[tuple[Candidate, float]]:
    """Return the verified candidates with how likely each settles the question, best first."""
    retrieved = judgement.retrieved
    weights = with_weights(retrieved.question, retrieved.hits).weights
    asked = retrieved.question.wording
    verified = [
        each
        for each in judgement.judged
        if each.candidate.verified is not None and _speaks(each.candidate, asked)
    ]
    pairs = [(each.candidate, settles(weights, each)) for each in verified]
    return sorted(pairs, key=lambda pair: -pair[1])  # stable


def settles(weights: Mapping[str, float], judged: Judged) -> float:
    """Return the probability, 0 to 1, that the sentence of a candidate settles a question.

    A logistic function of the share of the question's words, rare ones counting more, that the
    sentence has or has the contrary of, and of the verifier's margin.
    """
    total = 0.0 if judged.candidate.verified is None else VERIFIED * judged.candidate.verified
    total += BIAS + WORDED * worded(weights, judged.candidate)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def worded(weights: Mapping[str, float], candidate: Candidate) -> float:
    """Return the share, 0 to 1, of a question's weight that a sentence says, or denies."""
    total = sum(weights.values())
    said = stems(in_context(candidate.passage, candidate.quote))
    held = (
        weight
        for stem, weight in weights.items()
        if stem in said or not said.isdisjoint(opposites(stem))
    )
    return sum(held) / total if total else 0.0


def clause(candidate: Candidate) -> Candidate:
    """Return the candidate with the clause that its answer stands in as the answer.

    That is the whole sentence where the clause is too short to say anything by itself.
    """
    sentence, place = candidate.sentence, candidate.place
    start, end = 0, len(sentence)
    for boundary in _BOUNDARY.finditer(sentence):
        if boundary.end() <= place.start:
            start = boundary.end()
        elif boundary.start() >= place.end:
            end = boundary.start()
            break
    if len(words(sentence[start:end])) < FEWEST_WORDS:
        start, end = 0, len(sentence)
    stop = _END.search(sentence, start, end)
    shown = paired(sentence, Span(start, max(start + 1, stop.start() if stop else end)))
    quote = candidate.quote
    return replace(candidate, answer=Span(quote.start + shown.start, quote.start + shown.end))


def _speaks(candidate: Candidate, asked: str) -> bool:
    """Tell whether a sentence can settle a question: no wish does, where none is asked of.

    Nor does what only may be so, nor what has no word of that which "is there".
    """
    there = _THERE.match(asked)
    needed = {stem: 1.0 for stem in stems(there["what"])} if there else {}
    if needed and worded(needed, candidate) < 1.0:
        return False
    if _WISH.search(candidate.sentence) and not _WISH.search(asked):
        return False
    return not leaves_open(candidate.sentence, asked)


def leaves_open(sentence: str, asked: str) -> bool:
    """Tell whether a sentence has a word of the question only in what may be, or is a condition.

    >>> leaves_open("If the dam burst, the town is lost.", "Did the dam burst?")
    True
    """
    wanted = question_stems(asked)
    opinion = _OPINION.search(sentence)
    if opinion and not _POLL.search(asked) and wanted & stems(opinion["said"]):
        return True
    if _CONDITION.search(asked[:1].lower() + asked[1:]):
        return False
    parts = [stems(match["said"]) for match in _CONDITION.finditer(sentence)]
    plain = stems(_CONDITION.sub(" ", sentence))
    return any(wanted & said - plain for said in parts)


def _at(candidate: Candidate) -> tuple[str, Span]:
    return candidate.passage.article_id, candidate.answer


def _place(cited: Citation) -> tuple[str, Span]:
    return cited.article.id, Span(cited.answer.start, cited.answer.end)

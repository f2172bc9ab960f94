"""How much of a question's wording a candidate's surroundings carry, rare words first."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qa.contract.article import Passage, Span
from qa.contract.candidates import Candidate, Hit, sentence_before, within
from qa.index.view import View
from qa.question.question import Question
from qa.text.words import question_stems, stems

# How much more the thing asked for ("Which headquarters …", "What is the goal …") counts than the
# other words.
FOCUS = 2.0

# A passage with this share of the question's words, rare ones counting more, is about the subject.
ABOUT = 0.3

_FOCUS = re.compile(
    r"\b(?:which|what)(?:\s+(?:is|are|was|were)\s+(?:the|an?))?\s+(?P<thing>\w+)", re.IGNORECASE
)

# A sentence that begins so goes on about what the one before it names.
_GOES_ON = re.compile(
    r"\W*(?:it|its|he|his|she|her|they|their|this|these|that|those|both)\b", re.IGNORECASE
)


def wording(view: View, question: Question, candidate: Candidate) -> float:
    """Return the share, 0 to 1, of the question's weight that the sentence in its context has."""
    return share(question.weights, in_context(candidate.passage, candidate.quote))


def about(view: View, question: Question, candidate: Candidate) -> float:
    """Return the share of the question's weight that the passage has, ``ABOUT`` at most."""
    return min(ABOUT, share(question.weights, candidate.passage.text))


def with_weights(question: Question, hits: Iterable[Hit]) -> Question:
    """Return the question with the weights of its words among the sentences of the hits."""
    return replace(question, weights=word_weights(question.wording, hits))


def word_weights(question: str, hits: Iterable[Hit]) -> dict[str, float]:
    """Return the weight of each stem of the question: inverse document frequency over sentences.

    A word that stands in few of the sentences found ("headquarters") tells more about which of them
    is meant than one that stands in many ("visit"). The thing asked for counts more.
    """
    sentences = [
        stems(within(hit.passage, sentence)) for hit in hits for sentence in hit.passage.sentences
    ]
    focus = _FOCUS.search(question)
    asked = question_stems(focus["thing"]) if focus else frozenset()
    return {
        word: (FOCUS if word in asked else 1.0)
        * math.log(1 + len(sentences) / (1 + sum(word in words for words in sentences)))
        for word in sorted(question_stems(question))
    }


def share(weights: Mapping[str, float], text: str) -> float:
    """Return the share, 0 to 1, of the weight whose words are in ``text``; 0 without any weight."""
    total = sum(weights.values())
    said = stems(text)
    return sum(weight for word, weight in weights.items() if word in said) / total if total else 0.0


def in_context(passage: Passage, quote: Span) -> str:
    """Return the text of a quote, behind the sentence before it when it begins with a pronoun.

    “It will also help build trust” has none of the words of "better communications", whose effect
    it tells; the sentence before it has.
    """
    text = within(passage, quote)
    before = sentence_before(passage, quote) if _GOES_ON.match(text) else None
    return f"{within(passage, before)} {text}" if before else text

"""How much of a question's wording a text carries, rare words first."""

import math
import re
from collections.abc import Iterable, Mapping

from qa.contract.article import Passage, Span
from qa.contract.candidates import Hit
from qa.text.words import question_stems, stems

# How much more the thing asked for ("Which headquarters …", "What is the goal …") counts than the
# other words.
FOCUS = 2.0

_FOCUS = re.compile(
    r"\b(?:which|what)(?:\s+(?:is|are|was|were)\s+(?:the|an?))?\s+(?P<thing>\w+)", re.IGNORECASE
)


# A sentence that begins so goes on about what the one before it names.
_GOES_ON = re.compile(
    r"\W*(?:it|its|he|his|she|her|they|their|this|these|that|those|both)\b", re.IGNORECASE
)


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


def wording(weights: Mapping[str, float], text: str) -> float:
    """Return the share, 0 to 1, of the weight whose words are in ``text``; 0 without any weight."""
    total = sum(weights.values())
    found = stems(text)
    return sum(weight for word, weight in weights.items() if word in found) / total if total else 0


def within(passage: Passage, span: Span) -> str:
    """Return the text of a span that lies in a passage."""
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]


def in_context(passage: Passage, quote: Span) -> str:
    """Return the text of a quote, behind the sentence before it when it begins with a pronoun.

    “It will also help build trust” has none of the words of "better communications", whose effect
    it tells; the sentence before it has.
    """
    text = within(passage, quote)
    if not _GOES_ON.match(text):
        return text
    before = [sentence for sentence in passage.sentences if sentence.end <= quote.start]
    return f"{within(passage, before[-1])} {text}" if before else text

"""The shape of answer and question: a pronoun, the question's own words, nothing said, how long."""

import re
from collections.abc import Sequence

from qa.contract.candidates import Candidate
from qa.index.view import View
from qa.question.question import Question
from qa.text.question_words import has_question_word
from qa.text.words import STOP_WORDS, compared_words, question_stems, words

PRONOUNS = frozenset(
    """i me my mine we us our ours you your yours he him his she her hers it its they them their
    theirs this that these those who whom which one ones himself herself itself themselves both
    others someone somebody everyone everybody anyone anybody nobody""".split()
)
_SUBJECTS = frozenset("he she it they somebody someone".split())
# With stop words: what is left is no statement. "No" and "none" may answer "how many".
_SAYS_NOTHING = STOP_WORDS | frozenset(
    "not n't yes also just only very more most other such there here s t".split()
)

LONG = 20
MUCH = 15

_CHOICE = re.compile(r"\bor\b|\bbetween\b", re.IGNORECASE)


def pronoun(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 for an answer of pronouns alone: "She" names nobody."""
    return float(_pronouns_alone(words(candidate.words.lower())))


def names_nobody(question: Question, candidate: Candidate) -> bool:
    """Tell of a pronoun, and of a clause that begins with one where a person is asked for."""
    said = words(candidate.words.lower())
    begins = question.asks.kind == "person" and not _SUBJECTS.isdisjoint(said[:1])
    return begins or _pronouns_alone(said)


def _pronouns_alone(said: Sequence[str]) -> bool:
    return bool(said) and all(word in PRONOUNS for word in said)


def empty(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 for an answer without a word that says something: a bare "not", "of the"."""
    said = words(candidate.words.lower())
    return float(all(word in _SAYS_NOTHING for word in said))


def echo(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 when every word of the answer stands in the question, which offers no choice.

    "How much more did it cost?" is not answered by "MORE". A question without a question word may
    be one for yes or no, which its own words confirm.
    """
    asked = question.text
    if not has_question_word(asked) or _CHOICE.search(asked):
        return 0.0
    return float(set(compared_words(candidate.words)) <= set(compared_words(asked)))


def length(view: View, question: Question, candidate: Candidate) -> float:
    """Return how long the answer is: words over ``LONG``, 1.0 at most."""
    return min(1.0, len(words(candidate.words)) / LONG)


def question_length(view: View, question: Question, candidate: Candidate) -> float:
    """Return how much the question says: words to look for over ``MUCH``, 1.0 at most.

    The more it says, the less of it one sentence has, whether that answers or not.
    """
    return min(1.0, len(question_stems(question.text)) / MUCH)


def yes_or_no(view: View, question: Question, candidate: Candidate) -> float:
    """Return 1.0 where yes or no is asked: no span is that."""
    return float(question.asks.kind == "yes_no")

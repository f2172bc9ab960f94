"""Questions as people type them: key words, small letters, a slip of the finger, a lead-in.

Made by rule from questions that were written with care; the passage and the answer stay. What has
no answer is typed so as often as what has one, so that the wording tells nothing.
"""

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from qa.evaluate.squad import Example
from qa.text.words import content_words, stems
from qa.train.contrasts import IRREGULAR
from qa.train.cropping import sentences_of

FEWEST_KEY_WORDS = 3
LONGEST_LEAD = 24
"""Words of a statement before a question."""

_WORD = re.compile(r"\b[a-zA-Z]{5,}\b")
_KEYS = {"Who": "who", "When": "when", "Where": "where", "How many": "how many", "Why": "why"}
_RECENT = ("This week, ", "Recently, ", "Last week, ", "This month, ", "")
# "Which city fell?" and "Who was killed?", not "Which city did they take?" nor "Who is he?".
_DONE = "|".join((r"\w+ed", r"\w+en", *(past for past in IRREGULAR if past != "did")))
_IS = "is|are|was|were|has|have|had"
_NEVER = rf"{_IS}|do|does|did|can|could|will|would|shall|should|may|might|must|the|happens"
_SUBJECT = re.compile(
    rf"(?:(?P<who>Who) |(?:Which|What) (?P<asked>(?:(?!(?:{_NEVER})\b)[\w-]+ ){{1,4}}?))(?P<rest>"
    rf"(?:(?:{_IS}) (?:(?:not|also|been|being|\w+ly) )*)?(?:{_DONE})\b[^?]*)\?$"
)

Wording = Callable[[Example, random.Random], str | None]


def small(example: Example, _: random.Random) -> str:
    """Return the question in small letters without its mark."""
    return example.question.lower().rstrip("? ")


def key_words(example: Example, chance: random.Random) -> str | None:
    """Return the question's content words, sometimes with what it asks for at an end."""
    words = content_words(example.question)
    if len(words) < FEWEST_KEY_WORDS:
        return None
    asked = next((key for start, key in _KEYS.items() if example.question.startswith(start)), "")
    if not asked:
        return " ".join(words)
    return chance.choice((f"{asked} {' '.join(words)}", f"{' '.join(words)} {asked}"))


def misspelt(example: Example, chance: random.Random) -> str | None:
    """Return the question with one word of five letters or more mistyped, its first letter right.

    Two letters change places, one is left out, or one comes twice.
    """
    words = list(_WORD.finditer(example.question))
    if not words:
        return None
    word = chance.choice(words)
    place = word.start() + chance.randrange(1, len(word.group()) - 1)
    text = example.question
    one, other = text[place], text[place + 1]
    slip = chance.choice((other + one, other, one + one + other))
    return text[:place] + slip + text[place + 2 :]


def led_in(example: Example, chance: random.Random) -> str | None:
    """Return the question behind a statement, another sentence of its passage, as quizzes have it.

    The statement has no answer in it and shares a word with the question.
    """
    golds = [gold.lower() for gold in example.golds if gold]
    wanted = stems(example.question)
    fit = [
        sentence
        for part in sentences_of(example.context)
        if len((sentence := example.context[part.start : part.end]).split()) <= LONGEST_LEAD
        and sentence.endswith(".")
        and not any(gold in sentence.lower() for gold in golds)
        and len(wanted & stems(sentence)) > 1
    ]
    if not fit:
        return None
    lead = chance.choice(fit)
    recent = chance.choice(_RECENT)
    if recent and lead.split()[0] in ("The", "A", "An", "It", "He", "She", "They", "In"):
        lead = lead[0].lower() + lead[1:]
    return f"{recent}{lead} {example.question}"


def pointed(example: Example, _: random.Random) -> str | None:
    """Return the question as a clue: "Which city fell?" is "This city fell.".

    Where what is asked for does what the question says; "Who" is "This person".
    """
    match = _SUBJECT.match(example.question)
    if match is None:
        return None
    asked = "person" if match["who"] else match["asked"].strip()
    this = "These" if re.search(r"[^s]s$", asked) else "This"
    return f"{this} {asked} {match['rest'].strip()}."


WORDINGS: tuple[Wording, ...] = (small, key_words, misspelt, led_in, pointed)
OFTEN = (2, 2, 2, 4, 12)
"""How often each is tried: half of the questions fit no lead-in, one in eight is a clue."""


def reworded(examples: Iterable[Example], *, seed: int = 1) -> list[tuple[str, Example]]:
    """Return each question in one of the wordings, drawn by chance, with the wording's name.

    A question that the wording drawn does not fit is left out. A function of the arguments.
    """
    chance = random.Random(seed)
    typed = []
    for example in examples:
        (wording,) = chance.choices(WORDINGS, OFTEN)
        question = wording(example, chance)
        if question:
            name = wording.__name__
            typed.append((name, replace(example, id=f"{example.id}-{name}", question=question)))
    return typed

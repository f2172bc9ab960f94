"""Who said what: attributions that people marked in news, as questions with and without an answer.

A file of PolNeAR (Newell, Margolin and Ruths, "An attribution relations corpus for political news",
LREC 2018) has a JSON object a line with ``text`` and ``attributions``: ``source`` (start, end),
``cue`` and ``content``. Other speakers of an article make the nearest misses: they speak of the
same things.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.evaluate.squad import Example
from qa.text.words import stems
from qa.train.cropping import sentences_of
from qa.train.near_misses import exchanged
from qa.train.terms import terms
from qa.train.windows import WITHOUT_CONTEXT, sentence_of

SPOKEN = frozenset(
    """said says say told tells saying tweeted wrote writes argued argues claimed claims insisted
    insists warned warns announced added adds explained noted notes stated states predicted
    suggested acknowledged admitted declared believes thinks replied responded""".split()
)
WITH_THAT = frozenset(
    """said warned argued claimed insisted announced wrote noted stated added explained predicted
    suggested acknowledged admitted declared""".split()
)
DENIED = ("denied that", "doubted that", "rejected the claim that", "asked whether")
LONGEST_SOURCE = 8
FEWEST, MOST = 4, 20
"""Words of what was said that a question repeats."""

_PRONOUN = re.compile(
    r"^(?:he|she|they|it|we|i|you|who|that|this|these|those|which|his|her|their|my|your|our|him|them"
    r"|himself|herself|one|some|(?:an)?others?|many|most|both|all|anyone|people|someone)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|can|could|should|may|might|must|did|does|do|am)\b"
    r"|n['’]t\b|['’](?:s|re|ll|ve)\b|\b[a-z]{3,}ed\b"
)
_INDEFINITE = re.compile(r"an?\b", re.IGNORECASE)
# A window that says so points to what another one said.
_POINTS = re.compile(r"\b(?:that way|so|the same|agree[ds]?)\b", re.IGNORECASE)
_SHARE = re.compile(r"%|\bper ?cent\b")
_PERSONAL = re.compile(r"\b(?:I|we|me|my|us|our|you|your|he|she|him|her|his|they|their|it)\b", re.I)
_MARKS = re.compile(r"[“”\"]|''|``")
_TOPIC = re.compile(r"(?!(?:Democrat(?:ic)?|Republican)s?\b)\w{4,}")
_CUT = re.compile(r",? (?:because|which|who|while|when|if|after|before|since|although|but|and|as) ")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One of an article: its window, and where in the window source and content stand."""

    window: str
    source: tuple[int, int]
    content: tuple[int, int] | None
    said: str
    cue: str

    @property
    def speaker(self) -> str:
        """The words of the source."""
        return self.window[self.source[0] : self.source[1]]


def attribution_questions(file: Path, *, seed: int = 1) -> Iterator[tuple[str, Example]]:
    """Yield questions about each article of ``file``, each with the name of its kind.

    "who" and "what" have an answer; "other-speaker", "other-words", "term" and "denied" have none.
    A function of file and seed.
    """
    chance = random.Random(seed)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for number, (kind, example) in enumerate(_of_article(article, chance)):
                name = f"{article['id']}-{number}-{kind}"
                yield kind, Example(name, example.question, example.context, example.answers)


def _of_article(article: dict[str, Any], chance: random.Random) -> Iterator[tuple[str, Example]]:
    text = article["text"]
    marked = (_attribution(text, entry, chance) for entry in article["attributions"])
    attributions = [attribution for attribution in marked if attribution]
    for attribution in attributions:
        others = [o for o in attributions if not _same_speaker(o.speaker, attribution.speaker)]
        yield from _who_questions(attribution, others, text, chance)
        yield from _what_questions(attribution, others, chance)


def _who_questions(
    one: Attribution, others: Sequence[Attribution], text: str, chance: random.Random
) -> Iterator[tuple[str, Example]]:
    clause = clause_of(one.said, chance)
    if clause is None:
        return
    example = Example("", _who(one, clause, chance), one.window, (one.source,))
    yield "who", example
    if chance.random() < 0.5 and (miss := exchanged(example, text, chance)):
        yield "term", miss
    elif chance.random() < 0.3 and not _SHARE.search(one.window):
        question = f"Who {chance.choice(DENIED)} {clause}?"
        yield "denied", Example("", question, one.window, ())
    if near := _nearest(one, others):
        yield "other-words", Example("", _who(one, clause, chance), near.window, ())


def _what_questions(
    one: Attribution, others: Sequence[Attribution], chance: random.Random
) -> Iterator[tuple[str, Example]]:
    said = "." + _MARKS.sub("", one.said)
    # what is named late is mostly named in passing
    named = [term for term in terms(said) if term.start < len(said) / 2]
    topics = [t.text for t in named if t.kind in ("name", "place") and _TOPIC.match(t.text)]
    if not one.content or not topics or one.cue.lower() not in SPOKEN:
        return
    topic = chance.choice(topics)
    yield "what", Example("", _what(one.speaker, topic, chance), one.window, (one.content,))
    definite = (o.speaker for o in others if not _INDEFINITE.match(o.speaker))
    speakers = sorted({speaker for speaker in definite if _absent(speaker, one.window)})
    if speakers:
        question = _what(chance.choice(speakers), topic, chance)
        yield "other-speaker", Example("", question, one.window, ())


def _attribution(text: str, entry: dict[str, Any], chance: random.Random) -> Attribution | None:
    """Return an attribution with a speaker who is named, in a window; None for the others."""
    start, end = entry["source"]
    speaker, cue = text[start:end], text[slice(*entry["cue"])]
    if _PRONOUN.match(speaker) or not 1 <= len(speaker.split()) <= LONGEST_SOURCE:
        return None
    spoken = cue.lower().split()[:1]
    if not (spoken and spoken[0] in SPOKEN) and "according to" not in cue.lower():
        return None
    low, high = entry["content"]
    place = sentence_of(text, start, end)
    if place is None:
        return None
    of_text = sentences_of(text)
    begin = of_text[place - 1 if place and chance.random() >= WITHOUT_CONTEXT else place].start
    stop = of_text[place].end
    said = text[max(low, of_text[place].start) : min(high, stop)]
    if not said.strip():
        return None
    inside = begin <= low and high <= stop
    return Attribution(
        text[begin:stop],
        (start - begin, end - begin),
        (low - begin, high - begin) if inside else None,
        said,
        spoken[0] if spoken else "said",
    )


def clause_of(said: str, chance: random.Random) -> str | None:
    """Return what was said as a clause for "Who said that …?"; None when it is none.

    Quotation marks go, a long one is cut where another clause begins. Not of one that needs its
    speaker to be understood ("I", "they").

    >>> clause_of("that the plan “will never work.”", random.Random(1))
    'the plan will never work'
    """
    text = _MARKS.sub("", said).strip().removeprefix("that ").strip(" .,;:!—–-")
    text = " ".join(text.split())
    breaks = [
        m.start() for m in _CUT.finditer(text) if len(text[: m.start()].split()) >= FEWEST + 2
    ]
    if breaks and (len(text.split()) > MOST or chance.random() < 0.4):
        text = text[: breaks[0]]
    words = text.split()
    if not FEWEST <= len(words) <= MOST or text.endswith("?") or text.startswith("to "):
        return None
    if not _FINITE.search(text) or _PERSONAL.match(text) or re.search(r"\b(?:I|we)\b", text):
        return None
    first = words[0]
    lowered = first.lower() if first in ("The", "A", "An", "This", "There", "It’s") else first
    return " ".join([lowered, *words[1:]])


def _who(one: Attribution, clause: str, chance: random.Random) -> str:
    forms = [
        f"Who said that {clause}?",
        f"Who said {clause}?",
        f"According to whom {clause}?",
        f"Who says that {clause}?",
        f"Who claimed that {clause}?",
        f"Who was it that said {clause}?",
    ]
    if one.cue in WITH_THAT:
        forms += 2 * [f"Who {one.cue} that {clause}?"]
    return chance.choice(forms)


def _what(speaker: str, topic: str, chance: random.Random) -> str:
    forms = (
        "What did {s} say about {t}?",
        "What did {s} tell about {t}?",
        "What does {s} say about {t}?",
        "What was said about {t} by {s}?",
        "What did {s} claim about {t}?",
    )
    return chance.choice(forms).format(s=speaker, t=topic)


def _nearest(one: Attribution, others: Sequence[Attribution]) -> Attribution | None:
    """Return the other attribution that shares most with what was said and does not say it."""
    wanted = stems(one.said)
    free = [
        other
        for other in others
        if one.said[:40] not in other.window
        and other.said[:40] not in one.window
        and not _POINTS.search(other.window)
    ]
    shares = [(len(wanted & stems(o.window)), -n) for n, o in enumerate(free)]
    return free[-max(shares)[1]] if shares and max(shares)[0] else None


def _absent(speaker: str, window: str) -> bool:
    """Tell whether no word of a speaker with a capital, or no word at all, is in the window."""
    words = [word for word in re.findall(r"\w+", speaker) if word[0].isupper()]
    words = words or re.findall(r"\w{4,}", speaker)
    return not any(re.search(rf"\b{word}", window) for word in words)


def _same_speaker(one: str, other: str) -> bool:
    return bool(set(re.findall(r"\w{3,}", one.lower())) & set(re.findall(r"\w{3,}", other.lower())))

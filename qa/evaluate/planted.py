"""Agreements, differences, copies and corrections planted into news stories, by a fixed rule.

Each case takes a story and a rare name of it. A fact about that name (``planted_facts.py``) is put
before every other paragraph of the story, and in other words before the rest: two reports of one
thing that share its names and no sentence. A bystander, the same kind of fact about a name of
another story, is in every case. What an article says is known, so what may be claimed is, too.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.contract.article import Article
from qa.evaluate.planted_facts import (
    CITIES,
    COMPANIES,
    CORRECTIONS,
    FACTS,
    HEADS,
    PEOPLE,
    TITLES,
    TITLES_OF_PEOPLE,
    UPDATES,
    Fact,
    Part,
)
from qa.evaluate.stories import Story
from qa.ingest.articles import article_from_text
from qa.text.months import MONTHS
from qa.text.numbers import CARDINALS
from qa.text.places import COUNTRIES, STATES

Case = Literal["agreement", "difference", "copies", "correction", "update"]
CASES: tuple[Case, ...] = ("agreement", "difference", "copies", "correction", "update")
SEED = 1987

MOST_WORDS = 45
"""Words of a story around a fact: an article is one passage, and embedding is what takes time."""

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?\b(?! [A-Z(<])")
_DAY = re.compile(
    rf"^(?:{'|'.join(MONTHS)}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
)
_WORDS = {number: word for word, number in CARDINALS.items()}


@dataclass(frozen=True, slots=True)
class Planted:
    """An article with what it says: ``value`` is a key, None of another event; ``copy_of`` is the
    place of the article that it prints again."""

    article: Article
    value: str | None
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class PlantedCase:
    """A question over a few articles in the order of adding; ``first`` is the value that wins."""

    kind: Case
    question: str
    articles: tuple[Planted, ...]
    first: str | None = None


class CaseMaker:
    """Makes cases from stories, one after the other, always the same."""

    def __init__(self, stories: Sequence[Story], part: Part) -> None:
        """Take the stories that have a rare name and enough text, half of the facts."""
        self.chance = random.Random(f"{SEED} {part}")
        self.part: Part = part
        named = [(story, name) for story in stories if (name := rare_name(story))]
        self.chance.shuffle(named)
        self.named = _distinct(named)
        self.at = 0

    def case(self, kind: Case) -> PlantedCase:
        """Return the next case."""
        counts = [f for f in FACTS[self.part] if f.sort == "count"]
        fact = self.chance.choice(counts if kind == "update" else FACTS[self.part])
        story, name = self._next()
        value, other = self._values(fact)
        halves = [_half(story, n) for n in (0, 1)]
        days = sorted(self.chance.sample(range(1, 28), 3))
        wordings = self.chance.sample(fact.first, 3)
        title = self.chance.choice(TITLES[self.part])
        one = self._article(fact, name, wordings[0], value, halves[0], days[0], title)
        first: str | None = None
        if kind == "agreement":
            planted = [one, self._again(fact, name, wordings[1], value, halves[1], days[1])]
        elif kind == "difference":
            planted = [one, self._again(fact, name, wordings[1], other, halves[1], days[0])]
        elif kind == "copies":
            planted = [one, self._copy(one, days[1])]
            if self.chance.random() < 0.5:
                planted.append(self._again(fact, name, wordings[1], value, halves[1], days[2]))
        else:
            head, text = self.chance.choice(
                (CORRECTIONS if kind == "correction" else UPDATES)[self.part]
            )
            said = _said(wordings[1], name, self._worded(fact, other))
            words = {
                "thing": fact.thing,
                "said": said,
                "v": self._worded(fact, other),
                "w": self._worded(fact, value),
                "event": fact.event.format(n=name),
            }
            words["title"] = self.chance.choice(TITLES[self.part]).format(**words)
            fixed = self._built(head.format(**words), text.format(**words), days[1], other)
            planted, first = [one, fixed], other
            if self.chance.random() < 0.4:
                planted.append(self._again(fact, name, wordings[2], value, halves[1], days[0]))
        planted.append(self._bystander(fact, days[1]))
        order = list(range(len(planted)))
        self.chance.shuffle(order)
        places = {old: new for new, old in enumerate(order)}
        shuffled = [planted[old] for old in order]
        shuffled = [
            p if p.copy_of is None else Planted(p.article, p.value, places[p.copy_of])
            for p in shuffled
        ]
        return PlantedCase(kind, fact.question.format(n=name), tuple(shuffled), first)

    def alone(self) -> tuple[Article, str, str]:
        """Return an article of an event of its own, its question, and that without the name."""
        fact = self.chance.choice(FACTS[self.part])
        story, name = self._next()
        wording = self.chance.choice(fact.first)
        title = self.chance.choice(TITLES[self.part])
        day = self.chance.randrange(1, 28)
        value, _ = self._values(fact)
        planted = self._article(fact, name, wording, value, _half(story, 0), day, title)
        bare = fact.question.format(n="").replace("  ", " ")
        return planted.article, fact.question.format(n=name), bare

    def _next(self) -> tuple[Story, str]:
        self.at += 1
        return self.named[(self.at - 1) % len(self.named)]

    def _values(self, fact: Fact) -> tuple[str, str]:
        """Return two different values of a fact, as keys; of a count the second is greater."""
        chance = self.chance
        if fact.sort == "count":
            low = chance.choice((chance.randrange(3, 20), chance.randrange(21, 900)))
            return str(low), str(low + chance.randrange(2, 2 + low))
        if fact.sort == "money":
            low = chance.randrange(12, 400)
            return f"{low / 10:g}", f"{(low + chance.randrange(5, 60)) / 10:g}"
        if fact.sort == "share":
            shares = chance.sample(range(11, 95), 2)
            return str(shares[0]), str(shares[1])
        if fact.sort == "date":
            days = chance.sample(range(1, 28), 2)
            month = chance.choice(MONTHS)
            return f"{month} {days[0]}", f"{month} {days[1]}"
        one, two = chance.sample(PEOPLE if fact.sort == "person" else COMPANIES, 2)
        return one, two

    def _worded(self, fact: Fact, value: str) -> str:
        """Return a value in one of the ways that news writes it."""
        chance = self.chance
        if fact.sort == "count":
            number = int(value)
            words = [value, _in_words(number)] if number < 100 else [value]
            return chance.choice(words)
        if fact.sort == "money":
            forms = "${} million", "{} mln dlrs", "{} million dollars", "US${}m"
            return chance.choice(forms).format(value)
        if fact.sort == "share":
            return chance.choice(("{} percent", "{} pct", "{} per cent", "{}%")).format(value)
        if fact.sort == "date":
            month, day = value.split()
            return chance.choice((f"{month} {day}, 1999", f"{day} {month} 1999"))
        if fact.sort == "person":
            form = chance.choice(TITLES_OF_PEOPLE)
            return form.format(v=value, last=value.split()[-1])
        return chance.choice((value, f"{value} Inc"))

    def _article(
        self, fact: Fact, name: str, wording: str, value: str, around: str, day: int, title: str
    ) -> Planted:
        said = _said(wording, name, self._worded(fact, value))
        event = fact.event.format(n=name)
        return self._built(title.format(event=event), f"{said}\n\n{around}", day, value)

    def _again(
        self, fact: Fact, name: str, wording: str, value: str, around: str, day: int
    ) -> Planted:
        title = self.chance.choice(TITLES[self.part])
        return self._article(fact, name, wording, value, around, day, title)

    def _copy(self, one: Planted, day: int) -> Planted:
        """Return an article printed again: whole, shortened, or under another head."""
        paragraphs = one.article.text.split("\n\n")[1:]
        kept = paragraphs[: self.chance.choice((len(paragraphs), max(2, len(paragraphs) // 2)))]
        head = self.chance.choice(HEADS[self.part]).format(
            city=self.chance.choice(CITIES), day=f"March {day}"
        )
        title = self.chance.choice((one.article.title, "From the agencies"))
        return self._built(title, head + "\n\n".join(kept), day, one.value or "", copy_of=0)

    def _bystander(self, fact: Fact, day: int) -> Planted:
        story, name = self._next()
        value, _ = self._values(fact)
        wording = self.chance.choice(fact.first)
        title = self.chance.choice(TITLES[self.part])
        planted = self._article(fact, name, wording, value, _half(story, 0), day, title)
        return Planted(planted.article, None)

    def _built(
        self, title: str, body: str, day: int, value: str, copy_of: int | None = None
    ) -> Planted:
        title = title[0].upper() + title[1:]
        text = f"{title}\n\n{body}\n"
        published = f"1999-03-{day:02d}"
        source = f"{self.at}-{self.chance.randrange(10**9)}.txt"
        article = article_from_text(text, source, title=title, published=published)
        return Planted(article, value, copy_of)


def rare_name(story: Story) -> str | None:
    """Return the first name in a story that is no country, no day and no month."""
    if len(story.text.split()) < MOST_WORDS:
        return None
    for match in _NAME.finditer(story.text):
        name = match[0]
        if name.lower() not in COUNTRIES | STATES and not _DAY.match(name):
            return name
    return None


def _distinct(named: Sequence[tuple[Story, str]]) -> list[tuple[Story, str]]:
    """Return the stories whose names share no word with one before."""
    seen: set[str] = set()
    kept = []
    for story, name in named:
        if not seen & set(name.split()):
            kept.append((story, name))
            seen |= set(name.split())
    return kept


def _said(wording: str, name: str, value: str) -> str:
    return wording.format(n=name, v=value, V=value[0].upper() + value[1:])


def _half(story: Story, which: int) -> str:
    """Return every other sentence of a story, ``MOST_WORDS`` words at most."""
    kept: list[str] = []
    for sentence in list(story.sentences())[which::2]:
        if sum(len(each.split()) for each in kept) + len(sentence.split()) > MOST_WORDS:
            break
        kept.append(sentence)
    return "\n\n".join(kept)


def _in_words(number: int) -> str:
    """Return a number below 100 in words."""
    if number in _WORDS:
        return _WORDS[number]
    return f"{_WORDS[number - number % 10]}-{_WORDS[number % 10]}"

"""Near misses over news: questions that a term makes unanswerable, beside their answered twins.

Stories are split by a hash of their id: what is fitted on one part is measured on the other. Each
pair is a question as a story answers it and the same with one term exchanged, to which no article
of the collection has an answer. Kinds take turns, so that the frequent ones do not
crowd out the others.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal

from qa.evaluate import near_deals, near_figures, near_people, near_roles, near_states
from qa.evaluate.near_kinds import Near
from qa.evaluate.sets import (
    QuestionSet,
    SetQuestion,
    answers,
    fold,
    order_by_hash,
    place_by_hash,
)
from qa.evaluate.stories import Story, read_polnear, read_reuters
from qa.ingest.articles import article_from_text

Part = Literal["fit", "measure"]

PAIRS = 300
SEED = "near"

KINDS = (
    near_figures.change,
    near_figures.earned,
    near_figures.trade,
    near_people.office,
    near_people.named,
    near_people.age,
    near_roles.role,
    near_states.secretary,
    near_states.governor,
    near_deals.deal,
    near_deals.stake,
)


def near(reuters: Path, polnear: Path, part: Part, *, pairs: int = PAIRS) -> QuestionSet:
    """Return the near misses of one part, each after its answered twin; groups are stories.

    :raises SetError: when a file is not of its form.
    """
    return as_set(*choose(reuters, polnear, part, pairs))


def as_set(chosen: Sequence[Near], stories: Sequence[Story]) -> QuestionSet:
    """Return the pairs as questions over their stories, each near miss after its answered twin."""
    golds: dict[str, dict[str, None]] = defaultdict(dict)
    for pair in chain.from_iterable(_pairs(story) for story in stories):
        golds[pair.question] |= dict.fromkeys(pair.golds)
    questions = []
    for pair in chosen:
        questions.append(SetQuestion(pair.question, tuple(golds[pair.question]), pair.story))
        questions.append(SetQuestion(pair.near, (), pair.story))
    articles = tuple(
        article_from_text(story.text, story.id, title=story.title, published=story.published)
        for story in stories
    )
    return QuestionSet("near", articles, tuple(questions), right)


def choose(reuters: Path, polnear: Path, part: Part, pairs: int) -> tuple[list[Near], list[Story]]:
    """Return the pairs of one part and the stories they are about, kinds taking turns."""
    stories = {story.id: story for story in read_reuters(reuters) if part_of(story.id) == part}
    stories |= {story.id: story for story in read_polnear(polnear)}
    waiting: dict[str, list[Near]] = defaultdict(list)
    for name in order_by_hash(list(stories), SEED):
        for pair in _pairs(stories[name]):
            waiting[pair.kind].append(pair)
    chosen: list[Near] = []
    used: dict[str, Story] = {}
    asked: set[str] = set()
    while len(chosen) < pairs and any(waiting.values()):
        for kind in sorted(waiting):
            while waiting[kind] and len(chosen) < pairs:
                pair = waiting[kind].pop(0)
                story = stories[pair.story]
                if asked & {pair.question, pair.near} or not _sound(pair, story, chosen, used):
                    continue
                chosen.append(pair)
                used[story.id] = story
                asked |= {pair.question, pair.near}
                break
    return chosen, list(used.values())


def part_of(story: str) -> Part:
    """Return the part a story belongs to, by a hash of its id.

    Measuring takes 12 of 20: its news of today, PolNeAR's dev part, is the smaller one.
    """
    return "measure" if place_by_hash(story, 20) < 12 else "fit"


def right(question: SetQuestion, answer: str) -> bool:
    """Tell whether an answer holds a gold text, is its larger part, or its bare number."""
    numbers = (gold.split()[0] for gold in question.golds if gold[0].isdigit())
    return answers(answer, question.golds) or any(fold(answer) == fold(each) for each in numbers)


def _pairs(story: Story) -> Iterator[Near]:
    for kind in KINDS:
        yield from kind(story)


def _sound(pair: Near, story: Story, chosen: Sequence[Near], used: dict[str, Story]) -> bool:
    """Tell whether no article would answer an exchanged question if this pair came in."""
    if any(_may_answer(pair, other) for other in (story, *used.values())):
        return False
    return story.id in used or not any(_may_answer(other, story) for other in chosen)


def _may_answer(pair: Near, story: Story) -> bool:
    """Tell whether a story holds all the words that an answer to the exchanged question would."""
    return any(all(f" {key} " in story.words for key in keys) for keys in pair.keys)

"""Questions with one common word wrong, and passages that begin with a dateline."""

import random
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_reader import tiny_settings, write_squad

from qa.evaluate.squad import Example
from qa.index.embedder import SentenceEmbedder
from qa.text.words import stems
from qa.train.datelines import PLACES, datelined
from qa.train.features import Feature, Featurizer
from qa.train.mixture import Mixture, Source
from qa.train.runs import Settings
from qa.train.substitutes import MARKS, SEEN, Usage

__all__ = ["tiny_settings"]  # a fixture

NOUNS = ("bridge", "harbour", "museum", "castle", "picture", "song")
VERBS = ("built", "sold", "opened", "painted", "began", "started")
TALK = [
    f"In Lyon the {noun} was {verb} by the people of the town."
    for noun in NOUNS
    for verb in VERBS
    for _ in range(SEEN)
]
# As in a real text, what is most frequent is not what is asked about.
FREQUENT = " ".join(map(str, range(MARKS))) + " "
CONTEXTS = [FREQUENT * 200, *(f"{sentence} {number}" for number, sentence in enumerate(TALK))]


@pytest.fixture(scope="module")
def usage(embedder: SentenceEmbedder) -> Usage:
    return Usage(CONTEXTS, embedder)


def questions(usage: Usage, example: Example) -> set[str]:
    made = [usage.substituted(example, random.Random(number)) for number in range(60)]
    assert all(one.answers == () and one.context == example.context for one in made if one)
    return {one.question for one in made if one}


def asked(question: str, context: str, answer: str) -> Example:
    start = context.index(answer)
    return Example("1", question, context, ((start, start + len(answer)),))


def test_one_word_becomes_another_of_the_passage_that_is_used_alike(usage: Usage) -> None:
    context = "The bridge was painted in May. The museum was sold in June, in the town of Lyon."
    example = asked("When was the bridge painted?", context, "May")
    assert questions(usage, example) == {
        "When was the museum painted?",
        "When was the bridge sold?",
    }


def test_words_of_one_meaning_are_not_exchanged(usage: Usage) -> None:
    context = "The song began in May. It started a new museum."
    assert questions(usage, asked("When was that song started?", context, "May")) == {
        "When was that museum started?"
    }


def test_no_answer_is_put_in_and_what_is_asked_for_stays(usage: Usage) -> None:
    context = "The bridge was painted. The museum was there, and a castle was sold."
    assert questions(usage, asked("Which bridge was seen?", context, "The bridge")) == set()
    bought = asked("What was near the museum then?", context, "a castle")
    assert questions(usage, bought) == {"What was near the bridge then?"}


def test_a_question_without_a_known_word_stays_unmade(usage: Usage) -> None:
    example = asked("Why xylograph?", "The bridge was painted.", "painted")
    assert usage.substituted(example, random.Random(1)) is None
    bare = asked("Why was the bridge shut?", "Because.", "Because")
    assert usage.substituted(bare, random.Random(1)) is None


@hypothesis.settings(max_examples=60)
@given(
    question=st.lists(st.sampled_from([*NOUNS, *VERBS, "Who", "the", "Lyon"]), max_size=6),
    passage=st.lists(st.sampled_from([*NOUNS, *VERBS, "was", "Oslo", "the"]), min_size=1),
    seed=st.integers(0, 9),
)
def test_exactly_one_word_differs(
    usage: Usage, question: list[str], passage: list[str], seed: int
) -> None:
    context = " ".join(passage)
    example = Example("1", " ".join(question), context, ((0, len(passage[0])),))
    made = usage.substituted(example, random.Random(seed))
    assert made == usage.substituted(example, random.Random(seed))
    if made is not None:
        pairs = list(zip(question, made.question.split(), strict=True))
        ((_, new),) = [(old, new) for old, new in pairs if old != new]
        assert new in passage
        assert not stems(new) & (stems(example.question) | stems(passage[0]))


@given(
    context=st.text(min_size=1), span=st.tuples(st.integers(0), st.integers(0)), seed=st.integers()
)
def test_a_dateline_moves_every_answer_along(
    context: str, span: tuple[int, int], seed: int
) -> None:
    start, end = sorted(place % (len(context) + 1) for place in span)
    example = Example("1", "When?", context, ((start, end), (0, 1)))
    made = datelined(example, random.Random(seed))
    assert made.golds == example.golds
    assert made.context.endswith(context)
    assert made.context.startswith(PLACES)
    assert replace(made, context=context, answers=example.answers) == example


def test_an_epoch_shows_datelines_and_wrong_words_where_asked_for(
    settings: Settings, embedder: SentenceEmbedder, tmp_path: Path
) -> None:
    path = tmp_path / "talk.json"
    context = "The bridge was painted in May. The museum was sold in June."
    examples = [Example(str(number), "What?", text, ()) for number, text in enumerate(CONTEXTS)]
    painted = [
        replace(asked("When was the bridge painted?", context, "May"), id=f"{number}-asked")
        for number in range(400)
    ]
    write_squad(path, examples[1:] + painted)
    write_squad(tmp_path / "frequent.json", examples[:1])
    sources = (Source(path), Source(tmp_path / "frequent.json", 0.0))
    plain = replace(settings.recipe, sources=sources, elsewhere=0.0, swapped=0.0, opposite=0.0)
    featurizer = Featurizer(Path(settings.encoder) / "tokenizer.json")
    with pytest.raises(ValueError, match=r"substituted is 0\.5"):
        Mixture(replace(plain, substituted=0.5), featurizer)

    def shown(**shares: float) -> list[Feature]:
        mixture = Mixture(replace(plain, **shares), featurizer, embedder)
        return [feature for step in mixture.steps(0) for batch in step for feature in batch]

    def answered(features: list[Feature]) -> int:
        return sum(feature.start > 0 for feature in features)

    whole, wrong, dated = shown(), shown(substituted=0.5), shown(datelined=1.0)
    assert answered(whole) == answered(wrong) == answered(dated) == len(painted)
    assert len(wrong) == len(whole) + len(painted) // 2
    pieces = [sum(len(feature.ids) for feature in features) for features in (whole, dated)]
    assert pieces[1] >= pieces[0] + 2 * len(whole)

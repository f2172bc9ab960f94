"""Sentences side by side: the answer moves along, the others lack it, none of it is chance."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from qa.evaluate.squad import Example
from qa.train.side_by_side import side_by_side

TOWNS = ("Arlo", "Bree", "Celle", "Dole", "Erba", "Fano")
NUMBERS = ("three", "four", "five", "six", "seven", "eight")
CONTEXTS = [
    f"Rain fell on {town}. The storm broke {number} bridges of {town}. The mayor of {town} wept."
    for town, number in zip(TOWNS, NUMBERS, strict=True)
]


def example(town: str, number: str, context: str) -> Example:
    start = context.index(number)
    question = f"How many bridges of {town} did the storm break?"
    return Example(town, question, context, ((start, start + len(number)),))


ANSWERED = [example(*each) for each in zip(TOWNS, NUMBERS, CONTEXTS, strict=True)]
UNANSWERED = [Example(f"no {t}", f"Who paid for the bridges of {t}?", c, ()) for t, c in
              zip(TOWNS, CONTEXTS, strict=True)]  # fmt: skip


def likes(_: str, texts: Sequence[str]) -> list[float]:
    return [-float(place) for place in range(len(texts))]


@given(st.integers(0, 200))
def test_an_answer_stands_once_or_the_sentences_are_of_other_passages(seed: int) -> None:
    numbers = dict(zip(TOWNS, NUMBERS, strict=True))
    own = dict(zip(TOWNS, CONTEXTS, strict=True))
    for kind, made in side_by_side(ANSWERED, likes, seed=seed):
        town = made.id.removesuffix("-beside")
        assert made.question == next(e.question for e in ANSWERED if e.id == town)
        if kind == "among":
            assert made.golds == (numbers[town],)
            assert made.context.count(f"broke {numbers[town]} bridges of {town}.") == 1
            assert made.context.count(".") > 1, "it stands beside others"
        else:
            assert kind == "without" and not made.answers
            assert not any(s in made.context for s in own[town].split(". "))


def test_both_kinds_come_and_the_answer_is_not_always_at_one_place() -> None:
    made = [each for seed in range(20) for each in side_by_side(ANSWERED, likes, seed=seed)]
    kinds = {kind for kind, _ in made}
    assert kinds == {"among", "without"}
    starts = {example.answers[0][0] for kind, example in made if kind == "among"}
    assert len(starts) > 3


def test_a_question_without_an_answer_keeps_none_and_sees_its_own_passage_too() -> None:
    made = [each for seed in range(20) for each in side_by_side(UNANSWERED, likes, seed=seed)]
    assert {kind for kind, _ in made} == {"unanswerable"}
    assert not any(example.answers for _, example in made)


def test_a_share_is_drawn_and_the_same_seed_draws_the_same() -> None:
    few = list(side_by_side(ANSWERED * 20, likes, share=0.25, seed=3))
    assert 10 < len(few) < 60
    assert few == list(side_by_side(ANSWERED * 20, likes, share=0.25, seed=3))

"""What the reader is shown: targets, windows, epochs, and questions without an answer."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from tiny_reader import facts, tiny_settings
from tokenizers import Tokenizer

from qa.evaluate.squad import Example, read_examples
from qa.train.cropping import bereft, cropped, shortened
from qa.train.features import Feature, Featurizer
from qa.train.joining import joined, write_examples
from qa.train.mixture import Mixture, Source
from qa.train.negatives import Neighbours, swapped
from qa.train.opposites import turned
from qa.train.runs import Settings

__all__ = ["tiny_settings"]  # a fixture


def test_targets_are_the_answers_word_pieces(settings: Settings) -> None:
    featurizer = Featurizer(Path(settings.encoder) / "tokenizer.json")
    tokenizer = Tokenizer.from_file(f"{settings.encoder}/tokenizer.json")
    for example in facts(60):
        feature = featurizer.feature(example, 64, random.Random(1))
        answer = tokenizer.decode(feature.ids[feature.start : feature.end + 1].tolist())
        golds = {gold.lower() for gold in example.golds}
        assert (answer if example.answers else "") in golds
        assert feature.ids[feature.question_length + 1] == 3


def test_a_long_passage_is_shown_by_a_window_with_the_answer_or_as_unanswerable(
    settings: Settings,
) -> None:
    featurizer = Featurizer(Path(settings.encoder) / "tokenizer.json")
    tokenizer = Tokenizer.from_file(f"{settings.encoder}/tokenizer.json")
    context = "Boris lives in Oslo. " * 30 + "Anna lives in Lyon. " + "Chen lives in Riga. " * 30
    start = context.index("Lyon")
    example = Example("1", "Where is Anna?", context, ((start, start + 4),))
    chance = random.Random(1)
    features = [featurizer.feature(example, 40, chance) for _ in range(300)]
    assert all(len(feature.ids) == 40 for feature in features)
    shown = [f for f in features if f.start]
    assert {tokenizer.decode(f.ids[f.start : f.end + 1].tolist()) for f in shown} == {"lyon"}
    assert len({f.start for f in shown}) > 20, "the answer always stands at the same place"
    lyon = tokenizer.token_to_id("lyon")
    for feature in features:
        assert (lyon in feature.ids) == (feature.start > 0)


def test_epochs_differ_but_the_same_epoch_is_the_same(settings: Settings) -> None:
    def ids(epoch: int) -> list[list[int]]:
        mixture = Mixture(settings.recipe, Featurizer(Path(settings.encoder) / "tokenizer.json"))
        steps = mixture.steps(epoch)
        return [feature.ids.tolist() for step in steps for batch in step for feature in batch]

    assert ids(1) == ids(1) != ids(0)


def test_a_weight_below_one_walks_through_the_whole_file(settings: Settings) -> None:
    path = settings.recipe.sources[0].path
    recipe = replace(settings.recipe, sources=(Source(path, 0.25),), elsewhere=0.0, swapped=0.0)
    mixture = Mixture(recipe, Featurizer(Path(settings.encoder) / "tokenizer.json"))
    shown = [example for epoch in range(4) for example in mixture._share(0, epoch)]
    assert sorted(e.id for e in shown) == sorted(e.id for e in read_examples(path))


def test_held_out_questions_are_never_shown(settings: Settings, tmp_path: Path) -> None:
    path = settings.recipe.sources[0].path
    every = [example.id for example in read_examples(path)]
    held_out = tmp_path / "held_out.txt"
    held_out.write_text("\n".join(every[::3]) + "\n")
    recipe = replace(settings.recipe, held_out=held_out)
    mixture = Mixture(recipe, Featurizer(Path(settings.encoder) / "tokenizer.json"))
    shown = {example.id for epoch in range(2) for example in mixture._share(0, epoch)}
    assert shown == set(every) - set(every[::3])
    kept = replace(settings, recipe=recipe)
    kept.write(tmp_path / "run")
    assert Settings.read(tmp_path / "run") == kept


def test_batches_fit_their_budget_padding_included(settings: Settings) -> None:
    mixture = Mixture(settings.recipe, Featurizer(Path(settings.encoder) / "tokenizer.json"))
    batches = [batch for step in mixture.steps(0) for batch in step]
    assert max(len(b) * max(len(f.ids) for f in b) for b in batches) <= settings.recipe.tokens
    unanswerable = sum(f.start == 0 for b in batches for f in b) / sum(map(len, batches))
    assert 0.35 < unanswerable < 0.55


def test_an_epoch_shows_parts_of_passages_and_passages_bereft_of_their_answer(
    settings: Settings,
) -> None:
    def shown(**shares: float) -> list[Feature]:
        recipe = replace(settings.recipe, elsewhere=0.0, swapped=0.0, opposite=0.0, **shares)
        mixture = Mixture(recipe, Featurizer(Path(settings.encoder) / "tokenizer.json"))
        return [feature for step in mixture.steps(0) for batch in step for feature in batch]

    whole, cut = shown(), shown(cropped=1.0)
    answered = sum(feature.start > 0 for feature in whole)
    assert sum(feature.start > 0 for feature in cut) == answered, "no answer is cut off"
    assert sum(len(f.ids) for f in cut) < 0.8 * sum(len(f.ids) for f in whole)
    assert len(shown(bereft=0.5)) == len(whole) + round(0.5 * answered)
    assert sum(feature.start > 0 for feature in shown(bereft=0.5)) == answered


def test_neighbours_find_a_like_passage_without_the_answer() -> None:
    contexts = [
        "The bridge in Lyon is old.",
        "A bridge in Riga is old.",
        "Lyon has a bridge.",
        "Snow.",
    ]
    example = Example("1", "Where is the old bridge?", contexts[0], ((14, 18),))
    negative = Neighbours(contexts).negative(example)
    assert negative is not None
    assert (negative.context, negative.answers) == (contexts[1], ())
    assert Neighbours(contexts).negative(replace(example, question="???")) is None
    assert Neighbours(contexts).negative(replace(example, question='"bridge" OR NEAR(')) is not None


def test_swapped_exchanges_a_name_but_never_for_the_answer() -> None:
    context = (
        "In 1940 the army of Paris fell. Later, in 1941, the people of Oslo met Anna Lee there."
    )
    start = context.index("1940")
    example = Example("1", "When did Paris fall?", context, ((start, start + 4),))
    questions = {made.question for n in range(30) if (made := swapped(example, random.Random(n)))}
    assert questions == {"When did Oslo fall?", "When did Anna Lee fall?"}
    year = replace(example, question="Who fell in 1941?")
    made = [one for n in range(40) if (one := swapped(year, random.Random(n)))]
    years = {one.question.removeprefix("Who fell in ").removesuffix("?") for one in made}
    assert len(years) > 5, years
    assert not years & {"1940", "1941"}, "one is the answer, the other the question's own"
    assert all(one.answers == () and len(one.question) == len(year.question) for one in made)
    assert swapped(replace(example, question="why?"), random.Random(1)) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Why did Paris leave Oslo?", {"Why did Oslo leave Paris?"}),
        ("Why did Paris and Oslo fight?", set()),
        ("Who fell from 1940 to 1941?", {"Who fell from 1941 to 1940?"}),
    ],
)
def test_swapped_lets_two_names_change_places(question: str, expected: set[str]) -> None:
    context = "From 1940 to 1941, Anna told us, in Paris and in Oslo nobody slept."
    start = context.index("nobody")
    example = Example("1", question, context, ((start, start + 6),))
    made = {one.question for n in range(40) if (one := swapped(example, random.Random(n)))}
    both = {text for text in made if all(word in text for word in question[:-1].split())}
    assert both == expected


def test_turned_asks_the_opposite_unless_the_passage_tells_of_it() -> None:
    context = "The largest army won in 1940. It lost nothing."
    example = Example("1", "Which city was the largest before 1940?", context, ((0, 3),))
    made = [turned(example, random.Random(n)) for n in range(20)]
    assert {one.question for one in made if one} == {
        "Which city was the smallest before 1940?",
        "Which city was the largest after 1940?",
    }
    assert all(one.answers == () and one.context == context for one in made if one)
    assert turned(replace(example, question="Who won?"), random.Random(1)) is None
    plain = replace(example, question="Where did they fight?")
    negated = [one.question for n in range(400) if (one := turned(plain, random.Random(n)))]
    assert set(negated) == {"Where didn't they fight?"}
    assert 5 <= len(negated) <= 40


LIVES = "Anna lives in Lyon. Boris lives in Oslo. Chen lives in Riga. Dora moved to Lyon."


def test_cropped_keeps_the_answer_and_moves_it_along() -> None:
    start = LIVES.index("Oslo")
    example = Example("1", "Where is Boris?", LIVES, ((start, start + 4),))
    made = [cropped(example, random.Random(n)) for n in range(200)]
    assert all(one.golds == ("Oslo",) and one.context in LIVES for one in made)
    contexts = [one.context for one in made]
    assert len(set(contexts)) == 6, "every run of sentences that has the second"
    assert 60 < contexts.count("Boris lives in Oslo.") < 160
    assert replace(made[0], context=LIVES, answers=example.answers) == example
    short = replace(example, context="Boris lives in Oslo.", answers=((15, 19),))
    assert cropped(short, random.Random(1)) == short


def test_cropped_shows_an_unanswerable_question_what_it_sounds_like() -> None:
    example = Example("1", "Where has Chen not lived?", LIVES, ())
    made = [cropped(example, random.Random(n)) for n in range(200)]
    assert all(one.answers == () and one.context in LIVES for one in made)
    alone = {one.context for one in made if one.context.count(".") == 1}
    assert "Chen lives in Riga." in alone
    assert "Dora moved to Lyon." not in alone, "it shares no word with the question"


def test_shortened_leaves_the_sentence_that_answers_and_now_and_then_the_one_before() -> None:
    start = LIVES.index("Oslo")
    asked = [
        *(Example(f"{n}", "Where is Boris?", LIVES, ((start, start + 4),)) for n in range(100)),
        *(Example(f"-{n}", "Where has Chen not lived?", LIVES, ()) for n in range(100)),
        Example("one", "Where is Boris?", "Boris lives in Oslo.", ((15, 19),)),
    ]
    made = shortened(asked)
    assert shortened(asked) == made != shortened(asked, seed=2)
    assert sorted(one.id for one in made) == sorted(one.id for one in asked)
    held = [one.context for one in made if one.answers]
    assert all(one.golds == ("Oslo",) for one in made if one.answers)
    assert set(held) == {"Boris lives in Oslo.", "Anna lives in Lyon. Boris lives in Oslo."}
    assert 15 < held.count("Anna lives in Lyon. Boris lives in Oslo.") < 60
    assert all(one.context.count(".") <= 2 for one in made)


def test_bereft_leaves_no_sentence_with_an_answer() -> None:
    start = LIVES.index("Lyon")
    example = Example("1", "Where is Anna?", LIVES, ((start, start + 4),))
    made = [bereft(example, random.Random(n)) for n in range(60)]
    contexts = {one.context for one in made if one}
    rest = "Boris lives in Oslo. Chen lives in Riga."
    assert rest in contexts
    assert all(context in rest for context in contexts)
    assert all(one and one.answers == () for one in made)
    alone = replace(example, context="Anna lives in Lyon.")
    assert bereft(alone, random.Random(1)) is None


def test_joined_moves_every_answer_along(tmp_path: Path) -> None:
    sentences = [
        Example(f"{n}-{m}", f"Who is {m}?", f"Number {n} is Anna.", ((12, 16),))
        for n in range(7)
        for m in range(10)
    ]
    made = joined(sentences)
    assert sorted(example.id for example in made) == sorted(example.id for example in sentences)
    before = {example.id: example.context for example in sentences}
    for example in made:
        ((start, end),) = example.answers
        assert example.context[start:end] == "Anna"
        assert before[example.id] in example.context != before[example.id]
        assert example.context[:end].endswith(before[example.id].removesuffix("."))
    assert joined(sentences) == made != joined(sentences, seed=2)
    write_examples(made, tmp_path / "joined.json.gz")
    assert read_examples(tmp_path / "joined.json.gz") == made

"""How the reader is made: data, targets, schedule, and a whole run of a tiny one."""

import json
import random
import signal
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from qa.evaluate.squad import Example, read_examples
from qa.train.cli import reporting
from qa.train.features import Featurizer
from qa.train.loop import Progress
from qa.train.loss import span_loss
from qa.train.mixture import Mixture, Recipe, Source
from qa.train.model import Shape, SpanReader, average_readers, load_reader, save_reader
from qa.train.negatives import Neighbours, swapped
from qa.train.runs import Settings, carry_out
from qa.train.schedule import Schedule

NAMES = ("Anna", "Boris", "Chen", "Dora", "Emil", "Fatima", "Goran", "Hana")
CITIES = ("Lyon", "Oslo", "Quito", "Riga", "Seoul", "Tunis", "Vienna", "Warsaw")


def fact(name: str, city: str) -> str:
    return f"{name} lives in {city}."


def facts(count: int) -> list[Example]:
    """Questions about three facts each; every third asks for somebody who is not there."""
    chance = random.Random(3)
    made = []
    for number in range(count):
        names, cities = chance.sample(NAMES, 4), chance.sample(CITIES, 3)
        context = " ".join(map(fact, names, cities))
        asked = 3 if number % 3 == 0 else chance.randrange(3)
        spans: tuple[tuple[int, int], ...] = ()
        if asked < 3:
            start = context.index(cities[asked])
            spans = ((start, start + len(cities[asked])),)
        made.append(Example(str(number), f"Where is {names[asked]}?", context, spans))
    return made


def write_squad(path: Path, examples: list[Example]) -> None:
    paragraphs = [
        {
            "context": e.context,
            "qas": [
                {
                    "id": e.id,
                    "question": e.question,
                    "is_impossible": not e.answers,
                    "answers": [{"text": e.context[s:t], "answer_start": s} for s, t in e.answers],
                }
            ],
        }
        for e in examples
    ]
    path.write_text(json.dumps({"data": [{"title": "", "paragraphs": paragraphs}]}))


def write_encoder(folder: Path, texts: list[str]) -> None:
    """Write a random encoder of 2 layers, 48 wide, with a tokenizer of these texts' words."""
    words = sorted({word.lower() for text in texts for word in text[:-1].replace(".", "").split()})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", "?", *words]
    ids = {word: number for number, word in enumerate(dict.fromkeys(vocabulary))}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    folder.mkdir()
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(0)
    save_reader(SpanReader(Shape(len(ids), 48, 2, 4, 96, 64)), folder)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A run over 240 questions with an encoder that knows nothing yet."""
    examples = facts(240)
    write_squad(tmp_path / "facts.json", examples)
    texts = [text for e in examples for text in (e.question, e.context)]
    write_encoder(tmp_path / "encoder", texts)
    recipe = Recipe((Source(tmp_path / "facts.json"),), max_length=64, tokens=256, batches=2)
    return Settings(recipe, str(tmp_path / "encoder"), Schedule(peak=3e-3, warmup=10))


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return dict(load_reader(folder).state_dict())


def test_a_tiny_run_learns_and_finishes(settings: Settings, tmp_path: Path) -> None:
    seen: list[Progress] = []
    schedule = replace(settings.schedule, decay_from=100, decay_steps=60)
    assert carry_out(tmp_path / "run", replace(settings, schedule=schedule), watch=seen.append)
    assert len(seen) == 160 and seen[-1].rate < seen[99].rate
    first, last = (sum(p.loss for p in part) / 10 for part in (seen[:10], seen[-10:]))
    assert last < first / 2, f"loss only fell from {first:.2f} to {last:.2f}"
    assert (tmp_path / "run" / "reader" / "model.safetensors").is_file()


def test_resuming_is_the_same_as_not_stopping(settings: Settings, tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    # 30 steps reach into the second epoch; the stop is inside the first.
    carry_out(whole, settings, steps=30)
    carry_out(parts, settings, steps=7)
    carry_out(parts, settings, steps=30, start=parts / "stable.pt")
    expected = weights(whole / "reader")
    found = weights(parts / "reader")
    assert all(torch.equal(found[name], expected[name]) for name in expected)


def test_ctrl_c_leaves_a_checkpoint_to_go_on_from(settings: Settings, tmp_path: Path) -> None:
    run = tmp_path / "run"

    def interrupt(progress: Progress) -> None:
        if progress.step == 5:
            raise KeyboardInterrupt

    assert not carry_out(run, settings, watch=interrupt)
    assert not (run / "reader").exists()
    seen: list[Progress] = []
    carry_out(run, settings, start=run / "stable.pt", steps=6, watch=seen.append)
    assert [progress.step for progress in seen] == [6]
    assert Settings.read(run) == settings


def test_decay_does_not_touch_the_stable_checkpoint(settings: Settings, tmp_path: Path) -> None:
    run = tmp_path / "run"
    carry_out(run, settings, steps=4)
    stable = (run / "stable.pt").read_bytes()
    schedule = replace(settings.schedule, decay_from=4, decay_steps=3)
    assert carry_out(run, replace(settings, schedule=schedule), start=run / "stable.pt")
    assert (run / "stable.pt").read_bytes() == stable
    assert (run / "decay.pt").is_file()


def test_saved_readers_are_read_by_transformers(settings: Settings) -> None:
    transformers = pytest.importorskip("transformers")
    folder = Path(settings.encoder)
    theirs = transformers.BertForQuestionAnswering.from_pretrained(folder).eval()
    ids = torch.tensor([[2, 7, 8, 3, 9, 10, 3], [2, 7, 3, 9, 3, 0, 0]])
    mask = (ids > 0).long()
    types = torch.tensor([[0, 0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 0, 0]])
    with torch.no_grad():
        out = theirs(input_ids=ids, attention_mask=mask, token_type_ids=types)
        ours = load_reader(folder)(ids, mask, types)
    expected = torch.stack([out.start_logits, out.end_logits], dim=1)
    seen = mask[:, None, :].bool().expand_as(expected)
    assert torch.allclose(ours[seen], expected[seen], atol=1e-5)


def test_average_readers() -> None:
    shape = Shape(10, 8, 1, 2, 16, 16)
    one, two = SpanReader(shape), SpanReader(shape)
    mean = average_readers([one, two]).spans.weight
    assert torch.allclose(mean, (one.spans.weight + two.spans.weight) / 2)


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


def test_batches_fit_their_budget_padding_included(settings: Settings) -> None:
    mixture = Mixture(settings.recipe, Featurizer(Path(settings.encoder) / "tokenizer.json"))
    batches = [batch for step in mixture.steps(0) for batch in step]
    assert max(len(b) * max(len(f.ids) for f in b) for b in batches) <= settings.recipe.tokens
    unanswerable = sum(f.start == 0 for b in batches for f in b) / sum(map(len, batches))
    assert 0.35 < unanswerable < 0.55


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
    year = replace(example, question="Who fell in 1941?", answers=((start, start + 4),))
    assert swapped(year, random.Random(1)) is None
    assert swapped(replace(example, question="why?"), random.Random(1)) is None


def test_the_loss_is_that_of_all_pairs() -> None:
    torch.manual_seed(1)
    logits = torch.randn(2, 2, 7)
    passage = torch.tensor([[1, 0, 0, 1, 1, 1, 0], [1, 0, 1, 1, 0, 0, 0]]).bool()
    start, end = torch.tensor([3, 0]), torch.tensor([4, 0])
    expected = []
    for row in range(2):
        may = [int(n) for n in np.flatnonzero(passage[row].numpy())]
        s, e = logits[row]
        pairs = [(i, j) for i in may[1:] for j in may[1:] if i <= j] + [(0, 0)]
        total = torch.logsumexp(torch.stack([s[i] + e[j] for i, j in pairs]), 0)
        together = total - s[start[row]] - e[end[row]]
        apart = (
            torch.logsumexp(s[may], 0) - s[start[row]] + torch.logsumexp(e[may], 0) - e[end[row]]
        )
        expected.append((apart + together) / 2)
    loss = span_loss(logits, passage, start, end)
    assert float(loss) == pytest.approx(float(torch.stack(expected).mean()), abs=1e-4)


def test_exported_reader_answers_like_the_trained_one(settings: Settings, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="the ONNX exporter of torch needs the package onnx")
    from qa.read.runtime import SpanModel
    from qa.train.export import export_reader

    encoder = Path(settings.encoder)
    export_reader(encoder, encoder / "tokenizer.json", tmp_path / "out", version="7")
    model = SpanModel.load(tmp_path / "out", precision="f32")
    assert model.name == "span-reader-7"
    example = facts(2)[1]
    (spans,) = model.score(example.question, [example.context], n_best=1)
    featurizer = Featurizer(encoder / "tokenizer.json")
    feature = featurizer.feature(example, 64, random.Random(1))
    ids = torch.from_numpy(feature.ids).long()[None]
    types = (torch.arange(ids.shape[1]) > feature.question_length + 1).long()[None]
    with torch.no_grad():
        start, end = load_reader(encoder)(ids, torch.ones_like(ids), types)[0]
    first, last = feature.question_length + 2, ids.shape[1] - 1
    best = max(start[i] + end[j] for i in range(first, last) for j in range(i, last))
    assert spans[0].score == pytest.approx(float(best - start[0] - end[0]), abs=1e-2)


def test_a_signal_is_heeded_between_steps_and_a_second_one_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        with reporting(None) as watch:
            watch(Progress(1, 0, 1.0, 1e-4, 8, 800))
            signal.raise_signal(signal.SIGINT)
            with pytest.raises(KeyboardInterrupt):
                watch(Progress(2, 0, 1.0, 1e-4, 8, 800))
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def test_a_decay_by_the_clock_ends_by_the_clock(settings: Settings, tmp_path: Path) -> None:
    schedule = replace(settings.schedule, decay_from=0, decay_minutes=0.01)
    seen: list[Progress] = []
    assert carry_out(tmp_path / "run", replace(settings, schedule=schedule), watch=seen.append)
    assert seen[-1].rate < schedule.peak
    with pytest.raises(ValueError, match="steps or minutes"):
        Schedule(decay_from=3)

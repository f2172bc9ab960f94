"""A teacher larger than its pupil: how MPNet becomes one, and what it says is asked once."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_reader import tiny_settings, write_squad
from tokenizers import Tokenizer, models

from qa.evaluate.squad import read_examples
from qa.train.features import Featurizer
from qa.train.loop import tensors
from qa.train.mixture import Mixture
from qa.train.model import MASKED, Shape, SpanReader, load_reader
from qa.train.mpnet import as_bert
from qa.train.runs import Settings, ask_teacher, carry_out
from qa.train.schedule import Schedule
from qa.train.taught import Taught

__all__ = ["tiny_settings"]  # a fixture

BERT = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "war": 4, "peace": 5, "##ful": 6}
MPNET = {"<s>": 0, "<pad>": 1, "</s>": 2, "peace": 3, "[UNK]": 4, "war": 5, "##ful": 6, "<mask>": 7}


def write_tokenizer(folder: Path, pieces: dict[str, int]) -> Path:
    folder.mkdir(exist_ok=True)
    Tokenizer(models.WordPiece(pieces, unk_token="[UNK]")).save(str(folder / "tokenizer.json"))
    return folder / "tokenizer.json"


def test_mpnet_reads_berts_word_pieces_as_it_reads_its_own(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    torch.manual_seed(2)
    sizes = {"hidden_size": 24, "num_hidden_layers": 3, "num_attention_heads": 4}
    config = transformers.MPNetConfig(
        vocab_size=len(MPNET), intermediate_size=48, max_position_embeddings=402, **sizes
    )
    theirs = transformers.MPNetModel(config).eval()
    theirs.encoder.relative_attention_bias.weight.data *= 50  # else chance makes it too small
    theirs.save_pretrained(tmp_path / "mpnet")
    write_tokenizer(tmp_path / "mpnet", MPNET)
    as_bert(tmp_path / "mpnet", write_tokenizer(tmp_path / "bert", BERT), tmp_path / "out")
    reader = load_reader(tmp_path / "out")
    assert reader.shape.vocab_size == len(BERT)
    # long enough that every kind of distance occurs
    words = np.random.default_rng(3).choice([4, 5, 6], (2, 300))
    ids = torch.from_numpy(np.concatenate([[[2]] * 2, words, [[3]] * 2], axis=1))
    mask = torch.ones_like(ids)
    mask[1, 200:] = 0
    named = {"[CLS]": "<s>", "[SEP]": "</s>"}
    number = {n: MPNET[named.get(piece, piece)] for piece, n in BERT.items() if piece != "[PAD]"}
    their_ids = torch.tensor([[number[int(n)] for n in row] for row in ids])
    with torch.no_grad():
        hidden = theirs(their_ids, attention_mask=mask).last_hidden_state
        expected = reader.spans(hidden).transpose(1, 2)
        found = reader(ids, mask, torch.zeros_like(ids))
    seen = mask[:, None, :].bool().expand_as(expected)
    assert torch.allclose(found[seen], expected[seen], atol=1e-5)


def test_a_word_piece_that_mpnet_lacks_is_named(tmp_path: Path) -> None:
    write_tokenizer(tmp_path / "mpnet", MPNET)
    tokenizer = write_tokenizer(tmp_path / "bert", BERT | {"treaty": 7})
    with pytest.raises(ValueError, match="lacks 1 word pieces, first 'treaty'"):
        as_bert(tmp_path / "mpnet", tokenizer, tmp_path / "out")
    assert not (tmp_path / "out").exists()


class Counted(SpanReader):
    """A reader that counts the inputs it is asked."""

    asked = 0

    def forward(self, ids: torch.Tensor, *rest: torch.Tensor) -> torch.Tensor:
        self.asked += len(ids)
        return super().forward(ids, *rest)


def test_a_teacher_is_asked_once_for_each_input(settings: Settings, tmp_path: Path) -> None:
    featurizer = Featurizer(Path(settings.encoder) / "tokenizer.json")
    steps = Mixture(settings.recipe, featurizer).steps(0)
    batch = steps[0][0]
    torch.manual_seed(1)
    teacher = Counted(load_reader(Path(settings.encoder)).shape)
    taught = Taught(teacher)
    ids, mask, types, *_ = tensors(batch)
    with torch.no_grad():
        expected = teacher(ids, mask, types)
    teacher.asked = 0
    first = taught.logits(batch, ids, mask, types)
    seen = mask[:, None, :].bool().expand_as(expected)
    assert torch.allclose(first[seen], expected[seen], atol=0.01)
    assert bool((first[~seen] == MASKED).all())
    again = taught.logits(batch[::-1], ids.flip(0), mask.flip(0), types.flip(0))
    assert torch.equal(again.flip(0), first)
    assert teacher.asked == len(taught) == len(batch)
    taught.save(tmp_path / "taught.npz")
    other = Taught(teacher)
    other.load(tmp_path / "taught.npz")
    assert torch.equal(other.logits(batch, ids, mask, types), first)
    assert teacher.asked == len(batch)


def test_what_another_teacher_said_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    torch.manual_seed(4)
    one, other = (Taught(SpanReader(Shape(4, 8, 1, 2, 16, 16))) for _ in range(2))
    one.save(tmp_path / "taught.npz")
    with pytest.raises(ValueError, match="another teacher said .* move it away"):
        other.load(tmp_path / "taught.npz")
    one.load(tmp_path / "taught.npz")


def test_nothing_said_is_written_and_read_as_nothing(tmp_path: Path) -> None:
    taught = Taught(SpanReader(Shape(4, 8, 1, 2, 16, 16)))
    taught.save(tmp_path / "taught.npz")
    taught.load(tmp_path / "taught.npz")
    assert len(taught) == 0


def test_rounds_show_the_same_again_in_another_order(settings: Settings) -> None:
    featurizer = Featurizer(Path(settings.encoder) / "tokenizer.json")
    mixture = Mixture(replace(settings.recipe, rounds=2), featurizer)

    def shown(epoch: int) -> list[bytes]:
        return [f.ids.tobytes() for step in mixture.steps(epoch) for batch in step for f in batch]

    first, second, third = map(shown, range(3))
    assert sorted(third) == sorted(first) != sorted(second)
    assert third != first


def test_a_run_asks_its_teacher_in_the_first_round_alone(
    settings: Settings, tmp_path: Path
) -> None:
    taught = replace(settings, teacher=settings.encoder, recipe=replace(settings.recipe, rounds=1))
    run = tmp_path / "run"
    carry_out(run, taught, steps=200)
    with np.load(run / "taught.npz") as stored:
        said = len(stored["lengths"])
    assert 240 <= said < 400, "the 240 questions and what is made of them, each once"
    assert Settings.read(run) == taught


def test_a_teacher_asked_first_is_asked_all(settings: Settings, tmp_path: Path) -> None:
    recipe = replace(settings.recipe, rounds=2)
    taught = replace(settings, teacher=settings.encoder, recipe=recipe)
    online, before = tmp_path / "online", tmp_path / "before"
    carry_out(online, taught, steps=200)
    carry_out(before, taught, steps=0)
    ask_teacher(before)
    whole = (before / "taught.npz").read_bytes()
    with np.load(online / "taught.npz") as one, np.load(before / "taught.npz") as other:
        assert sorted(one["lengths"]) == sorted(other["lengths"])
    carry_out(before, taught, start=before / "stable.pt", steps=20)
    assert (before / "taught.npz").read_bytes() == whole


def test_asking_first_needs_a_teacher_and_rounds(settings: Settings, tmp_path: Path) -> None:
    carry_out(tmp_path, settings, steps=0)
    with pytest.raises(ValueError, match="teacher: None, rounds: 0"):
        ask_teacher(tmp_path)


def test_a_trusted_teacher_counts_where_there_is_no_answer(
    settings: Settings, tmp_path: Path
) -> None:
    (source,) = settings.recipe.sources
    write_squad(source.path, [replace(e, answers=()) for e in read_examples(source.path)])
    taught = replace(
        settings, teacher=settings.encoder, schedule=Schedule(decay_from=2, decay_steps=2)
    )
    assert carry_out(tmp_path / "doubted", taught)
    assert carry_out(tmp_path / "trusted", replace(taught, trusted=True))
    one, other = (load_reader(tmp_path / run / "last") for run in ("doubted", "trusted"))
    assert not torch.equal(one.spans.weight, other.spans.weight)


def test_frozen_layers_stay_as_they_are(settings: Settings, tmp_path: Path) -> None:
    assert not carry_out(tmp_path / "run", replace(settings, frozen=1), steps=3)
    before = load_reader(Path(settings.encoder)).state_dict()
    after = load_reader(tmp_path / "run" / "last").state_dict()
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed and all(name.startswith(("layers.1.", "spans.")) for name in changed)

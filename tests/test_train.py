"""How the reader is made: schedule, loss, and a whole run of a tiny one."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import ROOT
from tiny_reader import tiny_settings, write_squad

from qa.evaluate.squad import read_examples
from qa.train.grid import gridded, matrices, snapped
from qa.train.loop import Progress
from qa.train.loss import span_loss, teacher_loss
from qa.train.model import Shape, SpanReader, average_readers, load_reader, save_reader
from qa.train.runs import Settings, carry_out
from qa.train.schedule import Schedule

__all__ = ["tiny_settings"]  # a fixture

WIDE = 0.75


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return dict(load_reader(folder).state_dict())


def test_a_tiny_run_learns_and_finishes(settings: Settings, tmp_path: Path) -> None:
    seen: list[Progress] = []
    schedule = replace(settings.schedule, decay_from=40, decay_steps=25)
    assert carry_out(tmp_path / "run", replace(settings, schedule=schedule), watch=seen.append)
    assert len(seen) == 65 and seen[-1].rate < seen[39].rate
    first, last = (sum(p.loss for p in part) / 10 for part in (seen[:10], seen[-10:]))
    assert last < first / 2, f"loss only fell from {first:.2f} to {last:.2f}"
    assert (tmp_path / "run" / "reader" / "model.safetensors").is_file()


@pytest.mark.parametrize("grid", [0.0, 0.75])
def test_resuming_is_the_same_as_not_stopping(
    settings: Settings, tmp_path: Path, grid: float
) -> None:
    settings = replace(settings, grid=grid)
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    # 30 steps reach into the second epoch; the stop is inside the first.
    carry_out(whole, settings, steps=30)
    carry_out(parts, settings, steps=7)
    carry_out(parts, settings, steps=30, start=parts / "stable.pt")
    expected = weights(whole / "reader")
    found = weights(parts / "reader")
    assert all(torch.equal(found[name], expected[name]) for name in expected)


def test_on_a_grid_the_grid_is_read_and_the_weights_behind_it_move(
    settings: Settings, tmp_path: Path
) -> None:
    start = load_reader(Path(settings.encoder))
    on_it = tmp_path / "gridded"
    save_reader(gridded(start, WIDE), on_it)
    shutil.copy(Path(settings.encoder) / "tokenizer.json", on_it)
    losses = {}
    for name, run in (
        ("beside", settings),
        ("on it", replace(settings, grid=WIDE)),
        ("its numbers", replace(settings, encoder=str(on_it))),
    ):
        seen: list[Progress] = []
        carry_out(tmp_path / name, run, steps=12, watch=seen.append)
        losses[name] = [progress.loss for progress in seen]
        assert Settings.read(tmp_path / name) == run
    assert losses["on it"][0] == losses["its numbers"][0] != losses["beside"][0]
    assert losses["on it"][-1] < losses["on it"][0]
    trained = load_reader(tmp_path / "on it" / "last")
    for before, after in zip(matrices(start)[1:], matrices(trained)[1:], strict=True):
        assert not torch.equal(before, after)
        assert not torch.equal(after, snapped(after, WIDE)), "what is learnt lies between"
    assert torch.equal(start.words.weight, trained.words.weight)


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


def test_features_are_left_out_by_chance_and_never_when_reading(settings: Settings) -> None:
    reader = load_reader(Path(settings.encoder))
    one = torch.ones(2, 8, dtype=torch.int64)

    def logits(seed: int | None) -> torch.Tensor:
        chance = None if seed is None else torch.Generator().manual_seed(seed)
        with torch.no_grad():
            return reader(one, one, one, chance)

    assert torch.equal(logits(1), logits(1))
    assert not torch.equal(logits(1), logits(2))
    assert not torch.equal(logits(1)[0], logits(1)[1]), "each text is read without other features"
    assert torch.equal(logits(None)[0], logits(None)[1])


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
    assert torch.allclose(loss, torch.stack(expected), atol=1e-4)


def test_a_sure_teacher_is_the_gold_span_and_an_unsure_one_is_followed() -> None:
    torch.manual_seed(1)
    logits = torch.randn(2, 2, 7, requires_grad=True)
    passage = torch.tensor([[1, 0, 0, 1, 1, 1, 0], [1, 0, 1, 1, 0, 0, 0]]).bool()
    start, end = torch.tensor([3, 0]), torch.tensor([4, 0])
    sure = torch.zeros(2, 2, 7)
    sure[[0, 1], 0, start] = sure[[0, 1], 1, end] = 50.0
    gold = span_loss(logits, passage, start, end)
    said = teacher_loss(logits, sure, passage)
    assert torch.allclose(said, gold, atol=1e-4)
    same = teacher_loss(logits, logits.detach(), passage).sum()
    (slope,) = torch.autograd.grad(same, logits)
    assert float(slope.abs().max()) < 1e-6, "who answers as the teacher has nothing to learn"
    other = teacher_loss(logits, torch.randn(2, 2, 7), passage).sum()
    (slope,) = torch.autograd.grad(other, logits)
    assert float(slope.abs().max()) > 1e-3


def test_a_teacher_is_half_of_the_loss(settings: Settings, tmp_path: Path) -> None:
    schedule = replace(settings.schedule, decay_from=40, decay_steps=25)
    alone = replace(settings, schedule=schedule)
    taught = replace(alone, teacher=str(tmp_path / "alone" / "reader"))
    losses: dict[str, list[float]] = {}
    for name, run in (("alone", alone), ("taught", taught), ("again", taught)):
        seen: list[Progress] = []
        assert carry_out(tmp_path / name, run, watch=seen.append)
        losses[name] = [progress.loss for progress in seen]
    assert Settings.read(tmp_path / "taught") == taught
    assert losses["taught"] != losses["alone"] and losses["taught"] == losses["again"]
    assert losses["taught"][-1] < losses["taught"][0] / 2


def test_where_there_is_no_answer_the_teacher_does_not_count(
    settings: Settings, tmp_path: Path
) -> None:
    (source,) = settings.recipe.sources
    nothing = [replace(example, answers=()) for example in read_examples(source.path)]
    write_squad(source.path, nothing)
    schedule = replace(settings.schedule, decay_from=2, decay_steps=2)
    alone = replace(settings, schedule=schedule)
    assert carry_out(tmp_path / "alone", alone)
    taught = replace(alone, teacher=str(tmp_path / "alone" / "reader"))
    assert carry_out(tmp_path / "taught", taught)
    one, other = (weights(tmp_path / name / "last") for name in ("alone", "taught"))
    assert all(torch.equal(one[name], other[name]) for name in one)


SIGNALS = """
import signal
from qa.train.reporting import reporting
from qa.train.loop import Progress

signal.signal(signal.SIGINT, signal.default_int_handler)
heeded = 0
with reporting(None) as watch:
    watch(Progress(1, 0, 1.0, 1e-4, 8, 800))
    signal.raise_signal(signal.SIGINT)
    try:
        watch(Progress(2, 0, 1.0, 1e-4, 8, 800))
    except KeyboardInterrupt:
        heeded += 1
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        heeded += 1
print("heeded", heeded)
"""


def test_a_signal_is_heeded_between_steps_and_a_second_one_at_once() -> None:
    # in a process of its own: handlers are the process's, and the other tests share this one
    command = [sys.executable, "-c", SIGNALS]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "heeded 2"


def test_a_decay_by_the_clock_ends_by_the_clock(settings: Settings, tmp_path: Path) -> None:
    schedule = replace(settings.schedule, decay_from=0, decay_minutes=0.01)
    seen: list[Progress] = []
    assert carry_out(tmp_path / "run", replace(settings, schedule=schedule), watch=seen.append)
    assert seen[-1].rate < schedule.peak
    with pytest.raises(ValueError, match="steps or minutes"):
        Schedule(decay_from=3)

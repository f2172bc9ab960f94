"""A training run as a folder: its settings for people, its checkpoints for machines.

::

    run.json       settings (data, seed, schedule), readable and complete
    stable.pt      newest checkpoint at full learning rate: training can go on from here
    decay.pt       newest checkpoint of the decay that is under way
    step-N/        averaged weights after N steps, in transformers' format, for tables of figures
    taught.npz     what the teacher said; copied to another run of this recipe, asked no more
    reader/        the reader at the end, averaged weights
    last/          the reader at the end, as it is: the better one after a short decay
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from qa.index.embedder import SentenceEmbedder
from qa.train.features import Featurizer
from qa.train.loop import Progress, Trainer, save
from qa.train.mixture import Mixture, Recipe, Source
from qa.train.model import load_reader, save_reader
from qa.train.schedule import Schedule

LABELS = "taught.npz"
SAVE_SECONDS = 180.0
"""Time between checkpoints: what a crash can cost."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made from; with the same files it is the same run."""

    recipe: Recipe
    encoder: str
    schedule: Schedule = field(default_factory=Schedule)
    teacher: str | None = None
    trusted: bool = False
    frozen: int = 0
    grid: float = 0.0

    def write(self, folder: Path) -> None:
        """Write ``run.json``."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), indent=2, default=str)
        (folder / "run.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Settings":
        """Read ``run.json``."""
        stored = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        recipe = stored.pop("recipe")
        sources = tuple(Source(Path(s["path"]), s["weight"]) for s in recipe.pop("sources"))
        held_out = recipe.pop("held_out", None)
        recipe["held_out"] = Path(held_out) if held_out else None
        schedule = Schedule(**stored.pop("schedule"))
        return cls(Recipe(sources, **recipe), schedule=schedule, **stored)


def carry_out(
    folder: Path,
    settings: Settings,
    *,
    start: Path | None = None,
    steps: int | None = None,
    keep_every: int = 0,
    device: str | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> bool:
    """Train in ``folder``; return True when the schedule was finished, False when stopped.

    ``start`` is a checkpoint to go on from. Stops after ``steps`` in all or at the end of the
    decay. Ctrl-C stops too: the checkpoint is written first.
    """
    settings.write(folder)
    torch.manual_seed(settings.recipe.seed)
    trainer = _trainer(settings, folder / LABELS, start, device)
    mixture = _mixture(settings)
    keep_safe = _now_and_then(lambda: _save(trainer, folder))

    def after(progress: Progress) -> None:
        watch(progress)
        keep_safe()
        if keep_every and progress.step % keep_every == 0:
            save_reader(trainer.reader(), folder / f"step-{progress.step}")

    try:
        trainer.run(mixture, until=steps, watch=after)
    except KeyboardInterrupt:
        _save(trainer, folder)
        return False
    _save(trainer, folder)
    save_reader(trainer.reader(), folder / "reader")
    save_reader(trainer.reader(averaged=False), folder / "last")
    return trainer.finished


def ask_teacher(
    folder: Path,
    *,
    device: str | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> None:
    """Have the teacher of the run in ``folder`` say all that the run will ask, before it trains.

    Ctrl-C stops it; what was said by then is kept, and asked no more. ValueError where there is
    no teacher or the run has no rounds.
    """
    settings = Settings.read(folder)
    trainer = _trainer(settings, folder / LABELS, None, device)
    keep_safe = _now_and_then(lambda: _save_labels(trainer, folder))

    def after(progress: Progress) -> None:
        watch(progress)
        keep_safe()

    with suppress(KeyboardInterrupt):
        trainer.ask(_mixture(settings), watch=after)
    _save_labels(trainer, folder)


def _now_and_then(act: Callable[[], None]) -> Callable[[], None]:
    """Return a function that does ``act`` when SAVE_SECONDS are over since it last did, or now."""
    done = time.monotonic()

    def perhaps() -> None:
        nonlocal done
        if time.monotonic() - done > SAVE_SECONDS:
            act()
            done = time.monotonic()

    return perhaps


def _save_labels(trainer: Trainer, folder: Path) -> None:
    if trainer.taught is not None:
        trainer.taught.save(folder / LABELS)


def _mixture(settings: Settings) -> Mixture:
    featurizer = Featurizer(Path(settings.encoder) / "tokenizer.json")
    embedder = SentenceEmbedder() if settings.recipe.substituted else None
    return Mixture(settings.recipe, featurizer, embedder)


def _trainer(settings: Settings, labels: Path, start: Path | None, device: str | None) -> Trainer:
    name = device or ("cuda" if torch.cuda.is_available() else "cpu")
    reader = load_reader(Path(settings.encoder), seed=settings.recipe.seed)
    workers = torch.get_num_threads() if name == "cpu" else 1
    teacher = load_reader(Path(settings.teacher)) if settings.teacher else None
    trainer = Trainer(
        reader,
        settings.schedule,
        torch.device(name),
        workers=workers,
        teacher=teacher,
        trusted=settings.trusted,
        frozen=settings.frozen,
        grid=settings.grid,
    )
    if start is not None:
        trainer.restore(load_state(start))
    if trainer.taught is not None and labels.is_file():
        trainer.taught.load(labels)
    return trainer


def _save(trainer: Trainer, folder: Path) -> None:
    decays = trainer.schedule.decay_from is not None and trainer.step > trainer.schedule.decay_from
    save(trainer.state(), folder / ("decay.pt" if decays else "stable.pt"))
    _save_labels(trainer, folder)


def load_state(path: Path) -> dict[str, Any]:
    """Read a checkpoint."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state

"""From question files to a shipped reader, and back: make data, train, resume, export, unpack.

Files are SQuAD JSON (1.1 or 2.0, plain or .gz), each with a weight: the share of it that an epoch
shows. Training goes on at a steady rate until it is stopped (Ctrl-C writes a checkpoint); "resume
RUN/stable.pt --decay N" lets the rate fall to nothing over N more steps and leaves a finished
reader in RUN/reader. The stable checkpoint stays, so training can go on from it later.
"""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from qa.train import context_command, fit_command, making
from qa.train.mixture import Recipe, Source
from qa.train.reporting import console, reporting
from qa.train.schedule import Schedule

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
for command in (
    context_command.context,
    fit_command.fit,
    making.near_misses,
    making.side_by_side,
    making.attributions,
    making.unlabelled,
    making.wordings,
):
    app.command()(command)
Held = Annotated[Path | None, typer.Option(help="file of question ids never shown, one a line")]
Keep = Annotated[int, typer.Option(help="keep the averaged weights every so many steps")]
Steps = Annotated[int | None, typer.Option(help="stop after so many steps in all")]


def source(text: str) -> Source:
    """Read ``PATH`` or ``PATH=WEIGHT``.

    >>> source("train-v2.0.json=0.5").weight, source("train-v2.0.json").weight
    (0.5, 1.0)
    """
    path, _, weight = text.rpartition("=")
    if path:
        with suppress(ValueError):
            return Source(Path(path), float(weight))
    return Source(Path(text))


@app.command()
def train(
    files: Annotated[list[str], typer.Argument(help="SQuAD JSON files, PATH or PATH=WEIGHT")],
    run: Annotated[Path, typer.Option(help="new folder for the run")],
    encoder: Annotated[
        Path, typer.Option(help="folder of the BERT encoder or saved reader to start from")
    ],
    seed: int = 1,
    max_length: Annotated[int, typer.Option(help="longest input in word pieces")] = 192,
    tokens: Annotated[int, typer.Option(help="word pieces in a batch")] = 896,
    batches: Annotated[int, typer.Option(help="batches in a step")] = 4,
    elsewhere: Annotated[float, typer.Option(help="share asked of a similar passage")] = 0.1,
    bereft: Annotated[
        float, typer.Option(help="share asked without the sentence that answers")
    ] = 0.0,
    swapped: Annotated[float, typer.Option(help="share asked with a name or number wrong")] = 0.1,
    opposite: Annotated[float, typer.Option(help="share asked with a word turned round")] = 0.08,
    cropped: Annotated[float, typer.Option(help="share shown with a part of the passage")] = 0.0,
    substituted: Annotated[float, typer.Option(help="share asked with a common word wrong")] = 0.0,
    datelined: Annotated[float, typer.Option(help="share shown after a made-up dateline")] = 0.0,
    peak: Annotated[float, typer.Option(help="learning rate of the steady stretch")] = 1.5e-4,
    warmup: Annotated[int, typer.Option(help="steps of rising rate")] = 200,
    teacher: Annotated[
        Path | None, typer.Option(help="saved reader: half of the loss where there is an answer")
    ] = None,
    trusted: Annotated[
        bool, typer.Option(help="the teacher counts where there is no answer, too")
    ] = False,
    rounds: Annotated[int, typer.Option(help="epochs after which the first comes again")] = 0,
    frozen: Annotated[int, typer.Option(help="lowest layers that stay as they are")] = 0,
    grid: Annotated[float, typer.Option(help="read weights as whole numbers so far apart")] = 0.0,
    held_out: Held = None,
    steps: Steps = None,
    keep_every: Keep = 1000,
) -> None:
    """Start a run. Without --steps it goes on until Ctrl-C."""
    from qa.train.runs import Settings, carry_out

    if (run / "run.json").exists():
        raise typer.BadParameter(f"{run} holds a run already: resume it, or name a new folder")
    sources = tuple(map(source, files))
    recipe = Recipe(
        sources,
        seed=seed,
        max_length=max_length,
        tokens=tokens,
        batches=batches,
        elsewhere=elsewhere,
        bereft=bereft,
        swapped=swapped,
        opposite=opposite,
        substituted=substituted,
        cropped=cropped,
        datelined=datelined,
        held_out=held_out,
        rounds=rounds,
    )
    taught_by = os.fspath(teacher) if teacher else None
    settings = Settings(
        recipe, os.fspath(encoder), Schedule(peak, warmup), taught_by, trusted, frozen, grid
    )
    with reporting(steps) as watch:
        carry_out(run, settings, steps=steps, keep_every=keep_every, watch=watch)


@app.command()
def resume(
    checkpoint: Annotated[Path, typer.Argument(help="stable.pt or decay.pt of a run")],
    decay: Annotated[int | None, typer.Option(help="finish: rate to 0 in so many steps")] = None,
    minutes: Annotated[float | None, typer.Option(help="finish: rate to 0 in so long")] = None,
    max_length: Annotated[int | None, typer.Option(help="longest input from here on")] = None,
    peak: Annotated[float | None, typer.Option(help="learning rate from here on")] = None,
    held_out: Held = None,
    steps: Steps = None,
    keep_every: Keep = 1000,
) -> None:
    """Go on from a checkpoint, at full rate or, with --decay, down to a finished reader."""
    from qa.train.runs import Settings, carry_out, load_state

    settings = Settings.read(checkpoint.parent)
    schedule = replace(settings.schedule, peak=peak or settings.schedule.peak)
    if decay or minutes:
        step = load_state(checkpoint)["step"]
        schedule = replace(schedule, decay_from=step, decay_steps=decay, decay_minutes=minutes)
    elif checkpoint.name == "stable.pt":
        schedule = replace(schedule, decay_from=None)
    recipe = replace(
        settings.recipe,
        max_length=max_length or settings.recipe.max_length,
        held_out=held_out or settings.recipe.held_out,
    )
    settings = replace(settings, schedule=schedule, recipe=recipe)
    end = (schedule.decay_from or 0) + schedule.decay_steps if schedule.decay_steps else None
    with reporting(steps or end) as watch:
        carry_out(
            checkpoint.parent,
            settings,
            start=checkpoint,
            steps=steps,
            keep_every=keep_every,
            watch=watch,
        )


@app.command()
def ask(run: Annotated[Path, typer.Argument(help="folder of a run with a teacher")]) -> None:
    """Ask a run's teacher first, all at once: then each round of training costs the same."""
    from qa.train.runs import ask_teacher

    with reporting(None) as watch:
        ask_teacher(run, watch=watch)


@app.command()
def join(
    file: Annotated[
        Path, typer.Argument(help="SQuAD JSON file whose contexts are single sentences")
    ],
    out: Annotated[Path, typer.Argument(help="file to write, .json.gz")],
    seed: int = 1,
) -> None:
    """Put every context among others of the file, for sentences that stand alone in it."""
    from qa.evaluate.squad import read_examples
    from qa.train.joining import joined, write_examples

    write_examples(joined(read_examples(file), seed=seed), out)
    console.print(f"{out}: written")


@app.command()
def shorten(
    file: Annotated[Path, typer.Argument(help="SQuAD JSON file")],
    out: Annotated[Path, typer.Argument(help="file to write, .json.gz")],
    seed: int = 1,
) -> None:
    """Cut every context to the sentence with the answer: what a verifier is shown."""
    from qa.evaluate.squad import read_examples
    from qa.train.cropping import shortened
    from qa.train.joining import write_examples

    write_examples(shortened(read_examples(file), seed=seed), out)
    console.print(f"{out}: written")


@app.command()
def mine(
    files: Annotated[list[Path], typer.Argument(help="SQuAD JSON files, one collection together")],
    out: Annotated[Path, typer.Option(help="file to write, .json.gz")],
    questions: Annotated[int, typer.Option(help="how many questions, drawn by chance")] = 10_000,
    held_out: Held = None,
    seed: int = 1,
) -> None:
    """Ask questions of passages that our own retriever finds and that lack the answer."""
    from qa.index.embedder import SentenceEmbedder
    from qa.train.joining import write_examples
    from qa.train.mining import mined
    from qa.train.mixture import examples_of

    examples = examples_of(files, held_out)
    write_examples(mined(examples, questions, SentenceEmbedder(), seed=seed), out)
    console.print(f"{out}: written")


@app.command()
def mpnet(
    folder: Annotated[Path, typer.Argument(help="folder of an MPNet encoder, such as mpnet-base")],
    tokenizer: Annotated[Path, typer.Option(help="tokenizer.json of the small encoder")],
    out: Annotated[Path, typer.Option(help="folder to write, for --encoder")],
) -> None:
    """Have an MPNet encoder read a BERT one's word pieces: the start of the verifier."""
    from qa.train.mpnet import as_bert

    as_bert(folder, tokenizer, out)
    console.print(f"{out}: written")


@app.command()
def unpack(
    folder: Annotated[Path, typer.Argument(help="folder of a shipped reader, as qa/models/*")],
    out: Annotated[Path, typer.Option(help="folder to write, for --encoder")],
    grid: Annotated[float, typer.Option(help="the grid that it was trained on")] = 0.0,
    seed: int = 1,
) -> None:
    """Turn a shipped reader back into one that training can start from."""
    from qa.train.unpack import unpack_reader

    unpack_reader(folder, out, spacing=grid, seed=seed)
    console.print(f"{out}: written")


@app.command()
def average(
    folders: Annotated[list[Path], typer.Argument(help="saved readers, such as RUN/step-3000")],
    out: Annotated[Path, typer.Option(help="folder of the averaged reader")],
) -> None:
    """Average the weights of saved readers; one that is named twice counts twice.

    They must go back to one training: averages of readers that share nothing read nothing.
    """
    from qa.train.model import average_readers, load_reader, save_reader

    save_reader(average_readers([load_reader(folder) for folder in folders]), out)
    console.print(f"{out}: average of {len(folders)} readers")


@app.command()
def export(
    trained: Annotated[Path, typer.Argument(help="saved reader, such as RUN/reader")],
    tokenizer: Annotated[Path, typer.Option(help="tokenizer.json of the encoder")],
    out: Annotated[Path, typer.Option(help="folder of the exported reader")],
    version: Annotated[str, typer.Option(help="version named in the manifest")] = "1",
    name: Annotated[str, typer.Option(help="name in the manifest")] = "span-reader",
    grid: Annotated[float, typer.Option(help="the grid that it was trained on")] = 0.0,
) -> None:
    """Write a reader as ONNX (int8, float16) with tokenizer and hashes, ready to be loaded."""
    from qa.train.export import export_reader

    export_reader(trained, tokenizer, out, version=version, name=name, spacing=grid)
    console.print(f"{out}: exported")


def main() -> None:
    """Run the command line."""
    app()

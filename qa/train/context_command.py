"""The command that trains the term selector."""

from pathlib import Path
from typing import Annotated

import typer

from qa.train.reporting import console

SELF_CONTAINED = 1200
"""Texts of SQuAD from which questions are taken that lean on nothing."""


def context(
    conversations: Annotated[
        Path, typer.Argument(help="folder with canard_dev.jsonl.gz, rewrites")
    ],
    squad: Annotated[Path, typer.Argument(help="SQuAD JSON: questions that lean on nothing")],
    out: Annotated[Path, typer.Option(help="folder to write the selector to")],
    epochs: int = 3,
    peak: Annotated[float, typer.Option(help="highest learning rate")] = 1.5e-3,
    size: Annotated[int, typer.Option(help="questions in a batch")] = 32,
    seed: int = 1,
    version: str = "1",
) -> None:
    """Train the choice of words of earlier turns; one thread, some ten minutes."""
    import torch

    from qa.evaluate.follow_ups import REWRITES, fold_of, read_canard, read_cast
    from qa.index.weights import installed_weights
    from qa.index.word_pieces import load_tokenizer
    from qa.train.selector import adapted_encoder, inputs_of, save_selector, train
    from qa.train.self_contained import self_contained

    # threads that wait for one another cost more than they give on a machine with other work
    torch.set_num_threads(1)
    canard = conversations / "canard_dev.jsonl.gz"
    cast = [e for year in REWRITES for e in read_cast(conversations, year, held_out=False)]
    examples = [
        example
        for with_answers in (True, False)
        for example in read_canard(canard, with_answers=with_answers)
        if fold_of(example.dialogue) != 0
    ]
    examples += [*cast, *cast, *self_contained([squad], SELF_CONTAINED, seed)]
    folder = installed_weights().parent
    inputs = inputs_of(load_tokenizer(folder / "tokenizer.json"), examples)
    console.print(f"{len(inputs):,} questions")
    encoder = adapted_encoder(folder, seed)
    train(encoder, inputs, epochs=epochs, peak=peak, size=size, seed=seed, watch=console.print)
    save_selector(encoder, out, version)

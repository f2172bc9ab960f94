"""``python -m qa.train fit``: the weights of evidence, fitted, measured and written."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from qa.train.reporting import console


def fit(
    named: Annotated[
        list[str],
        typer.Argument(
            help="sets of questions: squad=FILE quiz=FOLDER attribution=FILE exchanged=FILE "
            "near=REUTERS,POLNEAR explicit=FILE clapnq=FILE,FILE"
        ),
    ],
    out: Annotated[Path, typer.Option(help="where evidence.json goes")],
    kept: Annotated[
        Path | None, typer.Option(help="folder to keep what was asked in, for the next run")
    ] = None,
) -> None:
    """Fit rank and confidence on sets of questions of several kinds."""
    from qa.index.embedder import SentenceEmbedder
    from qa.read.models import identities
    from qa.train.calibrate import calibrated, write
    from qa.train.gather import gather_all

    calibration, kinds = calibrated(gather_all(named, kept))
    write(out, calibration, kinds, identities(SentenceEmbedder()))
    table = Table("kind", *next(iter(asdict(figures) for figures in kinds.values())), box=None)
    for kind, figures in kinds.items():
        values = asdict(figures).values()
        table.add_row(kind, *(f"{v:.3f}" if isinstance(v, float) else f"{v:,}" for v in values))
    console.print(table)
    console.print(f"threshold {calibration.threshold}, risk {calibration.risk}: {out}")

"""``qa evaluate``: every figure that the README states, printed by the command beside it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

evaluate = typer.Typer(help="Measure how good it is.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]


@evaluate.callback()
def _group() -> None:
    """Measure how good it is."""


@evaluate.command()
def questions(
    file: Annotated[Path, typer.Argument(help="Questions with known answers, JSON lines.")],
    index: Annotated[Path, typer.Option("--index", help="Folder of the index.")] = Path(
        "indexes/seeds"
    ),
    as_json: Json = False,
) -> None:
    """Ask questions with known answers; the nearest-sentence program is asked beside."""
    from qa.assistant import Assistant
    from qa.evaluate.questions import evaluate_questions
    from qa.terminal import shown

    with Assistant.open(index) as assistant:
        figures, asked = evaluate_questions(assistant, file)
    if as_json:
        typer.echo(json.dumps(asdict(figures)))
        return
    table = Table("question", "first", "cited", "span", "nearest", "answer", box=None)
    for row in asked:
        table.add_row(
            Text(row.question),
            _mark(row.first),
            _mark(row.cited),
            _mark(row.span),
            _mark(row.nearest_first),
            Text(shown(row.answer)) if row.answer else Text("no answer", style="dim"),
        )
    console = Console(highlight=False)
    console.print(table)
    print_figures(console, asdict(figures))


def _mark(good: bool) -> str:
    """A tick or a cross."""
    return "✓" if good else "✗"


def print_figures(console: Console, figures: dict[str, Any]) -> None:
    """Print figures, one a line, fractions with four decimals."""
    table = Table(box=None, show_header=False)
    for name, value in figures.items():
        text = f"{value:.4f}" if isinstance(value, float) else f"{value:,}"
        table.add_row(name.replace("_", " "), text)
    console.print(table)

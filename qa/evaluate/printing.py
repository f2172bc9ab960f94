"""How figures are printed: as a table for people, as one JSON object for programs."""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

Index = Annotated[
    Path | None, typer.Option("--index", help="Keep the collection here for the next run.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]


def print_figures(console: "Console", figures: dict[str, Any]) -> None:
    """Print figures, one a line, fractions with four decimals."""
    from rich.table import Table

    table = Table(box=None, show_header=False)
    for name, value in figures.items():
        text = f"{value:.4f}" if isinstance(value, float) else f"{value:,}"
        table.add_row(name.replace("_", " "), text)
    console.print(table)


def print_as(figures: dict[str, Any], as_json: bool) -> None:
    """Print figures as one JSON object or as a table; nested ones come indented by their name."""
    if as_json:
        typer.echo(json.dumps(_finite(figures), allow_nan=False))
        return
    from rich.console import Console

    flat: dict[str, Any] = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            flat |= {f"{name}: {inner}": figure for inner, figure in value.items()}
        else:
            flat[name] = value
    print_figures(Console(highlight=False), flat)


def _finite(value: Any) -> Any:
    """Put None for NaN and infinity, which JSON does not have: a figure over no questions."""
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value

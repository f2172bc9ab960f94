"""Where output goes: lines and tables for people, JSON and tab-separated rows for programs."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# A field of a row holds neither, or it would be two.
BREAKS = str.maketrans("\t\r\n", "   ")


def screen() -> "Console":
    """Return the output: lines fit the width of a terminal, and stay whole elsewhere."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def json_text(values: Any, *, one_line: bool = False) -> str:
    """Return JSON values as every command prints them: indented for people, or on one line."""
    return json.dumps(values, ensure_ascii=False, indent=None if one_line else 2)


def print_json(values: Any, *, one_line: bool = False) -> None:
    """Print JSON values at once: who reads them line by line waits for nothing."""
    typer.echo(json_text(values, one_line=one_line))
    sys.stdout.flush()


def print_lines(lines: "Iterable[Text]") -> None:
    """Print lines one after the other."""
    console = screen()
    for line in lines:
        console.print(line)


def print_table(table: "Table", rows: Iterable[Sequence[str]]) -> None:
    """Print ``table`` on a terminal, elsewhere ``rows``: one a line, fields between tabs."""
    if sys.stdout.isatty():
        screen().print(table)
        return
    for row in rows:
        typer.echo("\t".join(field.translate(BREAKS) for field in row))

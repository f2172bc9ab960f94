"""How far long work is: a bar with rate and remaining time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Item = TypeVar("Item")


class _Rate(ProgressColumn):
    """Items a second."""

    def render(self, task: Task) -> Text:
        """Show the rate so far, or nothing before there is one."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="dim")


def watched(
    items: Sequence[Item], doing: str, console: Console | None = None, *, wiped: bool = False
) -> Iterator[Item]:
    """Yield the items, in order, beside a bar with rate and remaining time.

    The bar goes to ``console``, else to stderr: so stdout holds figures and nothing else. A
    ``wiped`` one leaves no line behind.
    """
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=console or Console(stderr=True),
        transient=wiped,
    ) as progress:
        yield from progress.track(items, description=doing)

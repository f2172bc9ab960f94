"""How far long work is: a bar with rate and remaining time, or a word that it is under way."""

import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

Item = TypeVar("Item")

# Who waits no longer than this, in seconds, wants no word about it.
UNNOTICED = 0.5


def watched(
    items: Sequence[Item], doing: str, console: "Console | None" = None, *, wiped: bool = False
) -> Iterator[Item]:
    """Yield the items, in order, beside a bar with rate and remaining time.

    The bar goes to ``console``, else to stderr: so stdout holds figures and nothing else. A
    ``wiped`` one leaves no line behind. There is none where nobody watches: in a file, under cron.
    """
    from rich.console import Console

    console = console or Console(stderr=True)
    if not console.is_interactive:
        yield from items
        return
    with _bar(console, wiped) as progress:
        yield from progress.track(items, description=doing)


def reached(
    numbered: Iterable[tuple[int, Item]], total: int, doing: str, console: "Console"
) -> Iterator[Item]:
    """Yield items beside such a bar, wiped at the end, at the number that came with the last."""
    if not console.is_interactive:
        yield from (item for _, item in numbered)
        return
    with _bar(console, wiped=True) as progress:
        task = progress.add_task(doing, total=total)
        for number, item in numbered:
            progress.update(task, completed=number)
            yield item


def _bar(console: "Console", wiped: bool) -> "Progress":
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

    class Rate(ProgressColumn):
        """Items a second."""

        def render(self, task: Task) -> Text:
            """Show the rate so far, or nothing before there is one."""
            return Text(f"{task.speed:.1f}/s" if task.speed else "", style="dim")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=console,
        transient=wiped,
    )


@contextmanager
def waiting(doing: str) -> Iterator[None]:
    """Say dimly on a terminal what is being done, after ``UNNOTICED``; wipe it when it is done."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    status = Console(stderr=True).status(Text(doing, style="dim"))
    timer = threading.Timer(UNNOTICED, status.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()

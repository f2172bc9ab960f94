"""Progress of a training: a bar on a terminal, and a line of figures now and then everywhere."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from qa.train import loop

console = Console(highlight=False)

REPORT_EVERY = 50
"""Steps between two lines of figures."""


class Reporter:
    """Shows progress: a bar on a terminal, and a line of figures now and then everywhere."""

    def __init__(self, bar: Progress, total: int | None) -> None:
        """Show on ``bar``; ``total`` is the last step, None when there is none."""
        self._bar = bar
        self._total = total
        self._task = bar.add_task("training", total=total)
        self._seen: list[loop.Progress] = []
        self._began = time.monotonic()
        self._stop = False

    def stop(self, number: int, _: FrameType | None) -> None:
        """Ask for a stop after the step that is under way; a second signal stops at once."""
        self._stop = True
        signal.signal(number, signal.default_int_handler)

    def __call__(self, progress: loop.Progress) -> None:
        """Take note of one step; raise KeyboardInterrupt when a stop was asked for."""
        if self._stop:
            raise KeyboardInterrupt
        self._bar.update(self._task, completed=progress.step)
        self._seen.append(progress)
        if len(self._seen) < REPORT_EVERY:
            return
        took = time.monotonic() - self._began
        loss = sum(p.loss for p in self._seen) / len(self._seen)
        examples = sum(p.examples for p in self._seen) / took
        tokens = sum(p.tokens for p in self._seen) / took
        line = f"{time.strftime('%H:%M:%S')} step {progress.step} epoch {progress.epoch} "
        line += f"loss {loss:.3f} rate {progress.rate:.2e} {examples:.1f} examples/s "
        line += f"{tokens:.0f} word pieces/s"
        if self._total is not None:
            left = (self._total - progress.step) * took / len(self._seen)
            line += f", {left / 60:.0f} min left"
        self._bar.console.print(line, soft_wrap=True)
        self._seen.clear()
        self._began = time.monotonic()


@contextmanager
def reporting(total: int | None) -> Iterator[Reporter]:
    """Show progress while the block runs; Ctrl-C or a polite kill ends it between two steps."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    quiet = not console.is_terminal
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=quiet) as bar:
        reporter = Reporter(bar, total)
        # Set even where a shell started us in the background with both signals ignored.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, reporter.stop)
        yield reporter

"""The times of ``make bench`` as bars, on one scale of powers of ten: an SVG file made by hand."""

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path
from typing import NamedTuple

WIDTH, LEFT, RIGHT, HEIGHT, GAP, TOP = 760, 210, 90, 14, 14, 46
COLOURS = {"qa": "#1a5fb4", "plain": "#c0bfbc", "limit": "#e5a50a"}


class Bars(NamedTuple):
    """What one thing takes, in seconds: here, in the program compared with, and at the least."""

    name: str
    qa: float
    plain: float | None = None
    limit: float | None = None


def written(seconds: float) -> str:
    """Return a time as people write it.

    >>> written(0.146), written(1.231), written(0.0002)
    ('146 ms', '1.23 s', '0.2 ms')
    """
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{1000 * seconds:.0f} ms" if seconds >= 0.01 else f"{1000 * seconds:.1f} ms"


def plot(rows: Sequence[Bars], file: Path, title: str) -> None:
    """Draw a group of bars for each row, in their order, to an SVG file."""
    times = [time for row in rows for time in row[1:] if time]
    low, high = floor(log10(min(times))), ceil(log10(max(times)))
    scale = (WIDTH - LEFT - RIGHT) / max(1, high - low)
    parts, y = [], float(TOP)
    for row in rows:
        shown = [(name, getattr(row, name)) for name in COLOURS if getattr(row, name)]
        middle = y + HEIGHT * len(shown) / 2 + 4
        parts.append(_text(LEFT - 8, middle, row.name, "end"))
        for name, seconds in shown:
            length = scale * (log10(seconds) - low)
            parts.append(
                f'<rect x="{LEFT}" y="{y:.0f}" width="{length:.1f}" height="{HEIGHT - 2}" '
                f'fill="{COLOURS[name]}"/>'
            )
            parts.append(_text(LEFT + length + 5, y + HEIGHT - 4, written(seconds)))
            y += HEIGHT
        y += GAP
    lines = []
    for power in range(low, high + 1):
        x = LEFT + scale * (power - low)
        lines.append(f'<path d="M{x:.1f} {TOP - 6}V{y:.0f}" stroke="#ddd"/>')
        lines.append(_text(x, y + 12, written(10.0**power), "middle"))
    names = (("qa", "qa"), ("plain", "the same in PyTorch"), ("limit", "the machine's limit"))
    legend = [_text(LEFT, 16, title)]
    for place, (name, said) in enumerate(names):
        x = LEFT + 150 * place
        legend.append(f'<rect x="{x}" y="24" width="10" height="10" fill="{COLOURS[name]}"/>')
        legend.append(_text(x + 14, 33, said))
    body = "\n".join([*lines, *parts, *legend])
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 22:.0f}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>\n'
        f"{body}\n</svg>\n",
        encoding="utf-8",
    )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'

"""Risk against coverage as a picture."""

from collections.abc import Sequence
from pathlib import Path


def plot_risk_coverage(points: Sequence[tuple[float, float]], accepted: float, file: Path) -> None:
    """Draw (coverage, risk) points to a PNG file, with the ``accepted`` risk as a line.

    :raises OSError: when the file cannot be written.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.add_subplot()
    axes.plot([coverage for coverage, _ in points], [risk for _, risk in points], drawstyle="steps")
    axes.axhline(accepted, linestyle="--", linewidth=1, color="grey")
    axes.set(
        xlim=(0, 1),
        ylim=(0, None),
        xlabel="answerable questions answered",
        ylabel="answers given that are wrong",
        title="Risk and coverage",
    )
    figure.savefig(file, format="png", dpi=120)

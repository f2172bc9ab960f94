"""What ``make bench`` holds its figures against: for each a floor, and an aim beyond it.

All are ratios of two things measured in one run, or seconds and megabytes that hardly depend on the
machine, so that they mean the same anywhere.
"""

from typing import NamedTuple

from rich.table import Table


class Target(NamedTuple):
    """A figure, the least that is wanted of it and what would be excellent."""

    what: str
    figure: float
    floor: float
    aim: float
    unit: str = "times"

    @property
    def verdict(self) -> str:
        """Say which of the two the figure reaches; where floor < aim, more is better."""
        sign = 1 if self.floor < self.aim else -1
        if sign * self.figure >= sign * self.aim:
            return "aim reached"
        return "floor reached" if sign * self.figure >= sign * self.floor else "below the floor"


def target_table(targets: list[Target]) -> Table:
    """Return the targets with what was measured, one a row."""
    table = Table("target", "figure", "floor", "aim", "", box=None)
    for column in table.columns[1:4]:
        column.justify = "right"
    for each in targets:
        numbers = (f"{number:.3g} {each.unit}" for number in each[1:4])
        table.add_row(each.what, *numbers, each.verdict)
    return table

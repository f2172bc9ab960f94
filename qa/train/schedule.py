"""The learning rate: warm-up, a long steady stretch, and a decay that can start at any time.

A model can so be finished whenever time runs out, and training can go on later from the steady
stretch as if it had never been finished.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rate by step: rises over ``warmup``, stays ``peak``, then falls in a line to 0.

    The decay begins at step ``decay_from`` (None: not yet) and takes ``decay_steps`` steps or,
    where that is None, ``decay_minutes`` of training: on a machine that others use as well, only
    the clock says when a run will end.
    """

    peak: float = 1.5e-4
    warmup: int = 200
    decay_from: int | None = None
    decay_steps: int | None = None
    decay_minutes: float | None = None

    def __post_init__(self) -> None:
        """Refuse a decay without a length."""
        if self.decay_from is not None and not (self.decay_steps or self.decay_minutes):
            raise ValueError(f"a decay from step {self.decay_from} needs steps or minutes")

    def decayed(self, step: int, minutes: float) -> float:
        """Return how much of the decay is over, 0 to 1, after ``minutes`` of it."""
        if self.decay_from is None or step < self.decay_from:
            return 0.0
        if self.decay_steps:
            return min(1.0, (step - self.decay_from) / self.decay_steps)
        return min(1.0, minutes / (self.decay_minutes or 1.0))

    def rate(self, step: int, minutes: float = 0.0) -> float:
        """Return the learning rate of ``step``, counted from 0, ``minutes`` into the decay.

        >>> schedule = Schedule(1.0, 4, decay_from=8, decay_steps=4)
        >>> [schedule.rate(step) for step in range(0, 13, 2)]
        [0.25, 0.75, 1.0, 1.0, 1.0, 0.5, 0.0]
        >>> Schedule(1.0, 4, decay_from=8, decay_minutes=10).rate(9, minutes=2.5)
        0.75
        """
        return self.peak * min(1.0, (step + 1) / self.warmup) * (1.0 - self.decayed(step, minutes))

"""The learning rate: warm-up, a long stable stretch, and a decay that can start at any time.

A model can so be finished whenever time runs out, and training can go on later from the stable
checkpoint as if it had never been finished.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rate by step: rises over ``warmup``, stays ``peak``, falls to 0 from ``decay_from``."""

    peak: float = 1.5e-4
    warmup: int = 200
    decay_from: int | None = None
    decay_steps: int = 1

    def rate(self, step: int) -> float:
        """Return the learning rate of ``step``, counted from 0.

        >>> schedule = Schedule(1.0, 4, decay_from=8, decay_steps=4)
        >>> [schedule.rate(step) for step in range(0, 13, 2)]
        [0.25, 0.75, 1.0, 1.0, 1.0, 0.5, 0.0]
        """
        rate = self.peak * min(1.0, (step + 1) / self.warmup)
        if self.decay_from is not None:
            rate *= max(0.0, 1.0 - max(0, step - self.decay_from) / self.decay_steps)
        return rate

    @property
    def end(self) -> int | None:
        """Return the step at which training ends, None while no decay is set."""
        return None if self.decay_from is None else self.decay_from + self.decay_steps

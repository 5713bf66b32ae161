"""Which numbers a data type holds: its ends and its steps, any of which a model may leave out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.home.capability import Limits

INT_MIN, INT_MAX = -(2**31), 2**31 - 1  # an ``int`` of the platform has 32 bits


@dataclass(frozen=True)
class Scale:
    min: float | None = None
    max: float | None = None
    step: float | None = None

    @property
    def limits(self) -> Limits | None:
        """What can be shown to people: a range with both its ends."""
        if self.min is None or self.max is None:
            return None
        return Limits(self.min, self.max, self.step)

    def fit(self, value: float) -> float:
        """The nearest value inside the ends and on the steps, which count from the lowest value.

        Without both its ends a number is taken as it is or not at all (``ValueError``): the home does not
        know such limits, so it would wait for another value than the thing was given.
        """
        if self.limits:
            return self.limits.snap(value)
        too_low = self.min is not None and value < self.min
        too_high = self.max is not None and value > self.max
        if too_low or too_high or self._is_off_step(value):
            raise ValueError("not a value of this scale")
        return value

    def _is_off_step(self, value: float) -> bool:
        if not self.step:
            return False
        return (Decimal(str(value)) - Decimal(str(self.min or 0))) % Decimal(str(self.step)) != 0


UNLIMITED = Scale()

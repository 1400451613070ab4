"""A scale for a chart, with round numbers at its ticks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

STEPS = (1, 2, 5, 10)
PARTS = 4
# Bars without an upper end need room beyond the largest number.
ROOM = Decimal("1.1")


@dataclass(frozen=True)
class Scale:
    """The range from ``low`` to ``high``, with a tick at each ``step``."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def over(cls, numbers: Iterable[Decimal]) -> Self | None:
        """A scale over *numbers* and zero, with margin; None without numbers."""
        known = [*numbers]
        if not known:
            return None
        known.append(Decimal(0))
        least, most = min(known), max(known)
        span = (most - least) or Decimal(1)
        step = _round_up(span * ROOM / PARTS)
        low = (least * ROOM / step).to_integral_value("ROUND_FLOOR") * step
        high = (most * ROOM / step).to_integral_value("ROUND_CEILING") * step
        return cls(low, high if high > low else low + step, step)

    @property
    def ticks(self) -> list[Decimal]:
        """The labeled numbers, in order."""
        parts = int((self.high - self.low) / self.step)
        return [self.low + self.step * part for part in range(parts + 1)]

    def at(self, number: Decimal) -> float:
        """The position of *number*, in percent of the length."""
        return round(float(100 * (number - self.low) / (self.high - self.low)), 2)


def _round_up(number: Decimal) -> Decimal:
    """The next of 1, 2 and 5 times a power of ten."""
    power = Decimal(10) ** number.adjusted()
    return next(step * power for step in STEPS if step * power >= number)

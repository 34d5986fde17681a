"""One thing that a study varies, and how: by its prior, over a range, over levels, or there or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from simulation.portable.elementary import exp, log

if TYPE_CHECKING:
    from simulation.declare import Parameter
    from simulation.studies.design.changing import Value

Way = Literal["prior", "range", "levels"]
_NEAREST: Final = 2.0**-53
"""How near to 0 and 1 a probability may come, where a prior can have no end."""
_MIDDLE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that is varied; a number from 0 to 1 stands for one of its values.

    ``prior`` takes that number for a probability of the declared prior, cut to [low, high]; ``range`` goes evenly
    from low to high, or evenly in the logarithm; ``levels`` takes one of a few values, each equally likely.
    """

    key: str
    way: Way
    low: float = 0.0
    high: float = 1.0
    is_log: bool = False
    is_whole: bool = False
    levels: tuple[Value, ...] = ()
    declared: Parameter | None = None

    def value(self, u: float) -> Value:
        """Return the value that stands for a number from 0 to 1.

        Raises:
            ValueError: it is not from 0 to 1.
        """
        if not 0 <= u <= 1:
            raise ValueError(f"{self.key}: a point of a design lies between 0 and 1, not {u}")
        if self.way == "levels":
            return self.levels[min(int(u * len(self.levels)), len(self.levels) - 1)]
        if self.way == "prior" and self.declared is not None:
            return self.declared.prior.quantile(min(max(u, _NEAREST), 1 - _NEAREST), self.low, self.high)
        return self._within(u)

    def _within(self, u: float) -> Value:
        if self.is_whole:
            low, high = int(self.low), int(self.high)
            return min(low + int(u * (high - low + 1)), high)
        if self.is_log:
            return min(max(exp(log(self.low) + u * (log(self.high) - log(self.low))), self.low), self.high)
        return self.low + u * (self.high - self.low)

    @property
    def middle(self) -> Value:
        """The value half way: a prior's median."""
        return self.value(_MIDDLE)

    @property
    def tried(self) -> tuple[Value, ...]:
        """The values that show whether all of them are possible: the ends, or every level."""
        return self.levels if self.way == "levels" else tuple(dict.fromkeys((self.value(0), self.value(1))))

    @property
    def words(self) -> str:
        """How it is varied, in words."""
        if self.way == "levels":
            return f"one of {', '.join(map(_shown, self.levels))}"
        if self.way == "prior" and self.declared is not None:
            return f"prior: {self.declared.prior}"
        scale = ", evenly in the logarithm" if self.is_log else ", whole numbers" if self.is_whole else ""
        return f"from {self.low:g} to {self.high:g}{scale}"


def _shown(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)

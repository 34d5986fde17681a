"""A week's luck: the draws of all decisions, found by who decides what, in whatever order they are asked for."""

from __future__ import annotations

from simulation.engines.mesa.bound import arithmetic, draws
from simulation.model.chances import week_keys


class Luck:
    """Uniform draws in (0, 1) of one week, by decision (`simulation.model.chances`) and by person or item."""

    def __init__(self, seed: int, week: int) -> None:
        """Make the week's keys."""
        self._keys: list[int] = week_keys(seed, week, week + 1)[0].tolist()

    def high(self, decision: int, index: int) -> float:
        """Draw for one decision."""
        return float(draws.high_uniform(draws.hash64(self._keys[decision], index)))

    def low(self, decision: int, index: int) -> float:
        """Draw for the other decision that shares the key."""
        return float(draws.low_uniform(draws.hash64(self._keys[decision], index)))

    def both(self, decision: int, index: int) -> tuple[float, float]:
        """Two independent draws."""
        bits = draws.hash64(self._keys[decision], index)
        return draws.high_uniform(bits), draws.low_uniform(bits)

    def bits(self, decision: int, index: int) -> int:
        """64 random bits, from which further ones can be drawn."""
        return int(draws.hash64(self._keys[decision], index))

    def split(self, bits: int) -> tuple[float, float]:
        """Two independent draws in random bits."""
        return draws.high_uniform(bits), draws.low_uniform(bits)

    def normal(self, decision: int, index: int) -> float:
        """Draw from the standard normal."""
        return float(arithmetic.normal_quantile(self.high(decision, index)))

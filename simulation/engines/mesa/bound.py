"""The rules and draws as agents call them: Python numbers in and out, single precision inside; a week's draws."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from simulation.compiled import scalar
from simulation.model import arithmetic as arithmetic_module
from simulation.model import draws as draws_module
from simulation.model import rules as rules_module
from simulation.model.chances import week_keys


def _bound(module: ModuleType) -> Any:
    """Every rule of a module, bound to the types that it declares, and its whole-number constants."""
    constants = {name: int(each) for name, each in vars(module).items() if isinstance(each, np.int32 | np.uint32)}
    own = {name: each for name, each in vars(module).items() if getattr(each, "__module__", "") == module.__name__}
    bound = {name: scalar(each) for name, each in own.items() if hasattr(each, "rule_signature")}
    return SimpleNamespace(**constants, **bound)


rules: Any = _bound(rules_module)
draws: Any = _bound(draws_module)
arithmetic: Any = _bound(arithmetic_module)


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

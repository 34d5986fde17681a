"""Outcomes that no index can be worked out for: they are named, and never turned into numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]
Outcome = Callable[[Array, NDArray[np.int64]], Array]
"""Runs: rows of the unit cube, and the number of the luck of each; returns one number a run."""
Columns = dict[str, Array | list[str]]
LUCK: Final = "luck"
"""Name of the row that says what chance alone does."""
LUCKS: Final = 90_000


@dataclass(frozen=True)
class SensitivityIndices:
    """A table of indices, the strongest first; where there can be none, ``reason`` says why, and it is empty."""

    table: pd.DataFrame
    runs: int
    reason: str = ""

    @classmethod
    def ordered(cls, rows: Columns, by: str, runs: int) -> SensitivityIndices:
        """Return the table of some columns, ordered by one of them."""
        table = pd.DataFrame(rows).sort_values(by, ascending=False, kind="stable").reset_index(drop=True)
        return cls(table, runs)

    @classmethod
    def none(cls, runs: int, reason: str) -> SensitivityIndices:
        """Return that there are none, and why."""
        return cls(pd.DataFrame({"name": []}), runs, reason)


def refusal(outcomes: Array) -> str:
    """Return why no index can be worked out; empty where one can."""
    undefined = int((~np.isfinite(outcomes)).sum())
    if undefined:
        return f"{undefined:,} of {outcomes.size:,} runs have no value (not defined, or failed)"
    if np.ptp(outcomes) == 0:
        return f"all {outcomes.size:,} runs show the same, {outcomes.flat[0]:g}: nothing that is varied matters to it"
    return ""


def unit_cube(names: tuple[str, ...]) -> dict[str, object]:
    """Return the unit cube as SALib describes it."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def problem_with_luck(names: tuple[str, ...]) -> dict[str, object]:
    """Return it with luck as one thing more that is varied."""
    return unit_cube((*names, LUCK))


def run(outcome: Outcome, rows: Array) -> Array:
    """Run rows whose last column says the luck: equal numbers there are equal luck."""
    lucks = np.minimum((rows[:, -1] * LUCKS).astype(np.int64), LUCKS - 1)
    return np.asarray(outcome(rows[:, :-1], lucks), float)

"""When replicates are enough: the 95% interval of a mean is as narrow as was asked, at each point."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from simulation.results.effects import half_width
from simulation.studies.running.frames import EFFECT

if TYPE_CHECKING:
    import pandas as pd

LEAST: Final = 10
"""Replicates below which a spread is not believed: to stop at a small one by chance would make intervals too narrow."""
_MOST_GROWTH: Final = 2.0
_RESERVE: Final = 1.05


def half_widths(frame: pd.DataFrame, measure: str, week: int | None, *, is_effect: bool) -> list[float]:
    """Return half the 95% interval (Student's t) of the mean of a measure, or of the effect on it, at each point."""
    name = measure + EFFECT if is_effect else measure
    chosen = frame[frame["week"] == (frame["week"].max() if week is None else week)]
    if "silo" in chosen:
        chosen = chosen[chosen["silo"] == chosen["silo"].min()]
    return [half_width(values.dropna().to_numpy()) for _, values in chosen.groupby("point")[name]]


def next_number(replicates: int, widths: list[float], within: float, most: int) -> int:
    """Return how many replicates there should be next; the same number where they are enough.

    An interval narrows with the square root of their number; no step more than doubles it, for spreads are uncertain.
    Points without an interval (failed, or not defined) ask for nothing.
    """
    if replicates < LEAST:
        return min(LEAST, most)
    widest = max((width for width in widths if not math.isnan(width)), default=0.0)
    if widest <= within:
        return replicates
    too_wide = widest / within
    needed = math.ceil(replicates * _RESERVE * too_wide * too_wide)
    return min(most, max(replicates + 1, min(needed, math.ceil(replicates * _MOST_GROWTH))))

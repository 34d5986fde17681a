"""What weeks taught, number by number in its own unit: the prior, and what is believed now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulation.results.quantiles import BAND

if TYPE_CHECKING:
    from simulation.studies.forecast.forecast import Forecast

Ends = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Taught:
    """One uncertain number: 10%, 50% and 90% quantiles before and now, and how much of its variance is gone."""

    name: str
    unit: str
    before: Ends
    now: Ends
    gone: float
    by_data: bool
    """Whether the weeks said something about it; else the prior decides."""


def taught(forecast: Forecast) -> list[Taught]:
    """Return every uncertain number, those first that the weeks told most about."""
    declared = forecast.bank.scenario.declared()
    values = dict(zip(forecast.posterior.names, np.array(forecast.posterior.rows).T, strict=True))
    found = []
    for each in forecast.learned():
        number = declared[each.name]
        low, middle, high = (number.prior.quantile(level, number.low, number.high) for level in BAND)
        ends = np.quantile(values[each.name], BAND)
        now = (float(ends[0]), float(ends[1]), float(ends[2]))
        gone = max(each.shrinkage, 0.0)
        found.append(Taught(each.name, number.unit, (low, middle, high), now, gone, each.is_informed))
    return found

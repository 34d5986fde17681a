"""What moves everybody in a week: holidays by the calendar, and common shocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.model.arithmetic import normal_quantile
from simulation.model.draws import Decision, weekly_uniforms
from simulation.model.state import Float

PRESENT, STIR = range(2)
CALENDARS: Final = ("european", "none")
_DAYS: Final = 7


def tides(seed: int, start: date, weeks: int, values: Mapping[str, float], calendar: str) -> Float:
    """Return the tide [weeks, 2]: the share of people who are at work, and the common shock e in logit.

    e <- phi e + sqrt(1 - phi^2) sigma N(0, 1) from a first one of N(0, sigma^2): the same in all weeks in the mean,
    keyed by the replicate's seed. With the calendar "none" everybody is always there.
    """
    spread, memory = values["shock_spread"], values["shock_memory"]
    fresh = sqrt(1.0 - memory * memory)
    found = np.ones((weeks, 2), np.float32)
    _stir(weekly_uniforms(seed, Decision.SHOCK, weeks), spread, memory, fresh, found)
    if calendar != "none":
        found[:, PRESENT] = 1.0 - absence(start, weeks, values)
    return found


@loop
def _stir(u: Float, spread: float, memory: float, fresh: float, out: Float) -> None:
    """Fill in the shocks."""
    shock = 0.0
    for k in range(u.size):
        new = spread * np.float64(normal_quantile(u[k]))
        shock = new if k == 0 else memory * shock + fresh * new
        out[k, STIR] = shock


def absence(start: date, weeks: int, values: Mapping[str, float]) -> NDArray[np.float64]:
    """Share of people who are away in each week from the one that begins on ``start``: the mean over its days."""
    christmas, summer = _free_days(start, weeks)
    return (christmas * values["christmas_absence"] + summer * values["summer_absence"]) / _DAYS


@lru_cache(maxsize=64)
def _free_days(start: date, weeks: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how many days of each week lie around Christmas, and how many in the summer months."""
    days = [start + timedelta(days=k) for k in range(_DAYS * weeks)]
    christmas = [(day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 4) for day in days]
    summer = [day.month in (7, 8) for day in days]
    by_week = np.array([christmas, summer], np.int64).reshape(2, weeks, _DAYS).sum(axis=2).astype(np.float64)
    return by_week[0], by_week[1]

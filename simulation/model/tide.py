"""What moves everybody in a week: holidays by the calendar, and common shocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import sqrt
from typing import Final

import numpy as np

from simulation.model.arithmetic import normal_quantile
from simulation.model.draws import Decision, many_uniforms, week_key
from simulation.model.state import Float

PRESENT, STIR = range(2)
CALENDARS: Final = ("european", "none")
_DAYS: Final = 7
_ONCE: Final = np.zeros(1, np.uint64)


def tides(seed: int, start: date, weeks: int, values: Mapping[str, float], calendar: str) -> Float:
    """Return the tide [weeks, 2]: the share of people who are at work, and the common shock e in logit.

    e <- phi e + sqrt(1 - phi^2) sigma N(0, 1) from a first one of N(0, sigma^2): the same in all weeks in the mean,
    keyed by the replicate's seed. With the calendar "none" everybody is always there.
    """
    spread, memory = values["shock_spread"], values["shock_memory"]
    fresh = sqrt(1.0 - memory * memory)
    found = np.ones((weeks, 2), np.float32)
    shock = 0.0
    for week in range(weeks):
        new = spread * _normal(seed, week)
        shock = new if week == 0 else memory * shock + fresh * new
        found[week, STIR] = shock
        if calendar != "none":
            found[week, PRESENT] = 1.0 - absence(start + timedelta(days=_DAYS * week), values)
    return found


def absence(first: date, values: Mapping[str, float]) -> float:
    """Share of people who are away in the week that begins on ``first``: the mean over its days."""
    days = [first + timedelta(days=k) for k in range(_DAYS)]
    christmas = [day for day in days if (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 4)]
    summer = [day for day in days if day.month in (7, 8)]
    return (len(christmas) * values["christmas_absence"] + len(summer) * values["summer_absence"]) / _DAYS


def _normal(seed: int, week: int) -> float:
    return float(normal_quantile(many_uniforms(week_key(seed, Decision.SHOCK, week), _ONCE)[0]))

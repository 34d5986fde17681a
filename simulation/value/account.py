"""The value account of one replicate: every line by year of the run and silo, in hours and EUR."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.measures.base import Recorded, Values
from simulation.model.record import WEEKS_PER_YEAR
from simulation.portable.elementary import power
from simulation.portable.sums import total
from simulation.value.items import ITEMS

Cube = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ValueAccount:
    """What came in (above 0) and went out (below 0), each array [years + 1, silos + 1, items + 1].

    Year 0 is the whole run, year 1 its first 52 weeks; the last year may be shorter. The last silo is
    the whole organisation, the last item the net. ``hours`` are hours, ``money_eur`` is what is bought,
    ``eur`` = money + hours x hourly cost, ``present_eur`` the same with each week's amount divided by
    (1 + rate)^(week / 52).
    """

    hours: Cube
    money_eur: Cube
    eur: Cube
    present_eur: Cube


def account(recorded: Recorded, factors: Mapping[str, float], discount_rate: float) -> ValueAccount:
    """Return the account of one replicate with the factors that it drew."""
    price = recorded.hourly_cost_eur
    weeks, places = recorded.counts.shape[:2]
    discount = power(1 + discount_rate, -np.arange(weeks) / WEEKS_PER_YEAR)
    shape = (-(-weeks // WEEKS_PER_YEAR) + 1, places, len(ITEMS) + 1)
    hours, money, present = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for i, item in enumerate(ITEMS):
        weekly = item.count(recorded) * (item.sign * item.unit(factors)) + 0.0  # no -0
        is_money = item.kind == "money out"
        (money if is_money else hours)[:, :, i] = by_year(weekly)
        present[:, :, i] = by_year(weekly * discount[:, None]) * (1 if is_money else price)
    for cube in (hours, money, present):
        cube[:, :, -1] = total(cube[:, :, :-1], axis=2)
    return ValueAccount(hours, money, money + hours * price, present)


def by_year(weekly: Values) -> Values:
    """Return sums [years + 1, silos + 1]: the whole run first, then each 52 weeks."""
    weeks = range(0, weekly.shape[0], WEEKS_PER_YEAR)
    years = np.array([total(weekly[first : first + WEEKS_PER_YEAR]) for first in weeks])
    return np.concatenate([total(years)[None], years])

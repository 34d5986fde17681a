"""What a measure is: one small function of a run's counters, with its unit and definition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.model.record import BOOKING, COUNTERS, FIXED_POINT, Trajectory

Values = NDArray[np.float64]
"""Values by week and silo, shape [weeks, silos + 1]; the last column is the whole organisation."""
Direction = Literal["up", "down", "none"]
"""Which way is better: up, down, or neither."""

_COLUMN: Final = {name: i for i, name in enumerate(COUNTERS)}

WORDS: Final[dict[str, str]] = COUNTERS | {
    "registered": "employees who have registered; where accounts are given, who have come at least once",
    "accounts": "employees with an account: one of their own, or one that everybody with access is given",
    "new_by_self": "spontaneous registrations in the week",
    "new_by_peers": "registrations in the week through colleagues who had registered",
    "new_by_push": "registrations in the week through a campaign or by order",
    "readers_7": "registered people who read in the week",
    "readers_28": "registered people who read within the last 4 weeks",
    "readers_365": "registered people who read within the last 52 weeks",
    "contributors_7": "registered people who contributed in the week",
    "contributors_28": "registered people who contributed within the last 4 weeks",
    "contributors_365": "registered people who contributed within the last 52 weeks",
    "visible": "people whose use is visible to colleagues",
    "month_few": "people who contributed once or twice within the last 4 weeks",
    "month_many": "people who contributed more than twice within the last 4 weeks",
    "lapsed": "people who read for the last time exactly 12 weeks ago",
    "returned": "people registered for more than 12 weeks who read, for the first time in at least 11 weeks",
    "settled": "people registered for at least 26 weeks",
    "settled_readers": "people registered for at least 26 weeks who read in one of the last 12 weeks",
    "segment_low": "registered people who read in 1-3 of the last 12 weeks",
    "segment_novice": "registered people who read in 4-8 of the last 12 weeks",
    "segment_habitual": "registered people who read in 9 or more of the last 12 weeks without contributing in 4 weeks",
    "segment_power": "registered people who read in 9 or more of the last 12 weeks and contributed within 4 weeks",
    "documents": "documents of the week",
    "discussions": "discussions of the week",
    "comments": "comments on documents of the week, replies to them among these",
    "others": "other contributions of the week, replies in discussions among them",
    "replied_by_people": "contributions of the week that a colleague replied to first, not the management",
    "replied_cross_silo": "contributions of the week that a colleague from another silo replied to first",
    "replies": "replies by colleagues in the week, each of them a contribution of hers, too",
    "communities_open": "communities that are open to everybody",
    "stage_dead": "communities that were given up after a long silence",
}
"""Meaning of each counter where it stands alone, as definitions quote it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The counters of one replicate, by name, as a measure reads them.

    ``counts`` [weeks, silos + 1, counters] and ``booked`` [weeks, silos + 1, `BOOKED`] are
    those of `Trajectory`; ``hourly_cost_eur`` values the hours. Each simulated person stands for ``weight`` people:
    what is read here is for the full size of the company.
    """

    counts: NDArray[np.int64]
    booked: NDArray[np.float64]
    hourly_cost_eur: float
    weight: float = 1.0

    def __getitem__(self, counter: str) -> Values:
        """Values of one counter, [weeks, silos + 1]."""
        return self.counts[:, :, _COLUMN[counter]].astype(np.float64) * self.weight

    def as_kept(self, counter: str) -> Values:
        """Values of a counter that is no amount (a coefficient in fixed point), whatever the weight."""
        return self.counts[:, :, _COLUMN[counter]] / FIXED_POINT

    def fixed(self, counter: str) -> Values:
        """Values of a counter that is kept in fixed point, in units of one."""
        return self[counter] / FIXED_POINT

    def book(self, name: str) -> Values:
        """What interventions booked in the week under a name of `BOOKED`."""
        return self.booked[:, :, BOOKING[name]] * self.weight

    @property
    def hours(self) -> Values:
        """Person-hours that interventions took in the week."""
        return self.book("hours")

    @property
    def money(self) -> Values:
        """Euro that interventions bought things for in the week, beside the hours."""
        return self.book("eur")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its name says the denominator, its definition both numerator and denominator.

    ``compute`` maps `Recorded` to values [weeks, silos + 1]. A zero denominator gives NaN
    ("not defined"), never 0. ``headline`` measures stand in summaries and comparisons.
    """

    name: str
    label: str
    unit: str
    direction: Direction
    numerator: str
    denominator: str
    compute: Callable[[Recorded], Values]
    headline: bool = False
    note: str = ""

    @property
    def definition(self) -> str:
        """One sentence: numerator, denominator, and what happens where that is zero."""
        text = self.numerator
        if self.denominator:
            text += f", divided by {self.denominator} (not defined where that is 0)"
        return f"{text}; {self.note}" if self.note else text


def ratio(numerator: Values, denominator: Values) -> Values:
    """Return numerator / denominator, NaN where the denominator is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient: Values = np.where(denominator == 0, np.nan, numerator / denominator)
    return quotient


def cumulative(weekly: Values) -> Values:
    """Sum since the start of the run, week by week."""
    total: Values = np.cumsum(weekly, axis=0)
    return total


def recent(weekly: Values, weeks: int) -> Values:
    """Sum over the last ``weeks`` weeks, the current one included; over fewer at the start of the run."""
    total = cumulative(weekly)
    total[weeks:] -= total[:-weeks].copy()
    return total


def of_trajectory(trajectory: Trajectory, hourly_cost_eur: float) -> Recorded:
    """Return the counters of a trajectory as measures read them."""
    return Recorded(trajectory.counts, trajectory.booked, hourly_cost_eur, trajectory.weight)


def count(name: str, label: str, counter: str, unit: str, direction: Direction = "none", **extra: bool) -> Measure:
    """Declare a measure that is a counter as it stands."""
    return Measure(
        name, label, unit, direction, WORDS[counter], "", lambda r: r[counter], headline=extra.get("headline", False)
    )


def share(
    name: str, label: str, top: tuple[str, ...], bottom: str, direction: Direction = "none", **extra: bool
) -> Measure:
    """Declare a measure that is the sum of some counters as a share of another counter."""
    return Measure(
        name,
        label,
        "share",
        direction,
        " plus ".join(WORDS[c] for c in top),
        WORDS[bottom],
        lambda r: ratio(sum((r[c] for c in top[1:]), r[top[0]]), r[bottom]),
        headline=extra.get("headline", False),
    )

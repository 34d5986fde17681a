"""Booking: what interventions take and do week by week, shared out over silos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.model.record import BOOKED, BOOKING
from simulation.portable.sums import total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulation.engines.scheduled import Scheduled
    from simulation.interventions.base import Active

Floats = NDArray[np.float64]
_HOURS, _EUR = BOOKING["hours"], BOOKING["eur"]


class Booking:
    """Takes down numbers in every week and shares them out when they are asked for, many weeks at once."""

    def __init__(self, entries: Sequence[Scheduled], weeks: int, n_silos: int) -> None:
        """Open the books of some interventions; sums are rounded in their order."""
        self._entries, self._n_silos = entries, n_silos
        self._numbers = np.zeros((weeks, len(entries), len(BOOKED)))
        self._settled: dict[int, int] = {}
        self._placed: list[tuple[int, int, Floats, float]] = []
        self._shares: list[list[tuple[int, Floats]]] = [[] for _ in entries]
        """Of each intervention: from which week on its numbers are shared out over silos in which shares."""

    def note(self, week: int) -> None:
        """Take down the numbers of a week, and values that each of an intervention's people has where they are."""
        for place, entry in enumerate(self._entries):
            if place not in self._settled and entry.active is not None and entry.first <= week < entry.last:
                self._ask(week, place, entry, entry.active)

    def _ask(self, week: int, place: int, entry: Scheduled, active: Active) -> None:
        """Ask an intervention; if it has settled, for the last time."""
        age = week - entry.first
        (turnout, cost), books, numbers = entry.done(age), active.books(age), self._numbers[week, place]
        numbers[_HOURS], numbers[_EUR] = cost.hours, cost.eur
        shares = entry.shares(turnout.took_part)
        if not self._shares[place] or self._shares[place][-1][1] is not shares:
            self._shares[place].append((week, shares))
        is_placed = False
        for name, value in books.items():
            if isinstance(value, float | int):
                numbers[BOOKING[name]] = value
                continue
            is_placed = True
            people, values = value if isinstance(value, tuple) else (active.people, value)
            self._placed.append((week, BOOKING[name], entry.by_silo(people, values), float(total(values))))
        if entry.is_settled and not is_placed:
            self._settled[place] = week

    def booked(self, first: int, last: int) -> Floats:
        """What was booked [last - first, silos + 1, `BOOKED`]; the last row of silos is the total."""
        rows = np.zeros((last - first, self._n_silos + 1, len(BOOKED)))
        for week, book, values, whole in self._placed:
            if first <= week < last:
                rows[week - first, :-1, book] += values
                rows[week - first, -1, book] += whole
        for place, week in self._settled.items():
            self._numbers[week + 1 : self._entries[place].last, place] = self._numbers[week, place]
        for place, changes in enumerate(self._shares):
            ends = [*(week for week, _ in changes[1:]), last][: len(changes)]
            for (start, shares), end in zip(changes, ends, strict=True):
                weeks = slice(max(start, first), max(min(end, last), first))
                inside = slice(weeks.start - first, weeks.stop - first)
                rows[inside, :-1] += shares[:, None] * self._numbers[weeks, place, None, :]
        rows[:, -1] += total(self._numbers[first:last], axis=1)
        return rows

"""Booking: what interventions take and do week by week, shared out over silos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.model.record import BOOKED, BOOKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulation.engines.scheduled import Scheduled
    from simulation.interventions.base import Active

Floats = NDArray[np.float64]
_HOURS, _EUR = BOOKING["hours"], BOOKING["eur"]


class Booking:
    """Takes down numbers in every week and shares them out when they are asked for, many weeks at once."""

    def __init__(self, entries: Sequence[Scheduled], weeks: int, silo: NDArray[np.uint16], n_silos: int) -> None:
        """Open the books of some interventions; sums are rounded in their order. ``silo`` [n] is where people are."""
        self._entries, self._silo, self._n_silos = entries, silo, n_silos
        self._numbers = np.zeros((weeks, len(entries), len(BOOKED)))
        self._open = list(enumerate(entries))
        """Interventions that have not settled, with their places."""
        self._settled: dict[int, int] = {}
        self._placed: Floats | None = None
        """What was booked with the silo of the person who did it [weeks, silos + 1, `BOOKED`], if anything was."""
        self._places: set[int] = set()
        """Interventions that book so."""
        self._by_silo = np.zeros(n_silos)
        self._shares: list[list[tuple[int, Floats]]] = [[] for _ in entries]
        """Of each intervention: from which week on its numbers are shared out over silos in which shares."""

    def note(self, week: int) -> None:
        """Take down the numbers of a week, and values that each of an intervention's people has where they are."""
        for place, entry in self._open:
            if entry.active is None or not entry.first <= week < entry.last:
                continue
            if entry.repeats and place not in self._places:
                self._numbers[week, place] = self._numbers[week - 1, place]
            else:
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
            self._place(week, BOOKING[name], people, values)
        if is_placed:
            self._places.add(place)
        elif entry.is_settled:
            self._settled[place] = week
            self._open = [each for each in self._open if each[0] != place]

    def _place(self, week: int, book: int, people: NDArray[np.int64], values: Floats) -> None:
        """Book what each of some people did with their silo."""
        from simulation.engines.kernel.sharing import place  # here, for it loads the compiler

        if self._placed is None:
            self._placed = np.zeros((len(self._numbers), self._n_silos + 1, len(BOOKED)))
        who, each = np.asarray(people, np.int64), np.asarray(values, np.float64)
        place(self._silo, who, each, self._by_silo, book, self._placed[week])

    def booked(self, first: int, last: int) -> Floats:
        """What was booked [last - first, silos + 1, `BOOKED`]; the last row of silos is the total."""
        if self._placed is None:
            rows = np.zeros((last - first, self._n_silos + 1, len(BOOKED)))
        else:
            rows = self._placed[first:last].copy()
        if not self._entries:
            return rows
        from simulation.engines.kernel.sharing import add_up, share_out  # here, for they load the compiler

        for place, week in self._settled.items():
            self._numbers[week + 1 : self._entries[place].last, place] = self._numbers[week, place]
        numbers = self._numbers[first:last]
        for place, changes in enumerate(self._shares):
            ends = [*(week for week, _ in changes[1:]), last][: len(changes)]
            for (start, shares), end in zip(changes, ends, strict=True):
                begin = max(start, first) - first
                share_out(begin, min(end, last) - first, shares, numbers[:, place], rows)
        add_up(numbers, rows)
        return rows

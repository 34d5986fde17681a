"""Who takes part: what interventions planned, whom they reached and who took part, week by week, and what was paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.model.record import PARTICIPATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulation.engines.scheduled import Scheduled
    from simulation.model.view import View

Seats = NDArray[np.int64]
PLACE: Final = {name: place for place, name in enumerate(PARTICIPATION)}
_ONCE: Final = [PLACE[name] for name in ("reached_first", "took_part_first")]
"""Columns that count people once: nobody is new in a week in which nothing changes."""
_PAID, _WITH_ACCOUNT = PLACE["paid_before"], PLACE["paid_before_with_account"]


class Attendance:
    """Who was reached by one intervention and who took part so far, and its numbers [weeks, `PARTICIPATION`]."""

    def __init__(self, entry: Scheduled, n_people: int) -> None:
        """Open the book of an intervention."""
        self._entry = entry
        self.numbers = np.zeros((max(entry.last - entry.first, 0), len(PARTICIPATION)))
        self._reached = np.zeros(n_people, np.bool_)
        self._took_part = np.zeros(n_people, np.bool_)
        self._paid: Seats = np.zeros(0, np.int64)
        """Whom it paid last week."""

    def note(self, week: int, view: View) -> None:
        """Take down a week after `Active.apply`; one that rests does what it did, whether or not it is asked."""
        entry, age = self._entry, week - self._entry.first
        if week >= entry.resting_from:
            self._repeat(slice(age, age + 1))
            return
        if entry.repeats:
            self._repeat(slice(age, age + 1))
            self.numbers[age, _PAID] = self._paid.size
            self.numbers[age, _WITH_ACCOUNT] = np.count_nonzero(view.people.registered[self._paid])
            return
        active = entry.active
        if active is None:
            return
        (turnout, used), reserved = entry.done(age), active.planned(age)
        has_account = view.people.registered
        self.numbers[age] = (
            turnout.planned,
            turnout.reached.size,
            turnout.took_part.size,
            _new(self._reached, turnout.reached),
            _new(self._took_part, turnout.took_part),
            self._paid.size,
            np.count_nonzero(has_account[self._paid]),
            reserved.hours,
            used.hours,
            reserved.eur,
            used.eur,
        )
        self._paid = turnout.took_part.copy()

    def _repeat(self, ages: slice) -> None:
        """Let some weeks be as the one before them."""
        self.numbers[ages] = self.numbers[ages.start - 1]
        for column in _ONCE:
            self.numbers[ages, column] = 0

    def closed(self, week: int) -> NDArray[np.float64]:
        """Return the numbers of the weeks before ``week``; weeks in which it was not asked are as those before."""
        entry = self._entry
        end = max(min(week, entry.last) - entry.first, 0)
        resting = entry.resting_from - entry.first
        if resting < end:
            self._repeat(slice(resting, end))
        return self.numbers[:end]

    def state(self, week: int) -> dict[str, Any]:
        """Return a copy of what it remembers before ``week``."""
        return {
            "numbers": self.closed(week).copy(),
            "reached": self._reached.copy(),
            "took_part": self._took_part.copy(),
            "paid": self._paid.copy(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Put back what `state` returned."""
        self.numbers[: len(state["numbers"])] = state["numbers"]
        self._reached[:], self._took_part[:] = state["reached"], state["took_part"]
        self._paid = state["paid"].copy()


def _new(before: NDArray[np.bool_], people: Seats) -> int:
    """Count people who are there for the first time, and mark them."""
    new = int(people.size - np.count_nonzero(before[people]))
    if new:
        before[people] = True
    return new


def columns(entries: Sequence[Scheduled], books: Sequence[Attendance], weeks: int) -> dict[str, NDArray[Any]]:
    """Return week, number of the intervention (in the scenario's order), people meant, and `PARTICIPATION`."""
    numbers = [book.closed(weeks) for book in books]
    meant = [0 if entry.active is None else entry.active.meant() for entry in entries]
    size = [len(each) for each in numbers]
    week = [np.arange(entry.first, entry.first + n) for entry, n in zip(entries, size, strict=True)]
    rows = np.concatenate([np.zeros((0, len(PARTICIPATION))), *numbers])
    found: dict[str, NDArray[Any]] = {
        "week": np.concatenate([np.zeros(0, np.int64), *week]).astype(np.int32),
        "intervention": np.repeat(np.arange(len(entries), dtype=np.int32), size),
        "meant": np.repeat(np.array(meant, np.float64), size),
    }
    return found | {name: rows[:, place].copy() for name, place in PLACE.items()}

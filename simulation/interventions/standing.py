"""Standing in something for a while: who is asked and declines, who leaves or lapses, and who comes instead."""

from __future__ import annotations

from abc import ABC
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.declare import setting
from simulation.interventions.base import Intervention
from simulation.interventions.chance import taken_in, uniforms
from simulation.interventions.remembering import Remembering

if TYPE_CHECKING:
    from simulation.model.view import View

Seats = NDArray[np.int64]
_AT_A_TIME = 64
"""So many of a line are asked at a time, at least: it may hold everybody."""


class Replacing(Intervention, ABC):
    """An intervention whose people hold a post in it, which somebody else may take over when they leave."""

    replace: bool = setting(
        True, meaning="somebody else takes the place of who leaves (or lapses, or declines), trained and paid anew"
    )
    replace_per_week: float = setting(
        5, meaning="most people who can take over in a week; the others wait", unit="people per week",
        per="company", low=1, high=100_000, role="design",
    )  # fmt: skip
    replace_share: float = setting(
        0.5, meaning="most people who can take over in all, for each place; that much is reserved at the start",
        unit="share", low=0, high=20, role="design",
    )  # fmt: skip

    def reserve(self, places: int) -> int:
        """How many people may take over in all, beside those who begin."""
        return ceil(self.replace_share * places) if self.replace else 0


class Standing(Replacing, ABC):
    """One whose people are asked first, and may lapse."""

    accept_share: float = setting(
        0.9, meaning="share of those asked who agree to take part", unit="share", low=0, high=1, role="target"
    )
    lapse_weeks: int | None = setting(
        8, meaning="weeks without reading after which somebody no longer takes part; never where null", unit="weeks",
        low=1, high=1040,
    )  # fmt: skip


def room_for(plan: Replacing, view: View) -> int:
    """How many people can take over in a week; chance decides when the first can where they are not whole numbers."""
    rate, nobody = plan.replace_per_week, np.zeros(1, np.int64)
    first = 0.0 if rate == int(rate) else float(uniforms(view.seed, f"{plan.luck} takes over", 0, nobody)[0])
    return taken_in(rate, view.week, first)


def agree(luck: str, share: float, seats: Seats, seed: int) -> NDArray[np.bool_]:
    """Which of those asked agree, keyed by replicate, intervention and person."""
    return uniforms(seed, f"{luck} agrees", 0, seats) < share


def has_lapsed(weeks: int | None, seats: Seats, since: NDArray[np.int64], view: View) -> NDArray[np.bool_]:
    """Who has not read for so many weeks while taking part since a week."""
    if weeks is None:
        return np.zeros(seats.size, np.bool_)
    first = view.week - weeks
    return (since <= first) & (view.people.last_read[seats] < first)


def has_left(seats: Seats, view: View) -> NDArray[np.bool_]:
    """Whose seat somebody else took last week (the first staff has -1 as its week of hiring)."""
    return np.asarray((view.people.hired_week[seats] == view.week - 1) & (view.week > 0))


class Members(Remembering):
    """Who takes part, from a line of candidates: places are filled from it, and again when members go.

    ``seats`` are the members in rising order, ``since`` the week in which each came; everybody in the line is
    asked once.
    """

    def __init__(self, plan: Standing, line: Seats, places: int) -> None:
        """Begin with nobody; ``line`` holds the candidates, the first to be asked first."""
        self.plan = plan
        self.line, self.places, self.asked, self.left = line, places, 0, plan.reserve(places)
        self.seats, self.since = np.empty(0, np.int64), np.empty(0, np.int64)

    def move(self, view: View) -> Seats:
        """Let those go who left or lapsed, ask others; return who comes."""
        plan, is_first = self.plan, self.asked == 0
        stays = ~(has_left(self.seats, view) | has_lapsed(plan.lapse_weeks, self.seats, self.since, view))
        if not stays.all():
            self.seats, self.since = self.seats[stays], self.since[stays]
        room = self.places - self.seats.size
        if not is_first:
            room = min(room, room_for(plan, view), self.left)
        if room == 0 or self.asked == self.line.size:
            return np.empty(0, np.int64)
        new = self._ask(room, view)
        self.left -= 0 if is_first else new.size
        seats = np.concatenate([self.seats, new])
        since = np.concatenate([self.since, np.full(new.size, view.week, np.int64)])
        order = np.argsort(seats, kind="stable")
        self.seats, self.since = seats[order], since[order]
        return np.sort(new)

    def _ask(self, wanted: int, view: View) -> Seats:
        """Ask down the line until so many agree; only so many where nobody is asked in another's place."""
        left = self.line[self.asked :]
        if not self.plan.replace:
            left = left[:wanted]
        came: list[int] = []
        while len(came) < wanted and self.asked < self.line.size and left.size:
            now, left = np.split(left, [max(_AT_A_TIME, wanted)])
            agrees = np.flatnonzero(agree(self.plan.luck, self.plan.accept_share, now, view.seed))
            agrees = agrees[: wanted - len(came)]
            came += now[agrees].tolist()
            self.asked += int(agrees[-1]) + 1 if len(came) == wanted else now.size
        return np.array(came, np.int64)


class Posts(Remembering):
    """Posts that stay with their seats: a successor takes over once there is room to train her.

    ``there`` says of each seat whether its person takes part.
    """

    def __init__(self, plan: Replacing, seats: Seats) -> None:
        """Begin with nobody on a post."""
        self.plan = plan
        self.seats = seats
        self.left = plan.reserve(seats.size)
        self.there, self.waits = np.zeros(seats.size, np.bool_), np.zeros(seats.size, np.bool_)
        self.since = np.full(seats.size, -1, np.int64)

    def are_at_rest(self, view: View) -> bool:
        """Whether nobody goes this week, and no successor waits."""
        from simulation.model.posts import are_posts_at_rest  # here, for it brings the compiler along

        lapse_weeks = self.plan.lapse_weeks if isinstance(self.plan, Standing) else None
        if lapse_weeks is not None and has_lapsed(lapse_weeks, self.seats, self.since, view).any():
            return False
        return are_posts_at_rest(view.week, view.people.hired_week, self.seats, self.waits)

    def move(self, view: View) -> Seats:
        """Let those go who left or lapsed, successors come; return the places of who begins."""
        if not self.since.size or self.since[0] < 0:  # all begin at once
            self.there[:], self.since[:] = True, view.week
            return np.arange(self.seats.size)
        from simulation.model.posts import move_posts  # here, for it brings the compiler along

        lapse_weeks = self.plan.lapse_weeks if isinstance(self.plan, Standing) else None
        lapsed, waited = has_lapsed(lapse_weeks, self.seats, self.since, view), self.waits.copy()
        gone, room = has_left(self.seats, view), min(room_for(self.plan, view), self.left)
        self.left -= move_posts(view.week, gone, lapsed, self.plan.replace, room, self.there, self.waits, self.since)
        return np.flatnonzero((waited | (gone & self.plan.replace)) & ~self.waits)

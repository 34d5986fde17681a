"""One intervention on the weeks of a run: its plan, its active form once it has begun, and what it last asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.checked import checked

if TYPE_CHECKING:
    from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
    from simulation.model.effects import Addition, EffectBuilder
    from simulation.model.view import View
    from simulation.world import World

PACKAGE: Final = "simulation."
"""Where the interventions live that the project ships."""
NOT_YET: Final = -2
"""No week, and no week before one."""
NEVER: Final = 1 << 30
"""A week after all others."""


class Scheduled:
    """One intervention with its weeks, and its active form once it has begun."""

    def __init__(self, plan: Intervention, first: int, last: int, *, may_settle: bool = True) -> None:
        """Hold the plan for the weeks ``first`` to ``last`` (not included)."""
        self.plan, self.first, self.last, self.may_settle = plan, first, last, may_settle
        self.is_shipped = type(plan).__module__.startswith(PACKAGE)
        self.active: Active | None = None
        self.added: list[Addition] = []
        """What it added when it was last asked, and the hours of attention that it asked for."""
        self.asked: AttentionHours = 0.0
        self.is_settled = False
        """Whether that is the same in all further weeks."""
        self.repeats = False
        """Whether it said, when it was last asked, that all is as a week before."""
        self._asked_in = NOT_YET
        self.silo_shares: NDArray[np.float64] = np.zeros(0)
        self._last = self.silo_shares
        self._counted = b""
        """Who took part when shares were last counted."""
        self._done: tuple[int, Turnout, Cost] | None = None

    def begin(self, world: World, view: View) -> Active:
        """Activate it in its first week."""
        self.active = self._activated(world, view)
        self._share_out(world, self.active.people)
        return self.active

    def take_turn(self, week: int, view: View, builder: EffectBuilder) -> None:
        """Let it add its effects of a week."""
        age, active = week - self.first, cast("Active", self.active)
        strength = self.plan.ramp(age)
        active.apply(age, strength, view, builder)
        self._asked_in, self.repeats = week, builder.is_repeated
        if self.repeats:
            return
        self._done = None
        self.added, self.asked = builder.added, active.asks(age) if strength > 0 else 0.0
        self.is_settled = self.may_settle and self.rests(week)

    def may_repeat(self, week: int) -> bool:
        """Whether it may say that a week is as the one before, because it was asked then and what it said is known."""
        return self.may_settle and self._asked_in == week - 1

    @property
    def asks(self) -> tuple[NDArray[np.int64], NDArray[np.float64] | float]:
        """Whom it asked for attention when it was last asked, and how many hours of each."""
        return self.asked if isinstance(self.asked, tuple) else (cast("Active", self.active).people, self.asked)

    def done(self, age: int) -> tuple[Turnout, Cost]:
        """Return who took part in a week and what it took; one that ships is asked once for all who want to know."""
        if self._done is None or self._done[0] != age or not self.is_shipped:
            active = cast("Active", self.active)
            self._done = age, active.turnout(age), active.cost(age)
        return self._done[1:]

    def rests(self, week: int) -> bool:
        """Whether it says that it does in this week what it does in all further ones."""
        return week + 1 >= self.resting_from

    @property
    def resting_from(self) -> int:
        """The first week in which, as is known beforehand, it does what it did the week before, and in all others."""
        active = self.active
        if active is None or not active.constant:
            return NEVER
        return self.first + max(self.plan.ramp_weeks, active.settling_weeks) + 2

    def resume(self, world: World, view: View, state: dict[str, Any]) -> None:
        """Be active again as it was when ``state`` was taken down, though activated at a later week."""
        self.active = self._activated(world, view)
        self.active.restore(state)
        self._share_out(world, self.active.people)

    def _activated(self, world: World, view: View) -> Active:
        """Bind it to a world; what a plugin's hands over is checked."""
        active = self.plan.activate(world, view)
        return active if self.is_shipped else checked(self.plan, active, world.organisation.n_people)

    def _share_out(self, world: World, people: NDArray[np.int64]) -> None:
        """Find out how its people spread over silos."""
        self._silo, self._n_silos = world.organisation.silo, world.organisation.n_silos
        counts = self.by_silo(people, np.ones(people.size))
        self.silo_shares = counts / counts.sum() if counts.sum() else np.full(counts.size, 1.0 / counts.size)
        self._last = self.silo_shares

    def shares(self, took_part: NDArray[np.int64]) -> NDArray[np.float64]:
        """How those who took part spread over silos, its people where nobody did; the same array while it is equal."""
        if not took_part.size or took_part is cast("Active", self.active).people:
            found, self._counted = self.silo_shares, b""
        elif (who := took_part.tobytes()) == self._counted:
            return self._last
        else:
            counts = self.by_silo(took_part, np.ones(took_part.size))
            found, self._counted = counts / counts.sum(), who
        if found is not self._last and not np.array_equal(found, self._last):
            self._last = found
        return self._last

    def by_silo(self, people: NDArray[np.int64], booked: NDArray[np.float64]) -> NDArray[np.float64]:
        """Add up one value for each of some people."""
        return np.bincount(self._silo[people], weights=booked, minlength=self._n_silos).astype(np.float64)

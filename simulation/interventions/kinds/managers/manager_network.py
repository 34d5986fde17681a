"""A network of community managers: they talk to each other, help each other out, and are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import setting, uniform
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.kinds.managers.managed import Managed, weeks_of
from simulation.interventions.signing import sign_in

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View

Float = NDArray[np.float64]
LEAST_MEMBERS = 10
"""A community asks for the care of at least so many members, as in `simulation.model.rules.management_effort`."""


class ManagerNetwork(Intervention):
    """Managers of communities meet, forget less, give each other hours, and visibly live what they ask of others.

    The pooled hours (``help_hours`` of each) go where a manager's hour has to serve the most
    members: h_k <- max(h_k, members_k / L) with one level L for all, such that the pool is spent.
    Exchange prevents a share of their forgetting (``memory``). Colleagues see managers as active
    (shown as visible from 0.5 on; their staff sees the value itself). Everybody who manages a
    community in a week belongs to it; the target says in which silos.
    """

    evidence: ClassVar[str] = (
        "Community managers must talk to each other and are role models (SMA); people need others who visibly live it "
        "(SMA). Managers' and coworkers' visible use predicts that people start and resume, correlational "
        "(ManagerUse). How much exchange saves from forgetting, and how many hours can be pooled, are assumptions."
    )

    target_means: ClassVar[Literal["people", "silos", "nothing"]] = "silos"

    kind: Literal["manager_network"] = "manager_network"
    communities: int | None = setting(
        None,
        meaning="number of communities whose managers belong to it, the largest; all that have a manager where left "
        "out",
        unit="communities",
        per="company",
        low=1,
        high=100_000,
        role="target",
    )
    memory: float = setting(
        0.5,
        meaning="share of their forgetting that exchange prevents",
        unit="share",
        low=0,
        high=1,
        source="SMA",
        prior=uniform(0.2, 0.8),
    )
    help_hours: float = setting(
        0.5, meaning="hours a week that each gives to communities of others", unit="hours", per="one", low=0, high=40
    )
    visible: float = setting(
        0.6,
        meaning="visible activity that colleagues see of each",
        unit="share",
        low=0,
        high=1,
        source="SMA",
        prior=uniform(0.3, 0.9),
    )
    exchange_hours: float = setting(
        0.5, meaning="hours a week that each takes to talk to the others", unit="hours", per="one", low=0, high=40
    )
    lead_hours: float = setting(
        4, meaning="hours a week of those who run it", unit="hours", per="company", low=0, high=1000
    )

    def activate(self, world: WorldView, view: View) -> Active:
        """Find the managers of every week; they follow from the world."""
        del view
        return _Network(self, world.once(self, lambda: _Members(self, world)))


class _Members:
    """Who belongs to it, week by week: that follows from the world, and does not change in a replicate."""

    def __init__(self, plan: ManagerNetwork, world: WorldView) -> None:
        self.first, last = weeks_of(plan, world)
        self.managed = Managed(world, plan, plan.communities)
        self.communities = [self.managed.communities(week) for week in range(self.first, last)]
        sets = {id(each): each for each in self.communities}
        self.seats = {key: np.unique(world.manager_seats(each)) for key, each in sets.items()}
        for each in (*sets.values(), *self.seats.values()):
            each.setflags(write=False)  # the same in all weeks
        self.people = np.unique(np.concatenate([np.empty(0, np.int64), *self.seats.values()]))


class _Network(Active):
    def __init__(self, plan: ManagerNetwork, members: _Members) -> None:
        self.plan = plan
        self.members = members
        self.people = members.people

    def state(self) -> dict[str, Any]:
        """Nothing: all of it follows from the world."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Nothing to put back."""

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Keep skill alive, spend the pool where the need is largest, be seen."""
        communities, plan = self.members.communities[age], self.plan
        if strength <= 0 or not communities.size:
            return
        effects.add("manager_memory", communities, min(strength * plan.memory, 1.0))
        hours = self.members.managed.hours(self.members.first + age)[communities]
        members = np.maximum(view.groups.members[communities], LEAST_MEMBERS).astype(float)
        effects.add("manager_hours", communities, shared_out(strength * plan.help_hours * hours.size, hours, members))
        sign_in(effects, self._now(age))
        effects.add("visible_use", self._now(age), strength * plan.visible)

    def cost(self, age: int) -> Cost:
        """Hours of exchange and help, and of those who run it."""
        per_week = self.plan.exchange_hours + self.plan.help_hours
        lead = self.plan.lead_hours
        return Cost(self.members.communities[age].size * per_week + lead, team_hours=lead)

    def _now(self, age: int) -> NDArray[np.int64]:
        """Return the seats of the week's managers."""
        return self.members.seats[id(self.members.communities[age])]

    def turnout(self, age: int) -> Turnout:
        """The managers of the week; a person may manage several communities."""
        return Turnout(self.members.communities[age].size, self._now(age), self._now(age))

    def asks(self, age: int) -> AttentionHours:
        """Hours of exchange and help, in the mean of those who manage one or several communities."""
        seats, each = self._now(age), self.plan.exchange_hours + self.plan.help_hours
        return seats, each * self.members.communities[age].size / max(seats.size, 1)


def shared_out(pool: float, hours: Float, members: Float) -> Float:
    """Return the hours that each community gets of a pool, so that those worst off end with equal hours a member.

    ``hours`` are there already, ``members`` (above 0) are to be served: the community with the fewest
    hours a member is filled up first, then it and the next one together, until the pool is spent.
    """
    level = hours / members
    order = np.argsort(level, kind="stable")
    so_many, so_long = np.cumsum(members[order]), np.cumsum(hours[order])
    needed = level[order] * so_many - so_long  # to lift all before k to the level of k
    last = max(int(np.searchsorted(needed, pool, side="right")) - 1, 0)
    reached = (pool + so_long[last]) / so_many[last]
    filled = order[: last + 1]
    gained = np.zeros_like(hours)
    gained[filled] = np.maximum(reached * members[filled] - hours[filled], 0.0)
    return gained

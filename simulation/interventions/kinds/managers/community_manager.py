"""Appointment of community managers: hours of care for some communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import setting, uniform
from simulation.interventions.base import Active, AttentionHours, Cost, Turnout
from simulation.interventions.largest import at_home, largest_first
from simulation.interventions.signing import sign_in
from simulation.interventions.standing import Posts, Replacing
from simulation.model.record import STAGES

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


_RUNS = np.array([stage not in ("latent", "dead") for stage in STAGES])


class CommunityManager(Replacing):
    """Give communities a manager on the business side who has hours for them.

    The target says in which silos; the largest communities (by people who could belong) are
    served first. Effort = 1 - exp(-hours x skill / need) for each lever that her task packages
    act on, so one manager saturates; the community's stage says where her hours go
    (`simulation.model.tasks`). She has an account and is there every week. A community that does not
    run is opened by her; one that is given up later takes no more hours. Who leaves is followed by
    somebody who is trained anew, or by nobody (``replace``). Over a ramp hours grow, and so does
    what they cost.
    """

    evidence: ClassVar[str] = (
        "A community manager on the business side is needed to keep activity up (KT13); 88% of best-in-class "
        "communities have one full time, but no causal estimate was found (Roundtable). Training came in courses of "
        "about nine people over two days (CMT14). The size of the effect is therefore wide and never negative."
    )

    target_means: ClassVar[Literal["people", "silos", "nothing"]] = "silos"

    kind: Literal["community_manager"] = "community_manager"
    communities: int = setting(
        100,
        meaning="communities that get a manager",
        unit="communities",
        per="company",
        low=1,
        high=100_000,
        role="target",
    )
    hours_per_week: float = setting(
        4, meaning="hours of a manager for one community", unit="hours", per="one", low=0, high=40
    )
    skill: float = setting(0.6, meaning="skill of the managers", unit="share", low=0, high=1, prior=uniform(0.3, 0.9))
    training_hours: float = setting(
        16,
        meaning="hours of training for each manager in the first week",
        unit="hours",
        per="one",
        low=0,
        high=200,
        source="CMT14",
    )
    training_eur: float = setting(
        400, meaning="money for the training of one manager", unit="EUR", per="one", low=0, high=10_000
    )

    opening_items: float = setting(
        5, meaning="items with which a manager opens a community that does not run", unit="items", per="one",
        low=0.1, high=1000, role="design",
    )  # fmt: skip

    def managed(self, world: WorldView) -> NDArray[np.int64]:
        """Return the communities that get a manager, the largest first."""
        return world.once(
            f"largest for {self.name}", lambda: largest_first(self.luck, at_home(self.target, world), world)
        )[: self.communities]

    def activate(self, world: WorldView, view: View) -> Active:
        """Choose the communities by the silo of the target."""
        del view
        return _Managers(self, world)


class _Managers(Active):
    def __init__(self, plan: CommunityManager, world: WorldView) -> None:
        self.plan = plan
        chosen = plan.managed(world)
        owners = world.owners(chosen)
        self.chosen = chosen[owners >= 0]
        self.posts = Posts(plan, owners[owners >= 0])
        self.people = np.unique(self.posts.seats)
        self.acting = np.zeros(self.chosen.size, np.bool_)
        self.seats, self.times = np.unique(self.posts.seats[self.acting], return_counts=True)
        self.trained = 0

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Hours and skill of the managers reach their communities; those that do not run are opened at the start."""
        from simulation.model.posts import find_managed  # here, for it brings the compiler along

        if self._is_as_before(age, view) and effects.repeats():
            return
        plan, new = self.plan, self.posts.move(view)
        self.trained = new.size
        runs = _RUNS[view.groups.stage[self.chosen]]
        acting = np.zeros(runs.size, np.bool_)
        find_managed(age, runs, self.posts.there, acting)
        if (acting != self.acting).any():
            self.acting = acting
            self.seats, self.times = np.unique(self.posts.seats[acting], return_counts=True)
        here = self.chosen[self.acting]
        effects.add("manager_hours", here, strength * plan.hours_per_week)
        effects.add("manager_skill", here, plan.skill if strength > 0 else 0.0)
        if strength > 0 and here.size:
            sign_in(effects, self.seats)
            if age == 0 and not runs.all():
                effects.add("started", self.chosen[~runs], plan.opening_items)

    def _is_as_before(self, age: int, view: View) -> bool:
        """Whether the same managers have the same hours for the same communities, and nobody was or is trained."""
        from simulation.model.posts import is_managed_as_before  # here, for it brings the compiler along

        if age <= max(self.plan.ramp_weeks, 1) or self.trained or not self.posts.are_at_rest(view):
            return False
        return is_managed_as_before(view.groups.stage, self.chosen, self.posts.there, self.acting)

    def costs_of(self, age: int, managed: int, trained: int) -> Cost:
        """Managers' hours in step with the ramp, training when they begin."""
        plan = self.plan
        hours = managed * plan.hours_per_week * plan.ramped(age) + trained * plan.training_hours
        return Cost(hours, trained * plan.training_eur)

    def cost(self, age: int) -> Cost:
        """Hours of managers whose community runs; training of those who begin."""
        return self.costs_of(age, int(np.count_nonzero(self.acting)), self.trained)

    def planned(self, age: int) -> Cost:
        """Return the cost of managers for all communities, and of all who may begin, at the start."""
        n = self.chosen.size
        return self.costs_of(age, n, n + self.plan.reserve(n) if age == 0 else 0)

    def meant(self) -> int:
        """A manager for each community."""
        return self.plan.communities

    def turnout(self, age: int) -> Turnout:
        """Communities that are wanted, found and managed this week; a person may manage several."""
        del age
        return Turnout(self.plan.communities, self.people, self.seats)

    def asks(self, age: int) -> AttentionHours:
        """Hours of each manager for all of her communities."""
        return self.seats, self.times.astype(np.float64) * (self.plan.hours_per_week * self.plan.ramped(age))

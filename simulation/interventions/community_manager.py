"""Appointment of community managers: hours of care for some communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import setting, uniform
from simulation.interventions.base import Active, Cost, Intervention
from simulation.interventions.largest import at_home, largest_first

if TYPE_CHECKING:
    from simulation.engines.view import View
    from simulation.model.effects import EffectBuilder
    from simulation.world import World


class CommunityManager(Intervention):
    """Give communities a manager on the business side who has hours for them.

    The target says in which silos; the largest communities (by people who could belong) are
    served first. Effort = 1 - exp(-hours x skill / need) for each lever that her task packages
    act on, so one manager saturates; the community's stage says where her hours go
    (`simulation.model.tasks`).
    """

    evidence: ClassVar[str] = (
        "A community manager on the business side is needed to keep activity up (KT13); 88% of best-in-class "
        "communities have one full time, but no causal estimate was found (Roundtable). Training came in courses of "
        "about nine people over two days (CMT14). The size of the effect is therefore wide and never negative."
    )

    kind: Literal["community_manager"] = "community_manager"
    communities: int = setting(
        100, meaning="communities that get a manager", unit="communities", low=1, high=100_000, role="target"
    )
    hours_per_week: float = setting(4, meaning="hours of a manager for one community", unit="hours", low=0, high=40)
    skill: float = setting(0.6, meaning="skill of the managers", unit="share", low=0, high=1, prior=uniform(0.3, 0.9))
    training_hours: float = setting(
        16,
        meaning="hours of training for each manager in the first week",
        unit="hours",
        low=0,
        high=200,
        source="CMT14",
    )
    training_eur: float = setting(400, meaning="money for the training of one manager", unit="EUR", low=0, high=10_000)

    def managed(self, world: World) -> NDArray[np.int64]:
        """Return the communities that get a manager, the largest first."""
        return world.once(self, lambda: largest_first(self.name, at_home(self.target, world), world))[
            : self.communities
        ]

    def activate(self, world: World, view: View) -> Active:
        """Choose the communities by the silo of the target."""
        del view
        return _Managers(self, world)


class _Managers(Active):
    constant = True

    def __init__(self, plan: CommunityManager, world: World) -> None:
        self.plan = plan
        self.chosen = plan.managed(world)
        self.people = world.first_members(self.chosen)

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Hours and skill of the managers reach their communities."""
        del age, view
        effects.add("manager_hours", self.chosen, strength * self.plan.hours_per_week)
        effects.add("manager_skill", self.chosen, self.plan.skill if strength > 0 else 0.0)

    def cost(self, age: int) -> Cost:
        """Managers' hours every week, training in the first."""
        n = self.chosen.size
        training = n * self.plan.training_hours if age == 0 else 0.0
        return Cost(n * self.plan.hours_per_week + training, n * self.plan.training_eur if age == 0 else 0.0)

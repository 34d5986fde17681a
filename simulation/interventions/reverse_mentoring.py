"""Reverse mentoring: employees accompany managers in using the platform, in pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from simulation.declare import lognormal, normal, setting
from simulation.interventions.base import Active, Cost, Intervention
from simulation.interventions.select import STATE_RANKS, chance_order, fitting
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.engines.view import View
    from simulation.model.effects import EffectBuilder
    from simulation.world import World


class ReverseMentoring(Intervention):
    """Managers (the target) each get a mentor from the staff of their own silo.

    Sessions raise the manager's skill and own use; what the manager does becomes visible to
    the staff (L); the pair is a new tie while it lasts; both beliefs move a little.
    """

    evidence: ClassVar[str] = (
        "Managers are accompanied with reverse mentoring so that they use the platform themselves (KT13). One firm "
        "reports that 96% of its first mentors stayed, without a control group (Mentoring); managers' use predicts "
        "that staff start and resume, correlational (ManagerUse). The effect on the manager's own use: .3 +- .3 logit. "
        "Two decades of studies are mostly qualitative (Chaudhuri2021), so that even the signs are open."
    )

    kind: Literal["reverse_mentoring"] = "reverse_mentoring"
    target: Target = setting(Target(role="manager", count=100), meaning="managers who get a mentor")
    skill_per_session: float = setting(
        0.01,
        meaning="skill that a manager gains by one session",
        unit="share",
        low=0,
        high=1,
        prior=lognormal(0.01, 0.6),
        note="26 sessions of a year then teach what two or three trainings do (Arthur2003)",
    )
    own_use: float = setting(
        0.3,
        meaning="further log-odds of the manager's own reading and contributing",
        unit="logit",
        low=-3,
        high=3,
        source="Mentoring",
        note="sign open: one firm's mentors stayed, without a control group",
        prior=normal(0.3, 0.3),
    )
    belief: float = setting(
        0.005,
        meaning="shift of both beliefs towards openness by one session",
        unit="share",
        low=-1,
        high=1,
        prior=normal(0.005, 0.005),
        note="sign open: studies of it are qualitative (Chaudhuri2021)",
    )
    weeks_between: int = setting(2, meaning="weeks between two sessions", unit="weeks", low=1, high=52)
    hours_per_session: float = setting(
        1.5, meaning="hours of a session for each of the two", unit="hours", low=0, high=40
    )
    lead_hours: float = setting(4, meaning="hours a week of those who run it", unit="hours", low=0, high=1000)

    @model_validator(mode="after")
    def _known_before_the_run(self) -> ReverseMentoring:
        if self.target.rank in STATE_RANKS:
            raise ValueError(f"target.rank must be known before the run here, not {self.target.rank!r}")
        return self

    def pairs(self, world: World) -> NDArray[np.int64]:
        """Return the pairs [pairs, 2]: manager, mentor. Silos with too few staff leave managers without."""
        return world.once(self, lambda: self._pairs(world))

    def _pairs(self, world: World) -> NDArray[np.int64]:
        managers = world.choose(self.target, self.name)
        organisation = world.organisation
        staff = np.flatnonzero(fitting(Target(role="staff", desk_only=True), organisation))
        staff = chance_order(self.name, np.setdiff1d(staff, managers))
        pairs = []
        for silo in np.unique(organisation.silo[managers]):
            mine = managers[organisation.silo[managers] == silo]
            mentors = staff[organisation.silo[staff] == silo]
            n = min(mine.size, mentors.size)
            pairs.append(np.column_stack([mine[:n], mentors[:n]]))
        return np.concatenate(pairs) if pairs else np.empty((0, 2), np.int64)

    def new_ties(self, world: World) -> tuple[str, NDArray[np.int64]]:
        """Pairs are ties of the layer mentoring."""
        return "mentoring", self.pairs(world)

    def activate(self, world: World, view: View) -> Active:
        """Pair managers and mentors."""
        del view
        return _Pairs(self, self.pairs(world), world.made[self.name])


class _Pairs(Active):
    def __init__(self, plan: ReverseMentoring, pairs: NDArray[np.int64], layer: int) -> None:
        self.plan = plan
        self.layer = layer
        self.managers = pairs[:, 0]
        self.people = np.unique(pairs.ravel())

    def _session(self, age: int) -> bool:
        return age % self.plan.weeks_between == 0

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Managers use it more; sessions teach and move beliefs; pairs are tied."""
        del view
        effects.add("read_drive", self.managers, strength * self.plan.own_use)
        effects.add("contribute_drive", self.managers, strength * self.plan.own_use)
        effects.add("layer_weight", self.layer, strength)
        if self._session(age) and strength > 0:
            effects.add("training", self.managers, strength * self.plan.skill_per_session)
            effects.add("belief", self.people, strength * self.plan.belief)

    def cost(self, age: int) -> Cost:
        """Both people's hours in weeks with a session, and the lead's."""
        hours = self.people.size * self.plan.hours_per_session if self._session(age) else 0.0
        return Cost(hours + self.plan.lead_hours)

"""Workshops: groups learn the platform, and how to share on it, in a day or more."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import lognormal, normal, setting
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.chance import taken_by
from simulation.interventions.signing import sign_in
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View

HOURS_PER_DAY = 8


class Workshops(Intervention):
    """Train the target's people group by group, some groups every week, until everybody had a turn.

    Each participant signs in and works on the platform that week, and gains skill (k <- min(k + g, 1), of
    which a part lasts), motivation and psychological safety, once.
    """

    evidence: ClassVar[str] = (
        "Of what is trained 62% is in use at once, 44% after half a year, 34% after a year (SaksBelcourt2006). "
        "Private experience with social media does not carry over by itself; people need time and encouragement "
        "(SMA). Courses for community managers had about nine people and two days (CMT14). Training moves behaviour by "
        "d .62 (Arthur2003), a tenth of the scale of skill; whether a day gains motivation and safety was not measured."
    )

    kind: Literal["workshops"] = "workshops"
    target: Target = setting(Target(count=500), meaning="who takes part")
    group_size: int = setting(
        9, meaning="people in a workshop", unit="people", per="one", low=2, high=500, source="CMT14", role="design"
    )
    groups_per_week: float = setting(
        4, meaning="workshops in a week", unit="workshops per week", per="company", low=1, high=10_000, role="design"
    )
    days: float = setting(1, meaning="length of a workshop", unit="days", low=0.1, high=10, role="design")
    skill: float = setting(
        0.1,
        meaning="skill that a participant gains",
        unit="share",
        low=0,
        high=1,
        source="Arthur2003",
        prior=lognormal(0.1, 0.5),
        note="d .62 on behaviour times a spread of skill of .15",
    )
    motivation: float = setting(
        0.1,
        meaning="gain of intrinsic motivation",
        unit="logit",
        low=-5,
        high=5,
        prior=normal(0.1, 0.1),
        note="sign open: not measured",
    )
    safety: float = setting(
        0.02,
        meaning="gain of psychological safety",
        unit="share",
        low=-1,
        high=1,
        prior=normal(0.02, 0.02),
        note="sign open: not measured",
    )
    trainers: float = setting(
        1, meaning="trainers in a workshop", unit="people", per="one", low=0, high=20, role="cost"
    )
    preparation_hours: float = setting(
        40,
        meaning="hours of preparing the programme, in the first week",
        unit="hours",
        per="company",
        low=0,
        high=10_000,
    )
    eur_per_group: float = setting(
        800,
        meaning="money for a workshop (room, material, trainer from outside)",
        unit="EUR",
        per="one",
        low=0,
        high=100_000,
    )

    def activate(self, world: WorldView, view: View) -> Active:
        """Put the participants into an order that only chance decides."""
        chosen = world.choose(self.target, self.name, view.people)
        return _Courses(self, chosen, world.in_chance_order(self.luck, chosen), world.first_turn(self.luck))


class _Courses(Active):
    def __init__(self, plan: Workshops, people: NDArray[np.int64], order: NDArray[np.int64], first: float) -> None:
        self.plan = plan
        self.people, self.order, self.first = people, order, first

    def _turn(self, age: int) -> NDArray[np.int64]:
        before, by_then = (taken_by(self.plan.groups_per_week, weeks, self.first) for weeks in (age, age + 1))
        return self.order[before * self.plan.group_size : by_then * self.plan.group_size]

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Train those whose turn it is."""
        del view
        who = self._turn(age)
        if strength > 0 and who.size:
            sign_in(effects, who)
            effects.add("training", who, min(strength * self.plan.skill, 1.0))
            effects.add("motivation", who, strength * self.plan.motivation)
            effects.add("safety", who, min(strength * self.plan.safety, 1.0))

    def cost(self, age: int) -> Cost:
        """Days of participants and trainers; preparation in the first week."""
        plan, n = self.plan, self._turn(age).size
        groups = -(-n // plan.group_size)
        hours = (n + groups * plan.trainers) * plan.days * HOURS_PER_DAY
        preparing = plan.preparation_hours if age == 0 else 0.0
        team = groups * plan.trainers * plan.days * HOURS_PER_DAY + preparing
        return Cost(hours + preparing, groups * plan.eur_per_group, team)

    def turnout(self, age: int) -> Turnout:
        """Those whose turn it is."""
        who = self._turn(age)
        return Turnout(who.size, who, who)

    def asks(self, age: int) -> AttentionHours:
        """Return the hours of a workshop, of those whose turn it is."""
        return self._turn(age), self.plan.days * HOURS_PER_DAY

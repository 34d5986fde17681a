"""Mandate: people are registered by order and pressed to take part, whether they want to or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import lognormal, setting
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.places import intensity, places, reached

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class Mandate(Intervention):
    """Order people to register, and keep them at it by pressure while the order holds.

    All under the order are registered, newcomers too. Every week the pull of rewards is brought up
    to the pressure P: x <- x + max(P - x, 0); skill, habit and conviction stay what they were. When
    the order ends, x fades and the withdrawal takes kappa P of intrinsic motivation (parameter
    ``crowding_out``). A strength (or ramp) below 1 puts that share of the people under the order,
    one above 1 multiplies the pressure.
    """

    evidence: ClassVar[str] = (
        "Culture change comes from persuasion by many intrinsically motivated colleagues and from concrete use cases "
        "(KT13), use falls silent without contributors' own conviction: not a blind bot army (BOT19). Control and "
        "rewards crowd out intrinsic motivation, d about -.4 (Deci1999), measured for expected tangible rewards; how "
        "strong the pressure of an order is, is an assumption."
    )

    kind: Literal["mandate"] = "mandate"
    pressure: float = setting(
        1.0,
        meaning="extrinsic pull to contribute that the order holds up",
        unit="logit",
        low=0,
        high=5,
        prior=lognormal(1, 0.5),
    )
    hours_per_person: float = setting(
        0.5, meaning="hours that each needs to register, once", unit="hours", per="one", low=0, high=40
    )
    reporting_hours: float = setting(
        0.1, meaning="hours a week that each spends on showing obedience", unit="hours", per="one", low=0, high=40
    )
    lead_hours: float = setting(
        10, meaning="hours a week of those who watch over the order", unit="hours", per="company", low=0, high=1000
    )

    def activate(self, world: WorldView, view: View) -> Active:
        """Choose who is under the order."""
        return _Order(self, world, view)


class _Order(Active):
    def __init__(self, plan: Mandate, world: WorldView, view: View) -> None:
        self.plan = plan
        self.people = world.choose(plan.target, plan.name, view.people)
        self.waves = world.in_chance_order(plan.luck, self.people)
        self.under = np.empty(0, np.int64)
        self.where = places(self.under)
        self.pressed = 0.0

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Register whoever is not, and press everybody under the order."""
        del age
        n = reached(strength, self.people.size)
        if n != self.under.size:
            self.under = np.sort(self.waves[:n])
            self.where = places(self.under)
        if not n:
            return
        self.pressed = self.plan.pressure * intensity(strength)
        effects.add("register_now", self.where, 1.0)
        missing = np.maximum(np.float32(self.pressed) - view.people.extrinsic[self.where], np.float32(0))
        effects.add("extrinsic", self.where, missing)

    def withdraw(self, view: View, effects: EffectBuilder) -> None:
        """End the pressure."""
        del view
        if self.under.size:
            effects.add("withdrawal", self.where, self.pressed)

    def _under_by_plan(self, age: int) -> int:
        return reached((age + 1) / (self.plan.ramp_weeks + 1), self.people.size)

    def cost(self, age: int) -> Cost:
        """Registering once, obedience and supervision every week."""
        plan, under = self.plan, self._under_by_plan(age)
        new = under - (self._under_by_plan(age - 1) if age else 0)
        hours = new * plan.hours_per_person + under * plan.reporting_hours + plan.lead_hours
        return Cost(hours, team_hours=plan.lead_hours)

    def turnout(self, age: int) -> Turnout:
        """Those whom the plan has under the order by then."""
        under = self._ordered(age)
        return Turnout(under.size, under, under)

    def _ordered(self, age: int) -> NDArray[np.int64]:
        n = self._under_by_plan(age)
        return self.people if n == self.people.size else self.waves[:n]

    def asks(self, age: int) -> AttentionHours:
        """Hours of showing obedience, and of registering for those who are new under the order."""
        plan, under = self.plan, self._ordered(age)
        new = under.size - (self._under_by_plan(age - 1) if age else 0)
        if not new:
            return under, plan.reporting_hours
        hours = np.full(self.waves.size, plan.reporting_hours)[: under.size]
        hours[under.size - new :] += plan.hours_per_person
        return self.waves[: under.size], hours

"""Kick-off event: people meet across silos, and leave with a push."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from simulation.declare import lognormal, normal, setting
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.signing import sign_in
from simulation.interventions.standing import agree
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class KickOff(Intervention):
    """One event in its first week; acquaintances across silos last as long as the intervention.

    In the first week attendees sign in there (with ``sign_in: false`` they get a push to register
    instead), and get a reward and some motivation. A place for somebody who is invited and does not
    come costs money, but no hours. Ties join attendees in a random circle, each with the next
    ``acquaintances`` / 2 on both sides.
    """

    evidence: ClassVar[str] = (
        "The ambassador programme of 2013 began with a kick-off event (KT13). Long ties across silos carry simple "
        "spread, and complex spread once there is some spontaneous adoption; no effect size of a kick-off was found: "
        "its numbers are assumptions."
    )

    kind: Literal["kick_off"] = "kick_off"
    target: Target = setting(Target(count=200), meaning="who attends")
    attend_share: float = setting(0.9, meaning="share of those invited who come", unit="share", low=0, high=1,
        role="target")  # fmt: skip
    sign_in: bool = setting(True, meaning="attendees open their account and use it at the event")
    register_hazard: float = setting(
        0.5,
        meaning="further hazard of registering in the week of the event, without signing in there",
        unit="per week",
        low=0,
        high=20,
        prior=lognormal(0.5, 0.7),
    )
    excitement: float = setting(
        0.5, meaning="extrinsic pull right after the event", unit="logit", low=0, high=5, prior=lognormal(0.5, 0.5)
    )
    motivation: float = setting(
        0.1,
        meaning="gain of intrinsic motivation",
        unit="logit",
        low=-2,
        high=2,
        prior=normal(0.1, 0.1),
        note="sign open: no measured effect of such an event was found",
    )
    acquaintances: int = setting(
        6, meaning="acquaintances that an attendee makes", unit="people", per="one", low=0, high=50, role="design"
    )
    hours: float = setting(8, meaning="hours of each attendee", unit="hours", per="one", low=0, high=80)
    eur_per_attendee: float = setting(150, meaning="money for each attendee", unit="EUR", per="one", low=0, high=10_000)
    eur_fixed: float = setting(
        5000, meaning="money for the event itself", unit="EUR", per="company", low=0, high=10_000_000
    )

    @model_validator(mode="after")
    def _known_before_the_run(self) -> KickOff:
        if self.target.reads_state:
            raise ValueError("target must be known before the run here, not by what people do in it")
        return self

    def attendees(self, world: WorldView) -> NDArray[np.int64]:
        """Return who comes, in rising order."""
        return world.once(self, lambda: self._attendees(world))

    def _attendees(self, world: WorldView) -> NDArray[np.int64]:
        invited = world.choose(self.target, self.name)
        return invited[agree(self.luck, self.attend_share, invited, world.seed)]

    def new_ties(self, world: WorldView) -> tuple[str, NDArray[np.int64]]:
        """Attendees in a random circle, each tied to the next ones."""
        who = world.in_chance_order(self.luck, self.attendees(world))
        steps = range(1, min(self.acquaintances // 2, max(who.size - 1, 0) // 2) + 1)
        ties = [np.column_stack([who, np.roll(who, -step)]) for step in steps]
        return "event", np.concatenate(ties) if ties else np.empty((0, 2), np.int64)

    def activate(self, world: WorldView, view: View) -> Active:
        """Invite."""
        del view
        return _Event(self, world)


class _Event(Active):
    constant = True

    def __init__(self, plan: KickOff, world: WorldView) -> None:
        self.plan = plan
        self.people = world.choose(plan.target, plan.name)
        self.come = plan.attendees(world)
        self.layer = world.made[plan.name]

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Push in the first week; acquaintances while it lasts."""
        del view
        effects.add("layer_weight", self.layer, strength)
        if age == 0 and strength > 0 and self.come.size:
            if self.plan.sign_in:
                sign_in(effects, self.come)
            else:
                effects.add("register_hazard", self.come, strength * self.plan.register_hazard)
            effects.add("extrinsic", self.come, strength * self.plan.excitement)
            effects.add("motivation", self.come, strength * self.plan.motivation)

    def _cost(self, age: int, come: int) -> Cost:
        """Everything in the first week; money is spent on a place, whether or not somebody comes."""
        if age > 0:
            return Cost()
        plan = self.plan
        return Cost(come * plan.hours, self.people.size * plan.eur_per_attendee + plan.eur_fixed)

    def cost(self, age: int) -> Cost:
        """Hours of those who come, and money."""
        return self._cost(age, self.come.size)

    def planned(self, age: int) -> Cost:
        """Return the cost if everybody comes."""
        return self._cost(age, self.people.size)

    def turnout(self, age: int) -> Turnout:
        """Everybody in the first week."""
        if age > 0:
            return Turnout(0, self.people[:0], self.people[:0])
        return Turnout(self.meant(), self.people, self.come)

    def asks(self, age: int) -> AttentionHours:
        """Hours of those who come."""
        return self.come, self.plan.hours if age == 0 else 0.0

"""Onboarding: people who are hired get an account, training and a first habit."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import lognormal, setting
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.signing import sign_in
from simulation.portable.elementary import power

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View

WEEKS_PER_YEAR = 52


class Onboarding(Intervention):
    """Whoever was hired into a seat of the target last week is registered, trained and guided through first use.

    Planned is the cost of the most hires that may come: with n seats and the highest weekly
    rate v that the scenario's turnover allows, n v + 6 sqrt(n v) + 3, at most n. Expected are
    n v; more come less than once in ten million weeks.
    """

    evidence: ClassVar[str] = (
        "How many people leave in a year is known (Turnover); training moves behaviour by d .62 (Arthur2003); what a "
        "guided start does to habits was not found measured and is an assumption. Trained skill fades as elsewhere "
        "(SaksBelcourt2006), habits form by repetition (Lally2010)."
    )

    kind: Literal["onboarding"] = "onboarding"
    skill: float = setting(
        0.1,
        meaning="skill that a hire gains",
        unit="share",
        low=0,
        high=1,
        source="Arthur2003",
        prior=lognormal(0.1, 0.5),
        note="d .62 on behaviour times a spread of skill of .15",
    )
    habit: float = setting(
        0.15,
        meaning="share of the missing reading habit that guided use gives",
        unit="share",
        low=0,
        high=1,
        prior=lognormal(0.15, 0.6),
    )
    hours_per_hire: float = setting(3, meaning="working time of a hire", unit="hours", per="one", low=0, high=200)
    guide_hours: float = setting(
        1, meaning="hours of the colleague who guides a hire", unit="hours", per="one", low=0, high=200
    )
    eur_per_hire: float = setting(10, meaning="money for a hire", unit="EUR", per="one", low=0, high=10_000)

    def activate(self, world: WorldView, view: View) -> Active:
        """Find the seats."""
        seats = world.choose(self.target, self.name, view.people)
        return _Starters(self, seats, world)


class _Starters(Active):
    def __init__(self, plan: Onboarding, seats: NDArray[np.int64], world: WorldView) -> None:
        self.plan = plan
        self.people = seats
        self.is_seat = np.zeros(world.organisation.n_people, np.bool_)
        self.is_seat[seats] = True
        self.hires = seats[:0]
        leaving = 1.0 - power(1.0 - world.highest("turnover_rate"), 1.0 / WEEKS_PER_YEAR)
        expected = seats.size * leaving
        self.most = min(expected + 6.0 * sqrt(expected) + 3.0, float(seats.size)) if leaving > 0 else 0.0

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Receive last week's hires."""
        del age
        who = np.empty(0, np.int64)
        if view.week > 0:  # the first staff has -1 as its week of hiring
            who = np.flatnonzero(view.people.hired_week == view.week - 1)
            who = who[self.is_seat[who]]
        self.hires = who
        if strength > 0 and who.size:
            sign_in(effects, who)
            effects.add("training", who, min(strength * self.plan.skill, 1.0))
            effects.add("habit", who, min(strength * self.plan.habit, 1.0))

    def _cost(self, hires: float) -> Cost:
        return Cost(hires * (self.plan.hours_per_hire + self.plan.guide_hours), hires * self.plan.eur_per_hire)

    def cost(self, age: int) -> Cost:
        """Hours and money for the week's hires."""
        del age
        return self._cost(self.hires.size)

    def planned(self, age: int) -> Cost:
        """Return the cost of the most hires that may come in a week; nobody has been hired before week 0."""
        del age
        return self._cost(self.most)

    def turnout(self, age: int) -> Turnout:
        """Last week's hires."""
        del age
        return Turnout(self.hires.size, self.hires, self.hires)

    def asks(self, age: int) -> AttentionHours:
        """Hours of the hires (those who guide them are not told apart)."""
        del age
        return self.hires, self.plan.hours_per_hire

"""Working-Out-Loud circles: four or five people meet every week for twelve weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from simulation.declare import lognormal, normal, setting, uniform
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.signing import sign_in
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class WorkingOutLoud(Intervention):
    """Circles meet in rounds; each round has other people of the target, mixed by chance.

    Every meeting teaches a little skill, strengthens motivation and moves belief (not its
    anchor); it takes place on the platform, where everybody signs in at the first one. Who leaves
    the company during a round leaves a gap in the circle. The people of a circle are tied to each
    other from their first week; after their round a part of that weight remains until the
    intervention ends.
    """

    evidence: ClassVar[str] = (
        "Circles of four or five people over twelve weeks are the method; one company worked out twelve use cases "
        "for it (CMT14). No controlled estimate of what a circle changes was found: it may teach what a training does "
        "(d .62, Arthur2003), and all else is an assumption. "
        "People need time, encouragement and others who visibly live it (SMA)."
    )

    kind: Literal["working_out_loud"] = "working_out_loud"
    target: Target = setting(Target(count=300), meaning="who may take part, as many as the rounds have room for")
    circles: int = setting(
        20, meaning="circles in a round", unit="circles", per="company", low=1, high=10_000, role="design"
    )
    circle_size: int = setting(
        5,
        meaning="people in a circle, one less where it does not come out even",
        unit="people",
        per="one",
        low=3,
        high=12,
        role="design",
    )
    rounds: int = setting(
        3, meaning="rounds, each with other people", unit="rounds", per="one", low=1, high=12, role="design"
    )
    round_weeks: int = setting(12, meaning="weekly meetings of a circle", unit="weeks", low=1, high=52)
    pause_weeks: int = setting(4, meaning="weeks between two rounds", unit="weeks", low=0, high=104)
    skill_per_meeting: float = setting(
        0.008,
        meaning="skill that a meeting teaches",
        unit="share",
        low=0,
        high=1,
        source="Arthur2003",
        prior=lognormal(0.008, 0.5),
        note="twelve meetings teach what one training does",
    )
    motivation_per_meeting: float = setting(
        0.02,
        meaning="intrinsic motivation that a meeting gives",
        unit="logit",
        low=-1,
        high=1,
        prior=normal(0.02, 0.02),
        note="sign open: not measured",
    )
    belief_per_meeting: float = setting(
        0.005,
        meaning="shift of belief towards openness by a meeting",
        unit="share",
        low=-1,
        high=1,
        prior=normal(0.005, 0.005),
        note="sign open: not measured",
    )
    lasting_ties: float = setting(
        0.5,
        meaning="part of the ties' weight that remains after a round",
        unit="share",
        low=0,
        high=1,
        prior=uniform(0.2, 0.8),
    )
    hours_per_meeting: float = setting(1, meaning="length of a meeting", unit="hours", per="one", low=0, high=8)
    lead_hours: float = setting(
        4,
        meaning="hours a week of those who run it, while a round runs",
        unit="hours per week",
        per="company",
        low=0,
        high=1000,
    )

    @model_validator(mode="after")
    def _known_before_the_run(self) -> WorkingOutLoud:
        if self.target.reads_state:
            raise ValueError("target must be known before the run here, not by what people do in it")
        return self

    def takers(self, world: WorldView) -> tuple[NDArray[np.int64], ...]:
        """Return the people of each round in the order of their circles; later rounds may be empty."""
        per_round = self.circles * self.circle_size
        who = world.in_chance_order(self.luck, world.choose(self.target, self.name))
        return tuple(who[k * per_round : (k + 1) * per_round] for k in range(self.rounds))

    def new_layers(self, world: WorldView) -> tuple[tuple[str, NDArray[np.int64]], ...]:
        """One layer for each round: everybody of a circle is tied to everybody else in it."""
        return tuple(("circle", self._ties(people)) for people in self.takers(world))

    def _ties(self, people: NDArray[np.int64]) -> NDArray[np.int64]:
        circles = np.array_split(people, max(-(-people.size // self.circle_size), 1))
        pairs = [np.column_stack([circle[i], circle[j]]) for circle in circles for i, j in _pairs(circle.size)]
        return np.concatenate(pairs) if pairs else np.empty((0, 2), np.int64)

    def activate(self, world: WorldView, view: View) -> Active:
        """Call the circles together."""
        del view
        return _Circles(self, self.takers(world), world.made[self.name])


def _pairs(size: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(size) for j in range(i)]


class _Circles(Active):
    def __init__(self, plan: WorkingOutLoud, rounds: tuple[NDArray[np.int64], ...], first_layer: int) -> None:
        self.plan = plan
        self.rounds = rounds
        self.first_layer = first_layer
        self.people = np.concatenate(rounds)
        self.meets = self.people[:0]

    def _round(self, age: int) -> tuple[int, int]:
        """Return the number of the round that runs in a week, and the week of it; -1 in a pause and at the end."""
        number, week = divmod(age, self.plan.round_weeks + self.plan.pause_weeks)
        runs = number < self.plan.rounds and week < self.plan.round_weeks
        return (number, week) if runs else (-1, 0)

    def _invited(self, age: int) -> NDArray[np.int64]:
        """Return the people of the round that runs in a week."""
        number, _ = self._round(age)
        return self.rounds[number] if number >= 0 else self.people[:0]

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Tie the circles; let this week's meetings act."""
        plan = self.plan
        number, week = self._round(age)
        over = number if number >= 0 else min(age // (plan.round_weeks + plan.pause_weeks) + 1, plan.rounds)
        effects.add("layer_weight", slice(self.first_layer, self.first_layer + over), strength * plan.lasting_ties)
        if number >= 0:
            effects.add("layer_weight", self.first_layer + number, strength)
        who = self._invited(age)
        self.meets = who = who[view.people.hired_week[who] < max(view.week - week, 0)]
        if strength > 0 and who.size:
            sign_in(effects, who)
            effects.add("training", who, min(strength * plan.skill_per_meeting, 1.0))
            effects.add("motivation", who, strength * plan.motivation_per_meeting)
            effects.add("belief", who, min(strength * plan.belief_per_meeting, 1.0))

    def _cost(self, meet: int) -> Cost:
        lead = self.plan.lead_hours if meet else 0.0
        return Cost(meet * self.plan.hours_per_meeting + lead, team_hours=lead)

    def cost(self, age: int) -> Cost:
        """Hours of those who meet, and of the lead while a round runs."""
        del age
        return self._cost(self.meets.size)

    def planned(self, age: int) -> Cost:
        """Hours of whole circles."""
        return self._cost(self._invited(age).size)

    def turnout(self, age: int) -> Turnout:
        """The people of the round, and those of them who are still there."""
        return Turnout(self._invited(age).size, self._invited(age), self.meets)

    def asks(self, age: int) -> AttentionHours:
        """Return the hours of a meeting, of those who meet."""
        del age
        return self.meets, self.plan.hours_per_meeting

"""Lunch roulette: people who do not know each other have lunch together. An example of a plugin (docs/plugins.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from simulation.plugin import (
    Active,
    Cost,
    Intervention,
    Target,
    intervention,
    setting,
)

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


@intervention
class LunchRoulette(Intervention):
    """Pairs from different silos are drawn, round by round, and become acquaintances while it lasts.

    In each round everybody who takes part gets one partner from another silo, as far as there
    are any: people are lined up silo by silo, each silo in an order of chance, and paired with
    those half a line further on. A lunch also makes speaking up a little safer. There is a lunch
    every ``weeks_between`` weeks until all rounds are over.
    """

    evidence: ClassVar[str] = (
        "Managing the silo is the special challenge of a group (KT13), and who talks to whom follows unit and place "
        "(Kleinbaum2013). Weak ties across silos carry simple spread. No study of lunch roulettes was used: pairs, "
        "safety and hours are assumptions."
    )

    off_platform: ClassVar[str] = "people meet for lunch, not on the platform"

    kind: Literal["lunch_roulette"] = "lunch_roulette"
    target: Target = setting(Target(share=0.1), meaning="who takes part")
    rounds: int = setting(
        4, meaning="lunches of each person, each with somebody else", unit="lunches", per="one", low=1, high=50
    )
    weeks_between: int = setting(2, meaning="weeks between two lunches", unit="weeks", low=1, high=26)
    safety: float = setting(
        0.01, meaning="psychological safety gained by a lunch", unit="share", low=0, high=0.2, source="Safety"
    )
    hours: float = setting(
        0.5, meaning="working time of a lunch for each of the two", unit="hours", per="one", low=0, high=8
    )
    eur_per_lunch: float = setting(12, meaning="money for the lunch of each", unit="EUR", per="one", low=0, high=200)
    lead_hours: float = setting(
        2, meaning="hours of those who run it, for each lunch", unit="hours", per="one", low=0, high=100
    )

    @model_validator(mode="after")
    def _known_before_the_run(self) -> LunchRoulette:
        if self.target.reads_state:
            raise ValueError("target must be known before the run here, not by what people do in it")
        return self

    def pairs(self, world: WorldView) -> NDArray[np.int64]:
        """Return the pairs [pairs, 2] of all rounds."""
        people, silo = world.choose(self.target, self.name), world.organisation.silo
        half, found = people.size // 2, [np.empty((0, 2), np.int64)]
        for number in range(self.rounds if half else 0):
            line = world.in_chance_order(f"{self.luck} round {number}", people)
            line = line[np.argsort(silo[line], kind="stable")]
            pairs = np.column_stack([line[:half], line[half : 2 * half]])
            found.append(pairs[silo[pairs[:, 0]] != silo[pairs[:, 1]]])
        return np.concatenate(found)

    def new_ties(self, world: WorldView) -> tuple[str, NDArray[np.int64]]:
        """Those who had lunch are acquaintances, as after an event."""
        return "event", self.pairs(world)

    def activate(self, world: WorldView, view: View) -> Active:
        """Draw the pairs."""
        del view
        invited = world.choose(self.target, self.name).size
        return _Lunches(self, np.unique(self.pairs(world)), invited, world.made[self.name])


class _Lunches(Active):
    def __init__(self, plan: LunchRoulette, people: NDArray[np.int64], invited: int, layer: int) -> None:
        self.plan, self.people, self.invited, self.layer = plan, people, invited, layer

    def _lunch(self, age: int) -> bool:
        return age % self.plan.weeks_between == 0 and age // self.plan.weeks_between < self.plan.rounds

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Let acquaintances count, more with every lunch; lunches make speaking up safer."""
        del view
        had = min(age // self.plan.weeks_between + 1, self.plan.rounds) / self.plan.rounds
        effects.add("layer_weight", self.layer, strength * had)
        if self._lunch(age) and strength > 0:
            effects.add("safety", self.people, min(strength * self.plan.safety, 1.0))

    def cost(self, age: int) -> Cost:
        """Hours and money in weeks with a lunch."""
        return self._cost(age, self.people.size)

    def planned(self, age: int) -> Cost:
        """Return the cost if everybody finds a partner in another silo."""
        return self._cost(age, self.invited)

    def _cost(self, age: int, n: int) -> Cost:
        if not self._lunch(age):
            return Cost()
        return Cost(n * self.plan.hours + self.plan.lead_hours, n * self.plan.eur_per_lunch, self.plan.lead_hours)

    def asks(self, age: int) -> float:
        """The lunch."""
        return self.plan.hours if self._lunch(age) else 0.0

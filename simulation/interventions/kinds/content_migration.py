"""Migration of the central intranet's content onto the platform."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, ClassVar, Literal

from simulation.declare import lognormal, setting
from simulation.interventions.base import Active, Cost, Intervention, Turnout
from simulation.interventions.places import places
from simulation.portable.elementary import exp2

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View

LEAST_PULL = 0.001
"""Log-odds below which a faded pulse is no longer added."""


class ContentMigration(Intervention):
    """Move official content step by step; people come to read, at first out of need and curiosity.

    Step j (0, 1, ...) comes ``weeks_between`` weeks after the one before and brings 1/``steps`` of
    everything: that part of ``items`` is official content for everybody from then on, and the
    people of the target read more, by ``pull`` / ``steps`` x 2^(-weeks since / half-life) log-odds.
    Nobody contributes more by it, other than through reading more. What has moved stays while the
    intervention lasts: leave ``weeks`` out.
    """

    evidence: ClassVar[str] = (
        "100,000 employees used the platform actively after the central intranet's content had moved onto it (DT15): "
        "readers, by another definition than the tenth of 70,000 who were called active before (KT13), so that the "
        "step's size cannot be read from the two. Reading has mostly situational reasons (Inequality); pull and its "
        "half-life are assumptions."
    )

    off_platform: ClassVar[str] = "its hours are those of editors, whom the model does not hold"

    kind: Literal["content_migration"] = "content_migration"
    items: float = setting(
        20,
        meaning="items of official content that move, as they pull",
        unit="items",
        per="one",
        low=0,
        high=1e6,
        role="design",
    )
    steps: int = setting(3, meaning="steps in which it moves", unit="steps", per="one", low=1, high=100, role="design")
    weeks_between: int = setting(4, meaning="weeks between two steps", unit="weeks", low=1, high=260)
    pull: float = setting(
        0.6,
        meaning="further log-odds of reading right after everything has moved",
        unit="logit",
        low=0,
        high=5,
        prior=lognormal(0.6, 0.5),
    )
    half_life: float = setting(
        6, meaning="half-life of that pull", unit="weeks", low=0.25, high=520, prior=lognormal(6, 0.5)
    )
    hours: float = setting(
        1000, meaning="hours of editors and others for all steps together", unit="hours", per="company", low=0, high=1e6
    )
    eur: float = setting(100_000, meaning="money for all steps together", unit="EUR", per="company", low=0, high=1e9)

    def activate(self, world: WorldView, view: View) -> Active:
        """Choose who looked for things in the old intranet."""
        return _Migration(self, world, view)


class _Migration(Active):
    def __init__(self, plan: ContentMigration, world: WorldView, view: View) -> None:
        self.plan = plan
        self.people = world.choose(plan.target, plan.name, view.people)
        self.where = places(self.people)

    def moved(self, age: int) -> float:
        """Share of everything that has moved."""
        return min(age // self.plan.weeks_between + 1, self.plan.steps) / self.plan.steps

    def pulling(self, age: int) -> float:
        """Further log-odds of reading that the steps so far still bring."""
        plan = self.plan
        steps = range(min(age // plan.weeks_between + 1, plan.steps))
        faded = fsum(exp2(-(age - step * plan.weeks_between) / plan.half_life) for step in steps)
        return plan.pull * faded / plan.steps

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Show what has moved; let people read."""
        del view
        effects.add("official_content", 0, strength * self.plan.items * self.moved(age))
        pull = strength * self.pulling(age)
        if pull >= LEAST_PULL and self.people.size:
            effects.add("read_drive", self.where, pull)

    def cost(self, age: int) -> Cost:
        """An equal part of hours and money in the week of each step."""
        plan = self.plan
        if age % plan.weeks_between or age // plan.weeks_between >= plan.steps:
            return Cost()
        return Cost(plan.hours / plan.steps, plan.eur / plan.steps, plan.hours / plan.steps)

    def turnout(self, age: int) -> Turnout:
        """It reaches readers; nobody of them works for it."""
        del age
        return Turnout(self.people.size, self.people, self.people[:0])

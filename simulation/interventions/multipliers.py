"""Multipliers: well-connected colleagues who help communities and talk to their contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import lognormal, setting
from simulation.interventions.base import Active, Cost, Intervention, communities_of
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.engines.view import View
    from simulation.model.effects import EffectBuilder
    from simulation.world import World


class Multipliers(Intervention):
    """Opinion leaders give hours to their home community and persuade the colleagues they are tied to.

    Persuasion moves the anchor of belief: b0 <- b0 + pi (1 - b0) for every tie to a multiplier
    in a week, at most the share of contacts that the hours allow.
    """

    evidence: ClassVar[str] = (
        "A community manager should secure multipliers' support, not do it all alone (KT13). Local opinion leaders: "
        "median risk difference +.12 (Cochrane125), from -.06 to +.25 in an earlier round. Culture change comes from "
        "persuasion by many intrinsically motivated colleagues (KT13); how far one conversation moves an attitude is "
        "an assumption."
    )

    kind: Literal["multipliers"] = "multipliers"
    target: Target = setting(Target(rank="degree", share=0.01), meaning="who becomes a multiplier")
    community_hours: float = setting(0.5, meaning="hours a week for the home community", unit="hours", low=0, high=40)
    talk_hours: float = setting(0.5, meaning="hours a week for talks with colleagues", unit="hours", low=0, high=40)
    hours_per_talk: float = setting(0.25, meaning="hours that one talk takes", unit="hours", low=0.01, high=8)
    persuasion: float = setting(
        0.02,
        meaning="share of the missing attitude that one talk wins",
        unit="share",
        low=0,
        high=1,
        prior=lognormal(0.02, 0.7),
    )
    training_hours: float = setting(4, meaning="hours of briefing in the first week", unit="hours", low=0, high=80)

    def activate(self, world: World, view: View) -> Active:
        """Choose the multipliers and their contacts."""
        return _Multipliers(self, world, world.choose(self.target, self.name, view.people))


class _Multipliers(Active):
    constant = True

    def __init__(self, plan: Multipliers, world: World, people: NDArray[np.int64]) -> None:
        self.plan = plan
        self.people = people
        home = communities_of(world.slots, people)
        home = home[home < world.communities.n_communities]
        self.communities, self.helpers = np.unique(home, return_counts=True)
        self.contacted, self.talks = world.once_for(plan.target, plan, lambda: self._contacts(world))

    def _contacts(self, world: World) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Colleagues, and talks a week that each gets: a multiplier's talks spread over the contacts evenly."""
        talks = np.zeros(world.organisation.n_people)
        per_week = self.plan.talk_hours / self.plan.hours_per_talk
        neighbours = [world.contacts(int(person)) for person in self.people]
        for contacts in neighbours:
            if contacts.size:
                talks[contacts] += min(per_week / contacts.size, 1.0)
        contacted = np.flatnonzero(talks)
        return contacted, talks[contacted].astype(np.float32)

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Help communities; persuade contacts."""
        del age, view
        effects.add("multiplier_hours", self.communities, strength * self.plan.community_hours * self.helpers)
        if strength > 0 and self.contacted.size:
            effects.add("persuasion", self.contacted, np.minimum(strength * self.plan.persuasion * self.talks, 1.0))

    def cost(self, age: int) -> Cost:
        """Multipliers' hours."""
        hours = self.plan.community_hours + self.plan.talk_hours + (self.plan.training_hours if age == 0 else 0.0)
        return Cost(self.people.size * hours)

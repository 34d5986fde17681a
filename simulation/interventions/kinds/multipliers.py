"""Multipliers: well-connected colleagues who help communities and talk to their contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import lognormal, setting
from simulation.interventions.base import Active, AttentionHours, Cost, Turnout, communities_of
from simulation.interventions.signing import sign_in
from simulation.interventions.standing import Members, Standing
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class Multipliers(Standing):
    """Opinion leaders give hours to their home community and persuade the colleagues they are tied to.

    Persuasion moves the anchor of belief: b0 <- b0 + pi (1 - b0) for every tie to a multiplier
    in a week, at most the share of contacts that the hours allow. They are asked in the target's
    order; who declines, leaves or lapses is followed by the next one, briefed anew (``replace``).
    They have an account and are there every week, for that is where they help.
    """

    evidence: ClassVar[str] = (
        "A community manager should secure multipliers' support, not do it all alone (KT13). Local opinion leaders: "
        "median risk difference +.12 (Cochrane125), from -.06 to +.25 in an earlier round. Culture change comes from "
        "persuasion by many intrinsically motivated colleagues (KT13); how far one conversation moves an attitude is "
        "an assumption."
    )

    kind: Literal["multipliers"] = "multipliers"
    target: Target = setting(Target(rank="degree", share=0.01), meaning="who becomes a multiplier")
    community_hours: float = setting(
        0.5, meaning="hours a week for the home community", unit="hours", per="one", low=0, high=40
    )
    talk_hours: float = setting(
        0.5, meaning="hours a week for talks with colleagues", unit="hours", per="one", low=0, high=40
    )
    hours_per_talk: float = setting(
        0.25, meaning="hours that one talk takes", unit="hours", per="one", low=0.01, high=8
    )
    persuasion: float = setting(
        0.02,
        meaning="share of the missing attitude that one talk wins",
        unit="share",
        low=0,
        high=1,
        prior=lognormal(0.02, 0.7),
    )
    training_hours: float = setting(
        4, meaning="hours of briefing in the first week", unit="hours", per="one", low=0, high=80
    )

    def activate(self, world: WorldView, view: View) -> Active:
        """Line up those who are asked."""
        return _Multipliers(self, world, view)


def _rows(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places of several runs of places, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.asarray(np.arange(lengths.sum()) + np.repeat(starts - before, lengths), np.int64)


class _Multipliers(Active):
    def __init__(self, plan: Multipliers, world: WorldView, view: View) -> None:
        self.plan = plan
        self.people = world.choose(plan.target, plan.name, view.people)
        line = world.line(plan.target, plan.name, view.people, everybody=plan.replace)
        self.members = Members(plan, line, self.people.size)
        self.world = world
        self.new, self.helping = self.people[:0], self.people[:0]
        self.communities, self.helpers = self.people[:0], self.people[:0]
        self.contacted, self.talks = self.people[:0], np.zeros(0, np.float32)

    def _find(self) -> None:
        """Find the communities and colleagues of the present multipliers."""
        world, self.helping = self.world, self.members.seats
        home = communities_of(world.slots, self.helping)
        home = home[home < world.communities.n_communities]
        self.communities, self.helpers = np.unique(home, return_counts=True)
        self.contacted, self.talks = self._contacts(world)

    def _contacts(self, world: WorldView) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Colleagues, and talks a week that each gets: a multiplier's talks spread over the contacts evenly."""
        per_week = self.plan.talk_hours / self.plan.hours_per_talk
        layers, seats = world.organisation.layers, self.helping
        degrees = [ties.indptr[seats + 1] - ties.indptr[seats] for ties in layers]
        each = np.minimum(per_week / np.maximum(np.sum(degrees, axis=0), 1), 1.0)
        contacts = [ties.indices[_rows(ties.indptr[seats], n)] for ties, n in zip(layers, degrees, strict=True)]
        shares = [np.repeat(each, n) for n in degrees]
        talks = np.bincount(np.concatenate(contacts), np.concatenate(shares), minlength=world.organisation.n_people)
        contacted = np.flatnonzero(talks)
        return contacted, talks[contacted].astype(np.float32)

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Help communities; persuade contacts."""
        del age
        self.new = self.members.move(view)
        if not np.array_equal(self.members.seats, self.helping):
            self._find()
        effects.add("multiplier_hours", self.communities, strength * self.plan.community_hours * self.helpers)
        if strength > 0 and self.helping.size:
            sign_in(effects, self.helping)
        if strength > 0 and self.contacted.size:
            effects.add("persuasion", self.contacted, np.minimum(strength * self.plan.persuasion * self.talks, 1.0))

    def _cost(self, n: int, new: int) -> Cost:
        plan = self.plan
        return Cost(n * (plan.community_hours + plan.talk_hours) + new * plan.training_hours)

    def cost(self, age: int) -> Cost:
        """Multipliers' hours, and their briefing when they begin."""
        del age
        return self._cost(self.helping.size, self.new.size)

    def planned(self, age: int) -> Cost:
        """Hours of all places, and briefing of all who may begin, at the start."""
        n = self.people.size
        return self._cost(n, n + self.plan.reserve(n) if age == 0 else 0)

    def turnout(self, age: int) -> Turnout:
        """Places, and multipliers."""
        del age
        return Turnout(self.meant(), self.helping, self.helping)

    def asks(self, age: int) -> AttentionHours:
        """Hours of help and talks."""
        del age
        return self.helping, self.plan.community_hours + self.plan.talk_hours

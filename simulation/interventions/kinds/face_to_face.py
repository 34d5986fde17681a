"""Face-to-face persuasion: talks under an hours budget, with those who need them most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import lognormal, setting
from simulation.interventions.base import Active, AttentionHours, Booked, Cost, Intervention, Turnout

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View

_LOW_32 = np.uint64(0xFFFFFFFF)


class FaceToFace(Intervention):
    """Persuade people of the target one by one: first those without an account, then those of low belief.

    With H hours a week and h hours a talk, floor(H (age + 1) / h) talks are held by the end of
    week ``age``. Each wins a part of the missing anchor, b0 <- b0 + pi (1 - b0), and adds to the
    hazard of registering in that week. Whom to see is listed anew every few weeks: those
    without an account by rising belief, then those with one by rising belief.
    """

    evidence: ClassVar[str] = (
        "Building communities is slow and needs much face-to-face persuasion; culture changes by persuasion (KT13). "
        "Canvassing face to face moved turnout by about 2.5 points in the United States and less in Europe "
        "(Canvassing2013). How far one talk at work moves an attitude or somebody to register was not measured "
        "anywhere that was found: assumptions. Hours per convert come out: booked hours over registrations beyond "
        "those of the same run without talks."
    )

    off_platform: ClassVar[str] = "it goes first to those who have no account"

    kind: Literal["face_to_face"] = "face_to_face"
    hours_per_week: float = setting(
        20,
        meaning="hours of those who persuade, together (H)",
        unit="hours per week",
        per="company",
        low=0,
        high=100_000,
    )
    hours_per_talk: float = setting(
        0.5, meaning="length of a talk, which takes it from both (h)", unit="hours", per="one", low=0.05, high=8
    )
    persuasion: float = setting(
        0.05,
        meaning="share of the missing anchor that a talk wins (pi)",
        unit="share",
        low=0,
        high=1,
        prior=lognormal(0.05, 0.7),
    )
    register_hazard: float = setting(
        0.2,
        meaning="further hazard of registering in the week of the talk",
        unit="per week",
        low=0,
        high=20,
        prior=lognormal(0.2, 0.8),
        note="canvassing moved turnout by 2.5 points (Canvassing2013); to register is easier, and help is there",
    )
    list_weeks: int = setting(13, meaning="weeks until it is listed anew whom to see", unit="weeks", low=1, high=520)
    training_hours: float = setting(
        40,
        meaning="hours in which those who persuade prepare, in the first week",
        unit="hours",
        per="company",
        low=0,
        high=100_000,
    )

    def activate(self, world: WorldView, view: View) -> Active:
        """Find out who could be seen."""
        return _Talks(self, world.choose(self.target, self.name, view.people))


class _Talks(Active):
    def __init__(self, plan: FaceToFace, people: NDArray[np.int64]) -> None:
        self.plan = plan
        self.people = people
        self.listed = np.empty(0, np.int64)
        self.given = np.zeros(people.size)
        self.seen = np.empty(0, np.int64)

    def _held(self, age: int) -> int:
        """Talks that the hours allow up to and including week ``age``."""
        return int(np.floor(self.plan.hours_per_week * (age + 1) / self.plan.hours_per_talk + 1e-9))

    def talks(self, age: int) -> tuple[int, int]:
        """Return the first and last (not included) place on the list for the week's talks; nobody is seen twice."""
        start = age - age % self.plan.list_weeks
        before = self._held(start - 1)
        first, last = (min(self._held(each) - before, self.people.size) for each in (age - 1, age))
        return first, last

    def _list(self, age: int, view: View) -> None:
        """List the places of those to see until the next list, the neediest first.

        One number holds account, belief (its bits rise with it) and place: no two are equal.
        """
        last = age + self.plan.list_weeks - 1
        count = min(self._held(last) - self._held(age - 1), self.people.size)
        belief = np.abs(view.people.belief[self.people]).view(np.uint32).astype(np.uint64)
        account = view.people.registered[self.people].astype(np.uint64)
        rank = (account << np.uint64(63)) | (belief << np.uint64(32)) | np.arange(self.people.size, dtype=np.uint64)
        if 0 < count < rank.size:
            rank = np.partition(rank, count - 1)[:count]
        self.listed = (np.sort(rank)[:count] & _LOW_32).astype(np.int64)

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Hold this week's talks."""
        if age % self.plan.list_weeks == 0:
            self._list(age, view)
        self.given[self.seen] = 0
        first, last = self.talks(age)
        self.seen = self.listed[first:last]
        self.given[self.seen] = 1
        if strength > 0 and self.seen.size:
            who = self.people[self.seen]
            effects.add("persuasion", who, min(strength * self.plan.persuasion, 1.0))
            effects.add("register_hazard", who, strength * self.plan.register_hazard)

    def cost(self, age: int) -> Cost:
        """Hours of both for each talk; preparation in the first week."""
        first, last = self.talks(age)
        talking = (last - first) * self.plan.hours_per_talk
        preparing = self.plan.training_hours if age == 0 else 0.0
        return Cost(2 * talking + preparing, team_hours=talking + preparing)

    def turnout(self, age: int) -> Turnout:
        """People to talk to by the hours there are, and those who were talked to."""
        first, last = self.talks(age)
        who = self.people[self.seen]
        return Turnout(last - first, who, who)

    def asks(self, age: int) -> AttentionHours:
        """Return the hours of a talk, of those who are seen."""
        del age
        return self.people[self.seen], self.plan.hours_per_talk

    def books(self, age: int) -> Mapping[str, Booked]:
        """Talks of the week, by whom they were held with."""
        del age
        return {"talks": self.given} if self.plan.strength > 0 else {}

"""Pilot in the middle of a run: a group starts together, with guidance and with content where it meets."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import lognormal, setting, uniform
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.kinds.pilot_community.clusters import Unit, clustered
from simulation.interventions.largest import could_belong
from simulation.interventions.places import intensity, reached
from simulation.interventions.signing import sign_in
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class PilotCommunity(Intervention):
    """A unit or role (assistants, say) starts as a cluster: registered, trained, guided, with something to read.

    Its people come unit by unit, a share ``density`` of each; density 0 takes them from wherever the
    target finds them: dense seeds against thin ones (too dense, and a unit has nobody left to
    pull along). Each is registered and trained when joining, and gains ``habit`` of the missing
    reading habit a week for the first ``guided_weeks``. In the first week
    content is put into the communities in which its people are densest, by n^2 / N with n of the
    N who could belong being in the pilot and having access; one that does not run starts
    (an outsider has access to open ones only). Their purpose gets clearer. People whose country
    is still left out have access while the pilot lasts. A strength (or ramp) below 1 reaches that
    share of the people, one above 1 multiplies training, guidance and content.
    """

    evidence: ClassVar[str] = (
        "Start small, but start; a group in a network is not yet a community (KT13). The pilots were units, programmes "
        "and the secretaries, well connected upwards and downwards (KT13). Behaviour that needs reinforcement spread "
        "further and faster among people who share contacts, 54% against 38% (Centola2010), in an experiment outside "
        "of work. Training moves behaviour by d .62 (Arthur2003); habits form with repetition (Lally2010); purpose and "
        "rules must be clear first (SMA). Sizes of guidance and content are assumptions."
    )

    kind: Literal["pilot_community"] = "pilot_community"
    target: Target = setting(Target(role="assistant", count=100), meaning="who takes part")
    density: float = setting(
        0.4,
        meaning="share of a unit's people who take part, unit after unit; 0 spreads them over everybody",
        unit="share",
        low=0,
        high=1,
        role="target",
    )
    unit: Unit = setting("department", meaning="unit that they come from")
    communities: int = setting(
        2,
        meaning="communities that get content, the densest ones",
        unit="communities",
        per="company",
        low=0,
        high=10_000,
        role="target",
    )
    content: float = setting(
        20,
        meaning="items put into each of them",
        unit="items",
        per="one",
        low=0,
        high=1000,
        source="KT13",
        role="design",
    )
    clarity: float = setting(
        0.5,
        meaning="share of the missing clarity of their purpose that is gained",
        unit="share",
        low=0,
        high=1,
        prior=uniform(0.2, 0.8),
    )
    skill: float = setting(
        0.1,
        meaning="skill gained by training on joining",
        unit="share",
        low=0,
        high=1,
        source="Arthur2003",
        prior=lognormal(0.1, 0.5),
        note="d .62 on behaviour times a spread of skill of .15",
    )
    habit: float = setting(
        0.12,
        meaning="share of the missing reading habit gained in a guided week",
        unit="share",
        low=0,
        high=1,
        source="Lally2010",
        prior=lognormal(0.12, 0.6),
        note="three repetitions of .044 (.012 to .15) in a week",
    )
    guided_weeks: int = setting(4, meaning="weeks of guidance after joining", unit="weeks", low=0, high=52)
    joining_hours: float = setting(
        4, meaning="hours of each person on joining", unit="hours", per="one", low=0, high=80
    )
    guided_hours: float = setting(
        0.5, meaning="hours of each person in a guided week", unit="hours", per="one", low=0, high=40
    )
    lead_hours: float = setting(
        10,
        meaning="hours a week of those who run it, while anybody is guided",
        unit="hours",
        per="company",
        low=0,
        high=1000,
    )

    def activate(self, world: WorldView, view: View) -> Active:
        """Choose people and communities."""
        return _Pilot(self, world, view)


class _Pilot(Active):
    constant = True

    def __init__(self, plan: PilotCommunity, world: WorldView, view: View) -> None:
        self.plan = plan
        organisation = world.organisation
        self.order = clustered(
            plan.target, organisation, plan.luck, view.people, plan.unit, plan.density, seed=world.seed, week=view.week
        )
        self.people = np.sort(self.order)
        self.settling_weeks = plan.ramp_weeks + plan.guided_weeks
        self.communities = densest(self.people, world)[: plan.communities]
        launched = world.launch_countries
        names = np.array(organisation.country_names)[organisation.country[self.order]]
        self.left_out = ~np.isin(names, launched) if launched else np.zeros(self.order.size, np.bool_)

    def _joined(self, age: int) -> int:
        """How many have joined by the end of week ``age`` if the plan has full strength."""
        return reached((age + 1) / (self.plan.ramp_weeks + 1), self.order.size) if age >= 0 else 0

    def _so_far(self, age: int) -> int:
        """How many have joined by the end of week ``age``."""
        return reached(self.plan.ramp(age), self.order.size) if age >= 0 else 0

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Let people join, guide them, prepare their communities."""
        del view
        plan, force = self.plan, intensity(strength)
        before, now = self._so_far(age - 1), self._so_far(age)
        if now > before:
            sign_in(effects, self.order[before:now])
            effects.add("training", self.order[before:now], min(force * plan.skill, 1.0))
        guided = self.order[self._so_far(age - plan.guided_weeks) : now]
        if guided.size:
            sign_in(effects, guided)
            effects.add("habit", guided, min(force * plan.habit, 1.0))
        inside = self.order[:now][self.left_out[:now]]
        if inside.size:
            effects.add("barred", inside, -1.0)
        if age == 0 and plan.strength > 0 and self.communities.size:
            effects.add("started", self.communities, plan.strength * plan.content)
            effects.add("clarity", self.communities, min(plan.strength * plan.clarity, 1.0))

    def cost(self, age: int) -> Cost:
        """Hours on joining and while guided, and of those who run it."""
        plan, now = self.plan, self._joined(age)
        new, guided = now - self._joined(age - 1), now - self._joined(age - plan.guided_weeks)
        hours = new * plan.joining_hours + guided * plan.guided_hours
        lead = plan.lead_hours if guided or age == 0 else 0.0
        return Cost(hours + lead, team_hours=lead)

    def turnout(self, age: int) -> Turnout:
        """Those who join or are guided this week, if the plan has full strength."""
        who = self._busy(age)
        return Turnout(who.size, who, who)

    def _busy(self, age: int) -> NDArray[np.int64]:
        now, first = self._joined(age), min(self._joined(age - 1), self._joined(age - self.plan.guided_weeks))
        return self.order[first:now]

    def asks(self, age: int) -> AttentionHours:
        """Hours on joining and while guided."""
        plan, who = self.plan, self._busy(age)
        new, guided = (
            self._joined(age) - self._joined(age - 1),
            self._joined(age) - self._joined(age - plan.guided_weeks),
        )
        hours = np.zeros(who.size)
        hours[who.size - new :] += plan.joining_hours
        hours[who.size - guided :] += plan.guided_hours
        return who, hours


def densest(people: NDArray[np.int64], world: WorldView) -> NDArray[np.int64]:
    """Return the communities to which some of the people have access, by n^2 / N, the largest first.

    n of the N who could belong are among the people and have access: insiders, and everybody where it is open.
    """
    n = world.communities.n_communities
    slots = world.slots[people].ravel()
    slots = slots[slots < 2 * n]
    place = (slots // 2).astype(np.int64)
    with_access = (slots % 2 == 0) | world.communities.is_open[place]
    there = np.bincount(place[with_access], minlength=n)
    score = there * there / np.maximum(could_belong(world), 1)
    order = np.argsort(-score, kind="stable")
    return order[score[order] > 0].astype(np.int64)

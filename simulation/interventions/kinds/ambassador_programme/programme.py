"""An ambassador programme in a run (the plan is `ambassador_programme`; its parts: `roster`, `reach`, `support`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.base import Active, AttentionHours, Booked, Cost, Turnout
from simulation.interventions.chance import keys_of
from simulation.interventions.kinds.ambassador_programme.reach import ExternalReach
from simulation.interventions.kinds.ambassador_programme.roster import ACTIVE, CORE, INTERESTED, Places, Roster
from simulation.interventions.kinds.ambassador_programme.support import Support
from simulation.interventions.signing import sign_in
from simulation.portable.elementary import power

if TYPE_CHECKING:
    from simulation.interventions.kinds.ambassador_programme.plan import AmbassadorProgramme
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View


class Programme(Active):
    """Its members from week to week, what they do inside and outside, and what that costs."""

    def __init__(self, plan: AmbassadorProgramme, world: WorldView, view: View, people: Places) -> None:
        self.plan = plan
        self.people = people
        self.organisation = world.organisation
        self.roster = Roster(plan, people, view)
        self.reach = ExternalReach(plan, people)
        self.support = Support(plan, people, world.organisation)
        order = np.searchsorted(people, world.in_chance_order(f"{plan.luck} search", people))
        self.waves = [np.sort(wave) for wave in np.array_split(order, plan.search_weeks)]
        self.joined, self.supported = np.empty(0, np.int64), 0
        self.reached = np.empty(0, np.int64)
        self.leaders = np.empty(0, np.int64)
        """Places of active and core members in this week."""
        self._talks = np.array([plan.active_talks, plan.core_talks], np.float64)
        self._times = np.zeros(world.organisation.n_people, np.int64)
        self._hours = np.array([0.0, 0.0, plan.active_hours, plan.core_hours])

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Move the roster on by a week; members post; then they act inside."""
        plan, roster = self.plan, self.roster
        roster.leave(view)
        roster.note_activity(self.reach.posts > 0, view)
        risen = roster.move(view)
        self.leaders = roster.leaders()
        self.support.answer(age, self.people[self.leaders], view)
        reached, bonus = self.support.reached(self.waves[age % plan.search_weeks])
        self.joined = roster.join(reached, bonus, view)
        self.reached = self.people[reached]
        self.supported = int(np.count_nonzero(bonus[np.searchsorted(reached, self.joined)]))
        if self.joined.size:
            self.reach.welcome(self.joined, view)
        self.reach.post(roster, view)
        if strength > 0:
            self._learn(age, strength, risen, effects)
            self._act(strength, view, effects)

    def _learn(self, age: int, strength: float, risen: Places, effects: EffectBuilder) -> None:
        """Newcomers, those who rose, and those who are trained this week."""
        plan, skill = self.plan, min(strength * self.plan.skill, 1.0)
        if self.joined.size:
            sign_in(effects, self.people[self.joined])
        effects.add("training", self.people[self.joined], skill)
        for places in (self.joined, risen):
            effects.add("motivation", self.people[places], strength * plan.motivation)
        leaders = self.people[self.leaders]
        if self._trains(age) and leaders.size:
            sign_in(effects, leaders)
            effects.add("training", leaders, skill)
        if plan.retention != 0:
            effects.add("leaving", self.people[self.roster.members], strength * plan.retention)

    def _act(self, strength: float, view: View, effects: EffectBuilder) -> None:
        """Be seen, talk to colleagues, support departments, feel what comes back from outside."""
        plan, active = self.plan, self.leaders
        seats, is_core = self.people[active], self.roster.tier[active] == CORE
        shown = np.where(is_core, plan.core_visible, plan.active_visible)
        effects.add("visible_use", seats, min(strength, 1.0) * shown)
        self._talk(seats, is_core, strength, view, effects)
        for department in self.support.people():
            effects.add("usefulness", department, strength * plan.support_usefulness)
        if plan.recognition != 0:
            seen = self.reach.seen
            share = self.reach.impressions[seen] / (self.reach.impressions[seen] + plan.recognition_half)
            effects.add("motivation", self.people[seen], strength * plan.recognition * share)

    def _talk(
        self, seats: Places, is_core: NDArray[np.bool_], strength: float, view: View, effects: EffectBuilder
    ) -> None:
        """Each talk is with one of the colleagues that a member is tied to, chosen by chance."""
        from simulation.model.ambassadors import talk  # here, for it loads the compiler

        if seats.size == 0:
            return
        name, most = self.plan.luck, int(self._talks.max()) + 1
        keys = keys_of(view.seed, view.week, f"{name} talks", *(f"{name} whom {k}" for k in range(most)))
        layers, met = self.organisation.layers, np.empty(seats.size * most, np.int64)
        starts, colleagues = tuple(ties.indptr for ties in layers), tuple(ties.indices for ties in layers)
        met = met[: talk(keys, seats, is_core, self._talks, starts, colleagues, self._times, met)]
        times = self._times[met]
        left = _left(1.0 - min(strength * self.plan.persuasion, 1.0), int(times.max(initial=0)))
        effects.add("persuasion", met, 1.0 - left[times])
        self._times[met] = 0

    def _trains(self, age: int) -> bool:
        return age > 0 and age % self.plan.training_weeks == 0

    def _cost(self, age: int, newcomers: float, active: float, core: float, departments: float) -> Cost:
        plan = self.plan
        hours = plan.lead_hours + newcomers * plan.newcomer_hours + departments * plan.support_hours
        hours += active * plan.active_hours + core * plan.core_hours
        if self._trains(age):
            hours += (active + core) * plan.training_hours
        return Cost(hours, plan.eur_per_week + newcomers * plan.eur_per_newcomer, plan.lead_hours)

    def cost(self, age: int) -> Cost:
        """Hours of the lead, of members by tier, of newcomers, trainings and supported departments; money."""
        active, core = self.roster.count(ACTIVE), self.roster.count(CORE)
        return self._cost(age, self.joined.size, active, core, len(self.support.until))

    def planned(self, age: int) -> Cost:
        """Return the cost with every place taken; nobody has risen in the first week."""
        plan, pool = self.plan, self.people.size
        newcomers = min(plan.newcomer_places, pool)
        came = min(newcomers * age, pool)
        core = min(plan.core_places, came)
        active = min(plan.active_places + plan.core_places, came)
        departments = min(plan.support_places, self.support.n_departments)
        if plan.core_hours >= plan.active_hours:
            active = max(active - core, 0)
        return self._cost(age, newcomers, active, core, departments)

    def turnout(self, age: int) -> Turnout:
        """Places of members who work for it, those whom it reaches this week, and those who gave it hours."""
        plan = self.plan
        places = min(plan.newcomer_places + plan.active_places + plan.core_places, self.people.size)
        active = self.people[_merged(self.leaders, self.joined)]
        return Turnout(places, _merged(self.reached, active), active)

    def asks(self, age: int) -> AttentionHours:
        """Hours of onboarding, and of active and core members."""
        plan, roster = self.plan, self.roster
        places = _merged(self.leaders, self.joined)
        tier = roster.tier[places]
        hours = self._hours[tier]
        if self._trains(age):
            hours += (tier >= ACTIVE) * plan.training_hours
        hours[tier == INTERESTED] += plan.newcomer_hours
        return self.people[places], hours

    def books(self, age: int) -> Mapping[str, Booked]:
        """Members by tier, posts outside and how often they were seen; what departments ask for and get."""
        del age
        if self.plan.strength == 0:
            return {}
        members, reach, seen = self.people[self.roster.members], self.reach, self.reach.seen
        tier, posters = self.roster.tier[self.roster.members], self.people[seen]
        return {
            "ambassadors_interested": (members, (tier == INTERESTED).astype(float)),
            "ambassadors_active": (members, (tier == ACTIVE).astype(float)),
            "ambassadors_core": (members, (tier == CORE).astype(float)),
            "external_posts": (posters, reach.posts[seen]),
            "external_impressions": (posters, reach.impressions[seen]),
            "support_requests": float(self.support.requests),
            "departments_supported": float(len(self.support.until)),
            "support_newcomers": float(self.supported),
        }

    def columns(self) -> Mapping[str, tuple[NDArray[np.int64], NDArray[np.generic]]]:
        """Impressions of each seat's posts since the start; none where the programme has no strength."""
        return {"external_impressions": (self.people, self.reach.total)} if self.plan.strength > 0 else {}


@lru_cache(maxsize=64)
def _left(share: float, most: int) -> NDArray[np.float64]:
    """What is left after 0, 1, ... talks that each leave a share."""
    return power(share, np.arange(most + 1))


def _merged(some: Places, others: Places) -> Places:
    """Return the numbers of two sorted lists, each once, in rising order."""
    from simulation.model.ambassadors import merge  # here, for it loads the compiler

    found = np.empty(some.size + others.size, np.int64)
    return found[: merge(some, others, found)]

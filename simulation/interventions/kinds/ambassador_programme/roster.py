"""The roster of an ambassador programme: who is in which tier, how active, who comes, rises, falls and goes."""

from __future__ import annotations

from math import fsum, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.chance import exps, uniforms
from simulation.interventions.remembering import Remembering
from simulation.portable.elementary import exp2

if TYPE_CHECKING:
    from simulation.interventions.kinds.ambassador_programme.plan import AmbassadorProgramme
    from simulation.model.view import View

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
OUTSIDE, INTERESTED, ACTIVE, CORE = range(4)
_FAR: Final = 30.0
"""Log-odds and log-hazards beyond which nothing changes any more."""


class Roster(Remembering):
    """Tier and activity of everybody in the pool, by place in ``people``; moved on once a week.

    ``members`` are the places of those who take part, in rising order.
    """

    def __init__(self, plan: AmbassadorProgramme, people: Places, view: View) -> None:
        """Begin with nobody, and with what is usual among these people."""
        self.plan = plan
        self.people = people
        self.tier, self.activity = np.zeros(people.size, np.int8), np.zeros(people.size)
        self.members = np.empty(0, np.int64)
        n = max(people.size, 1)
        self._belief = fsum(view.people.belief[people].tolist()) / n
        self._propensity = sqrt(fsum(z * z for z in view.people.propensity[people].tolist()) / n) or 1.0

    def count(self, tier: int) -> int:
        """Return how many are in a tier."""
        return int(np.count_nonzero(self.tier[self.members] == tier))

    def leaders(self) -> Places:
        """Return the places of active and core members."""
        return self.members[self.tier[self.members] >= ACTIVE]

    def conviction(self, places: Places, view: View) -> Floats:
        """c = m + w (b - mean b): motivation, and belief against the mean at the start of the programme."""
        seats = self.people[places]
        return view.people.motivation[seats] + self.plan.conviction_belief * (view.people.belief[seats] - self._belief)

    def propensity(self, places: Places, view: View) -> Floats:
        """z in units of its spread."""
        return view.people.propensity[self.people[places]].astype(np.float64) / self._propensity

    def leave(self, view: View) -> None:
        """Let members go: hazard r exp(-c), keyed by week and person; and those whose seat somebody else took."""
        places = self.members
        seats = self.people[places]
        hazard = self.plan.leave_rate * exps(np.clip(-self.conviction(places, view), -_FAR, _FAR))
        gone = uniforms(view.seed, f"{self.plan.luck} leave", view.week, seats) < 1.0 - exps(-hazard)
        gone |= view.people.hired_week[seats] == view.week - 1
        self.tier[places[gone]] = OUTSIDE
        self.activity[places[gone]] = 0.0
        self.members = places[~gone]

    def note_activity(self, posted: NDArray[np.bool_], view: View) -> None:
        """Average who posted outside or contributed inside last week, with a half-life."""
        places = self.members
        active = posted[places] | (view.people.last_contribution[self.people[places]] == view.week - 1)
        kept = exp2(-1.0 / self.plan.activity_half_life)
        self.activity[places] = kept * self.activity[places] + (1.0 - kept) * active

    def move(self, view: View) -> Places:
        """Move members up and down by their activity; return who rose."""
        plan, places = self.plan, self.members
        tier, activity = self.tier[places], self.activity[places]
        floor = np.array([0.0, 0.0, plan.active_level, plan.core_level])[tier] * plan.keep_share
        falls = activity < floor
        self.tier[places[falls]] -= 1
        to_core = places[(tier == ACTIVE) & ~falls & (activity >= plan.core_level)]
        to_core = self._best(to_core, plan.core_places - self.count(CORE), view)
        self.tier[to_core] = CORE
        to_active = places[(tier == INTERESTED) & (activity >= plan.active_level)]
        to_active = self._best(to_active, plan.active_places - self.count(ACTIVE), view)
        self.tier[to_active] = ACTIVE
        return np.concatenate([to_core, to_active])

    def _best(self, places: Places, room: int, view: View) -> Places:
        """Return the most active ones whom there is room for; chance decides among equals."""
        if places.size <= room:
            return places
        u = uniforms(view.seed, f"{self.plan.luck} rise", view.week, self.people[places])
        return places[np.lexsort((u, -self.activity[places]))[: max(room, 0)]]

    def join(self, reached: Places, bonus: Floats, view: View) -> Places:
        """Let some of the people reached join, as many as can be received; return who did.

        Log-odds: interest + w_z z + c + bonus.
        """
        outside = self.tier[reached] == OUTSIDE
        reached, bonus = reached[outside], bonus[outside]
        plan = self.plan
        logit = plan.interest + plan.interest_propensity * self.propensity(reached, view) + bonus
        chance = 1.0 / (1.0 + exps(-np.clip(logit + self.conviction(reached, view), -_FAR, _FAR)))
        u = uniforms(view.seed, f"{plan.luck} join", view.week, self.people[reached])
        order = np.argsort(u / chance, kind="stable")[: plan.newcomer_places]
        joined = np.sort(reached[order[u[order] < chance[order]]])
        self.tier[joined] = INTERESTED
        self.members = np.sort(np.concatenate([self.members, joined]))
        return joined

"""The roster of an ambassador programme: who is in which tier, how active, who comes, rises, falls and goes."""

from __future__ import annotations

from math import fsum, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.chance import keys_of, uniforms
from simulation.interventions.remembering import Remembering

if TYPE_CHECKING:
    from simulation.interventions.kinds.ambassador_programme.plan import AmbassadorProgramme
    from simulation.model.view import View

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
OUTSIDE, INTERESTED, ACTIVE, CORE = range(4)


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
        self.spread = sqrt(fsum(z * z for z in view.people.propensity[people].tolist()) / n) or 1.0
        """Of propensity."""
        self._conviction = np.array([self._belief, plan.conviction_belief], np.float32)
        """c = m + w (b - mean b): motivation, and belief against the mean at the start of the programme."""
        self._levels = np.array([0.0, 0.0, plan.active_level, plan.core_level])
        self._interest = np.array([plan.interest, plan.interest_propensity, self.spread])

    def count(self, tier: int) -> int:
        """Return how many are in a tier."""
        return int(np.count_nonzero(self.tier[self.members] == tier))

    def leaders(self) -> Places:
        """Return the places of active and core members."""
        return self.members[self.tier[self.members] >= ACTIVE]

    def leave(self, view: View) -> None:
        """Let members go: hazard r exp(-c), keyed by week and person; and those whose seat somebody else took."""
        from simulation.model.ambassadors import leave  # here and below, for it loads the compiler

        people, members = view.people, self.members.copy()
        keys = keys_of(view.seed, view.week, f"{self.plan.luck} leave")
        stay = leave(
            view.week, keys, self.people, people.motivation, people.belief, self._conviction, people.hired_week,
            float(self.plan.leave_rate), members, self.tier, self.activity,
        )  # fmt: skip
        self.members = members[:stay]

    def note_activity(self, posted: NDArray[np.bool_], view: View) -> None:
        """Average who posted outside or contributed inside last week, with a half-life."""
        from simulation.model.ambassadors import note_activity

        last, kept = view.people.last_contribution, self.plan.activity_kept
        note_activity(view.week, self.people, self.members, posted, last, kept, self.activity)

    def move(self, view: View) -> Places:
        """Move members up and down by their activity; return who rose."""
        from simulation.model.ambassadors import fall

        plan, candidates, counts = self.plan, np.empty((2, self.members.size), np.int64), np.empty(4, np.int64)
        fall(self.members, self._levels, float(plan.keep_share), self.tier, self.activity, candidates, counts)
        for_core, for_active, core, active = counts.tolist()
        to_core = self._best(candidates[0, :for_core], plan.core_places - core, view)
        self.tier[to_core] = CORE
        to_active = self._best(candidates[1, :for_active], plan.active_places - (active - to_core.size), view)
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
        from simulation.model.ambassadors import wish

        plan, people, size = self.plan, view.people, reached.size
        outside, ratio, joins = np.empty(size, np.int64), np.empty(size), np.empty(size, np.bool_)
        n = wish(
            keys_of(view.seed, view.week, f"{plan.luck} join"), self.people, reached, bonus, people.propensity,
            people.motivation, people.belief, self._conviction, self._interest, self.tier, outside, ratio, joins,
        )  # fmt: skip
        outside, joins = outside[:n], joins[:n]
        if plan.newcomer_places < n:
            order = np.argsort(ratio[:n], kind="stable")[: plan.newcomer_places]
            outside, joins = outside[order], joins[order]
        joined = np.sort(outside[joins])
        if joined.size:
            self.tier[joined] = INTERESTED
            self.members = np.sort(np.concatenate([self.members, joined]))
        return joined

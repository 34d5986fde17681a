"""External reach: what brand ambassadors post outside the company, and how often it is seen there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.chance import keys_of
from simulation.interventions.remembering import Remembering

if TYPE_CHECKING:
    from simulation.interventions.kinds.ambassador_programme.plan import AmbassadorProgramme
    from simulation.interventions.kinds.ambassador_programme.roster import Roster
    from simulation.model.view import View

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


class ExternalReach(Remembering):
    """Followers, posts and impressions of a programme's pool; impressions = posts x followers x view share."""

    def __init__(self, plan: AmbassadorProgramme, people: Places) -> None:
        """Begin with nobody on a network."""
        self.plan = plan
        self.people = people
        self.on_network = np.zeros(people.size, np.bool_)
        self.followers, self.posts, self.impressions, self.total = (np.zeros(people.size) for _ in range(4))
        self.seen = np.empty(0, np.int64)
        self._rates = np.array([0.0, plan.interested_posts, plan.active_posts, plan.core_posts])
        """Posts by tier, of somebody of mean propensity."""

    def welcome(self, places: Places, view: View) -> None:
        """Find out who of the newcomers is on a network, and how many follow them.

        The draws belong to the person, not to the seat: whoever is hired into it has others.
        """
        from simulation.model.ambassadors import welcome  # here and below, for it loads the compiler

        plan, names = self.plan, ("network", "followers")
        keys = keys_of(view.seed, 0, *(f"{plan.luck} {name}" for name in names))
        welcome(
            keys, self.people, places, view.people.hired_week, float(plan.network_share), float(plan.followers),
            float(plan.followers_spread), self.on_network, self.followers,
        )  # fmt: skip

    def post(self, roster: Roster, view: View) -> None:
        """Let the members post: a Poisson number each, if they are on a network."""
        from simulation.model.ambassadors import post

        plan, members, people = self.plan, roster.members, view.people
        self.posts[self.seen] = self.impressions[self.seen] = 0
        seen, keys = np.empty(members.size, np.int64), keys_of(view.seed, view.week, f"{plan.luck} posts")
        pull = np.array([plan.posts_propensity, roster.spread, plan.view_share])
        n = post(
            keys, self.people, members, roster.tier, people.propensity, people.motivation, self.on_network,
            self.followers, self._rates, pull, self.posts, self.impressions, self.total, seen,
        )  # fmt: skip
        self.seen = seen[:n]

"""External reach: what brand ambassadors post outside the company, and how often it is seen there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.chance import poisson, uniforms
from simulation.interventions.remembering import Remembering
from simulation.portable.elementary import exp
from simulation.portable.normal import quantile

if TYPE_CHECKING:
    from simulation.interventions.kinds.ambassador_programme.plan import AmbassadorProgramme
    from simulation.model.view import View

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
MOST_POSTS: Final = 35
"""Posts of one person in a week, at most: five a day."""
MOST_FOLLOWERS: Final = 100_000_000


class ExternalReach(Remembering):
    """Followers, posts and impressions of a programme's pool; impressions = posts x followers x view share."""

    def __init__(self, plan: AmbassadorProgramme, people: Places) -> None:
        """Begin with nobody on a network."""
        self.plan = plan
        self.people = people
        self.on_network = np.zeros(people.size, np.bool_)
        self.followers, self.posts, self.impressions, self.total = (np.zeros(people.size) for _ in range(4))
        self.seen = np.empty(0, np.int64)

    def welcome(self, places: Places, view: View) -> None:
        """Find out who of the newcomers is on a network, and how many follow them: median x exp(spread N(0, 1)).

        The draws belong to the person, not to the seat: whoever is hired into it has others.
        """
        plan, seats = self.plan, self.people[places]
        person = seats + (view.people.hired_week[seats].astype(np.int64) + 1) * (1 << 32)
        self.on_network[places] = uniforms(view.seed, f"{plan.luck} network", 0, person) < plan.network_share
        u = uniforms(view.seed, f"{plan.luck} followers", 0, person).tolist()
        found = [plan.followers * exp(min(plan.followers_spread * quantile(each), 80.0)) for each in u]
        self.followers[places] = np.floor(np.minimum(np.array(found), MOST_FOLLOWERS) + 0.5)

    def post(self, places: Places, mean: Floats, view: View) -> None:
        """Let the members post: a Poisson number with the given mean each, if they are on a network."""
        plan = self.plan
        here = self.on_network[places]
        places, mean = places[here], mean[here]
        u = uniforms(view.seed, f"{plan.luck} posts", view.week, self.people[places])
        self.posts[self.seen] = self.impressions[self.seen] = 0
        posts = poisson(u, mean, MOST_POSTS)
        places, posts = places[posts > 0], posts[posts > 0]
        self.seen = places
        self.posts[places] = posts
        self.impressions[places] = np.floor(posts * self.followers[places] * plan.view_share + 0.5)
        self.total[places] += self.impressions[places]

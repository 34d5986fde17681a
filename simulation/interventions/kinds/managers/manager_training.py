"""Courses for community managers: what they learn helps their communities, and fades."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.declare import lognormal, setting
from simulation.interventions.base import Active, AttentionHours, Cost, Intervention, Turnout
from simulation.interventions.chance import taken_in
from simulation.interventions.kinds.managers.managed import Managed, weeks_of
from simulation.interventions.largest import could_belong
from simulation.interventions.signing import sign_in

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View

_AT_ONCE = 1.0 - 1e-9
"""The first course is in the first week; a little less than 1 keeps a rate such as 1/3 from losing one to rounding."""


class ManagerTraining(Intervention):
    """Train the managers of communities, course by course, as many courses a week as there is capacity.

    A course brings the trained skill of a community's managers to at least s (strength x
    ``skill``): t <- t + max(s - t, 0); then t fades by exp(-1/tau) a week (parameter
    ``training_time``). Their hours count times min(own skill + t, 1). Whoever waits longest comes
    first, then the manager of the largest community; newly appointed managers join the queue,
    those trained come back after ``refresh_weeks``. Without a manager's hours a course is spent
    in vain. The target says in which silos.
    """

    evidence: ClassVar[str] = (
        "About 14 two-day courses trained about 130 community managers by the end of 2014, nine to a course (CMT14). "
        "62, 44 and 34% of what is trained is in use after 0, 6 and 12 months (SaksBelcourt2006); what a community "
        "gains by a trained manager was not measured: the skill that a course gives is an assumption. The part that "
        "lasts is not kept here: without another course all of it fades."
    )

    target_means: ClassVar[Literal["people", "silos", "nothing"]] = "silos"

    kind: Literal["manager_training"] = "manager_training"
    communities: int | None = setting(
        None,
        meaning="number of communities whose managers are trained, the largest; all that have a manager where left out",
        unit="communities",
        per="company",
        low=1,
        high=100_000,
        role="target",
    )
    courses_per_week: float = setting(
        0.25,
        meaning="courses that can be held in a week",
        unit="courses per week",
        per="company",
        low=0.01,
        high=100,
        role="design",
    )
    people_per_course: int = setting(
        9, meaning="places in a course", unit="people", per="one", low=1, high=500, source="CMT14", role="design"
    )
    skill: float = setting(
        0.3, meaning="trained skill right after a course", unit="share", low=0, high=1, prior=lognormal(0.3, 0.4)
    )
    refresh_weeks: int | None = setting(
        None, meaning="weeks after which a manager comes again; never where left out", unit="weeks", low=1, high=1040
    )
    hours: float = setting(
        16,
        meaning="hours of a course for each participant (two days)",
        unit="hours",
        per="one",
        low=0,
        high=400,
        source="CMT14",
    )
    trainer_hours: float = setting(
        40,
        meaning="hours of the trainers for a course, preparation included",
        unit="hours",
        per="one",
        low=0,
        high=2000,
    )
    eur_per_course: float = setting(
        3000, meaning="money for a course (rooms, travel, material)", unit="EUR", per="one", low=0, high=1_000_000
    )

    def courses(self, age: int, first: float = _AT_ONCE) -> int:
        """How many courses can be held in its week ``age``, where ``first`` of one is due at the start."""
        return taken_in(self.courses_per_week, age, first)

    def activate(self, world: WorldView, view: View) -> Active:
        """Lay out who is trained when."""
        del view
        return _Training(self, world)


class _Training(Active):
    def __init__(self, plan: ManagerTraining, world: WorldView) -> None:
        self.plan = plan
        self.trained = _trained(plan, world)
        self.seats = [np.unique(world.manager_seats(each)) for each in self.trained]
        self.people = np.unique(np.concatenate([np.empty(0, np.int64), *self.seats]))

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Bring this week's participants up to the skill that the course gives."""
        communities = self.trained[age]
        if strength > 0 and communities.size:
            sign_in(effects, self.seats[age])
            missing = strength * self.plan.skill - view.groups.manager_trained[communities]
            effects.add("manager_training", communities, np.maximum(missing, 0.0))

    def cost(self, age: int) -> Cost:
        """Hours of participants and trainers, money by the course."""
        plan, n = self.plan, self.trained[age].size
        courses = -(-n // plan.people_per_course)
        trainers = courses * plan.trainer_hours
        return Cost(n * plan.hours + trainers, courses * plan.eur_per_course, trainers)

    def turnout(self, age: int) -> Turnout:
        """This week's participants; a person who manages several communities counts once."""
        return Turnout(self.seats[age].size, self.seats[age], self.seats[age])

    def asks(self, age: int) -> AttentionHours:
        """This week's hours of the participants."""
        seats = self.seats[age]
        return seats, self.plan.hours * self.trained[age].size / max(seats.size, 1)


def _trained(plan: ManagerTraining, world: WorldView) -> list[NDArray[np.int64]]:
    """Return the communities whose managers take a course and are still there, week by week."""
    first, last = weeks_of(plan, world)
    queue = _queue(plan, world, first, last, Managed(world, plan, plan.communities, cut=False))
    there = Managed(world, plan, plan.communities)
    return [np.intersect1d(k, there.communities(first + age)) for age, k in enumerate(queue)]


def _queue(plan: ManagerTraining, world: WorldView, first: int, last: int, managed: Managed) -> list[NDArray[np.int64]]:
    """Return the communities whose managers take a course, week by week."""
    size = could_belong(world)
    due = np.zeros(world.communities.n_communities)
    queue = []
    for age in range(last - first):
        places = plan.courses(age, world.first_turn(plan.luck)) * plan.people_per_course
        waiting = np.empty(0, np.int64)
        if places:
            waiting = managed.communities(first + age)
            waiting = waiting[due[waiting] <= age]
            waiting = waiting[np.lexsort((waiting, -size[waiting], due[waiting]))][:places]
            due[waiting] = np.inf if plan.refresh_weeks is None else age + plan.refresh_weeks
        queue.append(np.sort(waiting))
    return queue

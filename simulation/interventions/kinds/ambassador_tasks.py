"""Gamified ambassador task set: tasks, points, levels and badges pull ambassadors for a while."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from simulation.declare import lognormal, normal, setting, uniform
from simulation.interventions.base import Active, AttentionHours, Booked, Cost, Turnout
from simulation.interventions.signing import sign_in
from simulation.interventions.standing import Members, Standing
from simulation.interventions.target import Target
from simulation.portable.elementary import exp2
from simulation.portable.sums import total

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView
    from simulation.model.effects import EffectBuilder
    from simulation.model.view import View

MOST_POINTS = 1_000_000


class AmbassadorTasks(Standing):
    """Ambassadors get a set of tasks every week, points for doing them, and badges for reaching levels.

    Reward: each week adds A g(age) to the extrinsic pull, with novelty g = 2^(-age / half-life)
    times 1 before the dip, 1 - d in it, and 1 - d (1 - recovery) after it. Tasks: of T a week
    one does T (s [read] + (1 - s) [contributed]), as one did last week; more activity than
    that gives no more. Points are summed; at each threshold there is a badge, which gives
    motivation B max(0, (a - a0) / (1 - a0)), where a is the share of the weeks so far in which
    one contributed. A task post is worth less to others; when the game ends, its reward is
    withdrawn and takes intrinsic motivation with it (parameter ``crowding_out``) from those who
    are still in it and ever won a point. Ambassadors are asked in the target's order until the
    places are full; who has no account signs in on joining. Who leaves the company, or has not read for
    ``lapse_weeks``, is an ambassador no longer. Paid are the tasks that were done, in the week after.
    """

    evidence: ClassVar[str] = (
        "The programme of 2013 was gamified, activity shaped by a set of tasks (KT13); points, levels and their size "
        "are not reported there. Gamification dips after about four weeks for two to six and partly recovers "
        "(Gamification2021, students); when points were removed elsewhere about half the activity went, brief posts "
        "first (IBMSNS): a reward of about .6 logit, and posts of less worth. Rewards crowd out intrinsic motivation, "
        "d about -.4 (Deci1999); without conviction use falls silent (BOT19). One award gave the most active 1% 60% "
        "more output; later only the highly active responded (Recognition2012), while an award to newcomers kept 20% "
        "more of them (Gallus2017): what a badge does may be nothing or harm, and all badges of a game together are "
        "worth one award, to the most active. Who agrees, lapses and is replaced is an assumption."
    )

    adds_columns: ClassVar[Mapping[str, tuple[str, str]]] = {
        "ambassador_points": ("points that the person won by tasks", "points"),
        "ambassador_level": ("level that those points reach", "level"),
    }

    kind: Literal["ambassador_tasks"] = "ambassador_tasks"
    target: Target = setting(Target(rank="contributions", count=500), meaning="who becomes an ambassador")
    reward: float = setting(
        0.6,
        meaning="reward of a week's tasks at first (A)",
        unit="logit",
        low=0,
        high=5,
        source="IBMSNS",
        prior=lognormal(0.6, 0.36),
        note="30 to 60% of the activity went with the points: .36 to .92 in the logarithm",
    )
    novelty_half_life: float = setting(
        5,
        meaning="half-life of the reward's novelty",
        unit="weeks",
        low=0.5,
        high=520,
        source="Gamification2021",
        prior=lognormal(5, 0.38),
        note="3 to 8 weeks in four cases of five",
    )
    dip_after: float = setting(
        4,
        meaning="weeks until the pull dips",
        unit="weeks",
        low=0,
        high=520,
        source="Gamification2021",
        prior=uniform(3, 5),
    )
    dip_weeks: float = setting(
        4, meaning="length of the dip", unit="weeks", low=0, high=520, source="Gamification2021", prior=uniform(2, 6)
    )
    dip: float = setting(
        0.4,
        meaning="part of the pull that is lost in the dip (d)",
        unit="share",
        low=0,
        high=1,
        prior=uniform(0.1, 0.7),
    )
    recovery: float = setting(
        0.5, meaning="part of that loss that comes back after it", unit="share", low=0, high=1, prior=uniform(0.1, 0.9)
    )
    tasks_per_week: float = setting(
        2, meaning="tasks for an ambassador and week (T)", unit="tasks", per="one", low=0, high=20, role="design"
    )
    reading_tasks: float = setting(
        0.5,
        meaning="share of the tasks that somebody who only reads has done (s)",
        unit="share",
        low=0,
        high=1,
        role="design",
    )
    hours_per_task: float = setting(
        0.5, meaning="working time set aside for a task", unit="hours", per="one", low=0, high=40
    )
    points_per_task: float = setting(
        10, meaning="points for a task", unit="points", per="one", low=0, high=1000, role="design"
    )
    levels: Annotated[tuple[float, ...], Field(max_length=20)] = setting(
        (50, 150, 400),
        meaning="points at which levels begin, rising; each gives a badge",
        unit="points",
        per="one",
        role="design",
    )
    badge: float = setting(
        0.15,
        meaning="motivation that a badge gives to the most active (B); three of them: +60%, ln 1.6 = .47",
        unit="logit",
        low=-5,
        high=5,
        source="Recognition2012",
        prior=normal(0.15, 0.15),
        note="sign open: awards kept the most active and newcomers (Gallus2017: +.37), but later the less active left",
    )
    badge_activity: float = setting(
        0.25,
        meaning="share of weeks with a contribution up to which a badge means nothing (a0)",
        unit="share",
        low=0,
        high=0.99,
        prior=uniform(0.0, 0.5),
    )
    task_value: float = setting(
        0.7,
        meaning="worth of an ambassador's post against an ordinary one",
        unit="1",
        low=0,
        high=2,
        prior=uniform(0.4, 1.0),
    )
    lead_hours: float = setting(
        20, meaning="hours a week of those who run it", unit="hours", per="company", low=0, high=1000
    )
    eur_per_ambassador: float = setting(
        50, meaning="money for each ambassador at the start (badges, prizes)", unit="EUR", per="one", low=0, high=10_000
    )

    @model_validator(mode="after")
    def _rising_levels(self) -> AmbassadorTasks:
        if not all(low < high for low, high in pairwise((0.0, *self.levels, MOST_POINTS + 1.0))):
            found = ", ".join(f"{level:g}" for level in self.levels)
            raise ValueError(f"levels must rise, from above 0 to at most {MOST_POINTS} points, not {found}")
        return self

    def novelty(self, age: int) -> float:
        """Return what is left of the pull of tasks in week ``age`` of the game (g)."""
        fading = exp2(-age / self.novelty_half_life)
        if age < self.dip_after:
            return fading
        lost = self.dip if age < self.dip_after + self.dip_weeks else self.dip * (1.0 - self.recovery)
        return fading * (1.0 - lost)

    def activate(self, world: WorldView, view: View) -> Active:
        """Line up those who are asked."""
        return _Game(self, world, view)


class _Game(Active):
    def __init__(self, plan: AmbassadorTasks, world: WorldView, view: View) -> None:
        self.plan = plan
        self.people = world.choose(plan.target, plan.name, view.people)
        line = world.line(plan.target, plan.name, view.people, everybody=plan.replace)
        self.members = Members(plan, line, self.people.size)
        n = world.organisation.n_people
        self.points, self.weeks_played, self.weeks_active = np.zeros(n), np.zeros(n, np.int64), np.zeros(n, np.int64)
        self.joined, self.paid, self.tasks = np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Count last week's tasks, then let people come and go; pay the reward; posts count less meanwhile."""
        self._count(strength, view, effects)
        self.joined = self.members.move(view)
        seats = self.members.seats
        for mine in (self.points, self.weeks_played, self.weeks_active):
            mine[self.joined] = 0
        effects.add("extrinsic", seats, strength * self.plan.reward * self.plan.novelty(age))
        effects.add("content_value", seats, 1.0 + min(strength, 1.0) * (self.plan.task_value - 1.0))
        if strength > 0 and self.joined.size:
            sign_in(effects, self.joined)

    def _count(self, strength: float, view: View, effects: EffectBuilder) -> None:
        """Count the tasks of last week's members who are still in the company; who reaches a level gets a badge."""
        plan, last = self.plan, view.week - 1
        seats = self.members.seats
        seats = seats[view.people.hired_week[seats] < last] if last >= 0 else seats
        read = view.people.last_read[seats] == last
        contributed = view.people.last_contribution[seats] == last
        tasks = plan.tasks_per_week * (plan.reading_tasks * read + (1.0 - plan.reading_tasks) * contributed)
        self.paid, self.tasks = seats[tasks > 0], tasks[tasks > 0]
        before = self.level(seats)
        self.points[seats] += tasks * plan.points_per_task
        self.weeks_played[seats] += 1
        self.weeks_active[seats] += contributed
        gained = self.level(seats) - before
        risen, gained = seats[gained > 0], gained[gained > 0]
        if strength > 0 and risen.size:
            activity = self.weeks_active[risen] / self.weeks_played[risen]
            response = np.maximum((activity - plan.badge_activity) / (1.0 - plan.badge_activity), 0.0)
            effects.add("motivation", risen, strength * plan.badge * gained * response)

    def level(self, seats: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the level of some people, 0 below the first."""
        return np.searchsorted(np.array(self.plan.levels), self.points[seats], side="right").astype(np.int64)

    def withdraw(self, view: View, effects: EffectBuilder) -> None:
        """Take the reward away from those who had any of it and are still there."""
        seats = self.members.seats
        had = seats[(self.points[seats] > 0) & (view.people.hired_week[seats] < view.week - 1)]
        if had.size:
            effects.add("withdrawal", had, self.plan.strength * self.plan.reward)

    def cost(self, age: int) -> Cost:
        """Working time of the tasks that were done and the lead's hours; money for each who joins."""
        del age
        hours = float(total(self.tasks)) * self.plan.hours_per_task + self.plan.lead_hours
        return Cost(hours, self.joined.size * self.plan.eur_per_ambassador, self.plan.lead_hours)

    def planned(self, age: int) -> Cost:
        """Working time of all tasks of all ambassadors; money for all who may come, at the start."""
        plan, places = self.plan, self.people.size
        new = places + plan.reserve(places) if age == 0 else 0
        hours = places * plan.tasks_per_week * plan.hours_per_task
        return Cost(hours + plan.lead_hours, new * plan.eur_per_ambassador, plan.lead_hours)

    def turnout(self, age: int) -> Turnout:
        """Ambassadors' places, ambassadors, and those who did a task last week."""
        del age
        return Turnout(self.meant(), self.members.seats, self.paid)

    def asks(self, age: int) -> AttentionHours:
        """Return the working time of the tasks."""
        del age
        return self.members.seats, self.plan.tasks_per_week * self.plan.hours_per_task

    def books(self, age: int) -> Mapping[str, Booked]:
        """Tasks done in the week before, as they were counted."""
        return {"tasks_done": (self.paid, self.tasks)} if age > 0 and self.plan.strength > 0 else {}

    def columns(self) -> Mapping[str, tuple[NDArray[np.int64], NDArray[np.generic]]]:
        """Points and level at the end; none where the game has no strength."""
        if self.plan.strength == 0:
            return {}
        won = np.flatnonzero(self.points)
        return {
            "ambassador_points": (won, self.points[won]),
            "ambassador_level": (won, self.level(won).astype(np.uint8)),
        }

"""Gamified ambassador task set: tasks, points and badges pull ambassadors for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from simulation.declare import setting
from simulation.interventions.base import Active, Cost, Intervention
from simulation.interventions.select import select
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.engines.view import View
    from simulation.model.effects import EffectBuilder
    from simulation.world import World


class AmbassadorTasks(Intervention):
    """Ambassadors get a set of tasks every week and points for doing them.

    Rewards are pulses on extrinsic motivation that lose novelty with a half-life; a task
    post is worth less to others; when the game ends, its reward is withdrawn and takes
    intrinsic motivation with it (parameter ``crowding_out``).
    """

    evidence: ClassVar[str] = (
        "The programme of 2013 was gamified, activity shaped by a set of tasks (KT13). Gamification fades after about "
        "four weeks and partly recovers (Gamification2021); when points were removed elsewhere about half the activity "
        "went (IBMSNS). Rewards crowd out intrinsic motivation, d about -.4 (Deci1999); without conviction use falls "
        "silent (BOT19). Recognition lifts those who are active already (Recognition2012)."
    )

    kind: Literal["ambassador_tasks"] = "ambassador_tasks"
    target: Target = setting(Target(rank="propensity", count=500), meaning="who becomes an ambassador")
    reward: float = setting(
        0.6, meaning="reward of a week's tasks at first", unit="logit", low=0, high=5, source="Gamification2021"
    )
    novelty_half_life: float = setting(
        8, meaning="half-life of the reward's novelty", unit="weeks", low=0.5, high=520, source="Gamification2021"
    )
    tasks_per_week: float = setting(2, meaning="tasks for an ambassador and week", unit="tasks", low=0, high=20)
    hours_per_task: float = setting(0.5, meaning="working time of a task", unit="hours", low=0, high=40)
    task_value: float = setting(
        0.7, meaning="worth of an ambassador's post against an ordinary one", unit="1", low=0, high=2
    )
    lead_hours: float = setting(20, meaning="hours a week of those who run it", unit="hours", low=0, high=1000)
    eur_per_ambassador: float = setting(
        50, meaning="money for each ambassador at the start (badges, prizes)", unit="EUR", low=0, high=10_000
    )

    def activate(self, world: World, view: View) -> Active:
        """Choose the ambassadors."""
        return _Tasks(self, select(self.target, world.organisation, self.name, view.people))


class _Tasks(Active):
    def __init__(self, plan: AmbassadorTasks, people: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
        self.plan = plan
        self.people = people

    def _novelty(self, age: int) -> float:
        return float(2.0 ** (-age / self.plan.novelty_half_life))

    def apply(self, age: int, strength: float, view: View, effects: EffectBuilder) -> None:
        """Pay this week's reward; what an ambassador contributes counts less while the game runs."""
        del view
        effects.add("extrinsic", self.people, strength * self.plan.reward * self._novelty(age))
        effects.add("content_value", self.people, 1.0 + min(strength, 1.0) * (self.plan.task_value - 1.0))

    def withdraw(self, view: View, effects: EffectBuilder) -> None:
        """Take the reward away."""
        del view
        effects.add("withdrawal", self.people, self.plan.strength * self.plan.reward)

    def cost(self, age: int) -> Cost:
        """Ambassadors' working time and the lead's hours; money at the start."""
        hours = self.people.size * self.plan.tasks_per_week * self.plan.hours_per_task + self.plan.lead_hours
        return Cost(hours, self.people.size * self.plan.eur_per_ambassador if age == 0 else 0.0)

"""A decision among plans: what each brings in each future, what is chosen, what it is worth to know more first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from simulation.portable.sums import mean
from simulation.studies.information.measuring import Futures, seen, week_of
from simulation.studies.information.settings import (
    RandomInvitation,
    ReplyLogsMeasurement,
    StaggeredStart,
    SurveyMeasurement,
)
from simulation.studies.information.value import InformationWorth, of_knowing, of_perfect_knowledge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulation.studies.best.goal import Goal
    from simulation.studies.information.settings import AnyMeasurement, InformationSettings

COST: Final = "cost_eur_cumulative"
ALL: Final = "all of them"


@dataclass(frozen=True)
class InformationAnswer:
    """What comes of it: how good plans are, what is chosen without measuring, and what measurements are worth.

    ``benefits`` [futures, plans] are in EUR where it is said what the measure is worth (then ``in_eur``), else in the
    measure's unit, or in the chance of reaching the goal. ``everything`` is what it would be worth to know all, luck
    too: no measurement can be worth more. ``worth`` is ordered by what is left after its cost, where that can be told.
    """

    goal: Goal
    benefits: pd.DataFrame
    in_eur: bool
    everything: float
    worth: tuple[InformationWorth, ...]
    weeks: Mapping[str, int]

    @property
    def chosen(self) -> str:
        """The plan that is chosen without measuring: the best one in the mean."""
        return str(self.means.idxmax())

    @property
    def means(self) -> pd.Series:
        """What each plan brings in the mean."""
        return pd.Series({str(name): float(mean(self.benefits[name].to_numpy())) for name in self.benefits})

    @property
    def p_best(self) -> pd.Series:
        """In how many of the futures each plan is the best."""
        first = self.benefits.idxmax(axis=1)
        return pd.Series({str(name): float((first == name).mean()) for name in self.benefits})

    @property
    def is_worth_measuring(self) -> bool:
        """Whether the first measurement is surely worth something, and more than it costs where that can be told."""
        if not self.worth:
            return False
        first = self.worth[0]
        return first.value - first.half > (first.cost if self.in_eur else 0.0)


def usual_measurements(plans: tuple[str, ...]) -> dict[str, AnyMeasurement]:
    """Return one measurement of each kind; those that try a plan, for each plan beyond the first one."""
    found: dict[str, AnyMeasurement] = {
        "survey": SurveyMeasurement(kind="survey"), "reply logs": ReplyLogsMeasurement(kind="reply_logs")
    }  # fmt: skip
    tried = plans[1:]
    for plan in tried:
        of = f" of {plan}" if len(tried) > 1 else ""
        found[f"staggered start{of}"] = StaggeredStart(kind="staggered_start", plan=plan)
        found[f"random invitation{of}"] = RandomInvitation(kind="random_invitation", plan=plan)
    return found


def usual_share(measure: str) -> str:
    """Return the share of all people that stands for a measure of people; monthly readers for others."""
    from simulation.measures import MEASURES

    if MEASURES[measure].unit == "share":
        return measure
    return f"{measure}_share_of_people" if f"{measure}_share_of_people" in MEASURES else "readers_28_share_of_people"


def benefits_of(futures: Futures, goal: Goal, worth_eur: float | None) -> pd.DataFrame:
    """Return what each plan brings in each future: in EUR, its costs taken off, where it is said what that is worth."""
    last = futures.weeks - 1
    found = {}
    for plan in futures.plans:
        shown = np.nan_to_num(futures.whole[plan, goal.measure, goal.week])
        brings = shown if goal.target is None else (shown >= goal.target).astype(float)
        found[plan] = brings if worth_eur is None else worth_eur * brings - futures.whole[plan, COST, last]
    return pd.DataFrame(found)


def answer(futures: Futures, goal: Goal, settings: InformationSettings, hourly_cost_eur: float) -> InformationAnswer:
    """Return what measurements are worth for a decision among plans.

    Each is seen with errors of its own; `simulation.studies.information.value` says how its worth is estimated. All of
    them together come last, for what they cost together.
    """
    benefits = benefits_of(futures, goal, settings.worth_eur)
    usual = usual_share(goal.measure)
    measurements = settings.measurements or usual_measurements(futures.plans)
    worth, views = list[InformationWorth](), []
    for number, (name, each) in enumerate(measurements.items()):
        rng = np.random.default_rng([settings.seed, number])
        views.append(seen(each, futures, usual, rng))
        cost = each.cost_eur + each.cost_hours * hourly_cost_eur
        worth.append(of_knowing(name, benefits, views[-1], cost, settings.seed))
    in_eur = settings.worth_eur is not None
    worth.sort(key=lambda each: -(each.net if in_eur else each.value))
    if len(views) > 1:
        together = float(np.add.reduce([each.cost for each in worth]))
        worth.append(of_knowing(ALL, benefits, np.column_stack(views), together, settings.seed))
    weeks = {name: week_of(each, futures.weeks) for name, each in measurements.items()}
    return InformationAnswer(goal, benefits, in_eur, of_perfect_knowledge(benefits), tuple(worth), weeks)

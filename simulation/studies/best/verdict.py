"""The verdict: how good each plan is, how sure that is, and what a little more or less money would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.portable.student import quantile
from simulation.portable.sums import mean
from simulation.studies.best.race import is_behind

if TYPE_CHECKING:
    from simulation.interventions.base import Cost
    from simulation.studies.best.fresh import Fresh
    from simulation.studies.best.goal import Goal
    from simulation.studies.best.levers import Choice
    from simulation.studies.best.race import Floats

SURE: Final = 0.8
"""Chance of reaching a goal from which a plan counts as one that reaches it."""
_WORST: Final = 10
"""The worst futures are one in so many."""
_HALF: Final = 0.975


@dataclass(frozen=True, slots=True)
class Rated:
    """One plan in fresh runs: what it brings in the mean, its lead over doing nothing, and how often it is best.

    ``p_best`` is the share of futures (draws of the parameters, and luck) in which no rated plan within the budget
    brings more; ``regret`` how much less than the best of them it brings in the mean, ``worst_regret`` in the worst
    tenth of the futures at least; ``worst`` what it brings in its own worst tenth at most. ``p_goal`` is None where no
    goal is set. ``also`` are means of further measures. ``is_tied``: that the first plan brings more is not sure.
    """

    choice: Choice
    mean: float
    lead: float
    lead_error: float
    p_best: float
    p_goal: float | None
    regret: float
    worst_regret: float
    worst: float
    cost: Cost
    also: Mapping[str, float] = field(default_factory=dict, hash=False)
    is_tied: bool = False


@dataclass(frozen=True, slots=True)
class VerdictPart:
    """What an intervention alone adds to doing nothing, and what leaving it out of the best plan takes away.

    Each with the half width of its 95% interval; the second is None where the best plan does without it.
    """

    name: str
    alone: tuple[float, float]
    in_best: tuple[float, float] | None
    cost: Cost | None = None

    @property
    def should_not_be_done(self) -> bool:
        """Whether it surely does harm: alone, or in the best plan."""
        return any(found is not None and found[0] + found[1] < 0 for found in (self.alone, self.in_best))

    @property
    def shows_nothing(self) -> bool:
        """Whether neither alone nor in the best plan anything good is sure of it."""
        return all(found is None or found[0] - found[1] <= 0 for found in (self.alone, self.in_best))


@dataclass(frozen=True, slots=True)
class Further:
    """What a further ``amount`` of a budget (``eur``, ``hours``) would bring: the plan, its lead over the best one."""

    what: str
    amount: float
    choice: Choice
    lead: float
    half_width: float


def rated(
    fresh: Fresh, choices: Sequence[Choice], goal: Goal, costs: dict[Choice, Cost], nothing: Choice
) -> list[Rated]:
    """Return plans from best to worst: by the chance to reach the goal, where there is one, then by what they bring."""
    table = np.array([fresh.values(choice) for choice in choices])
    top = np.max(table, axis=0)
    found = [
        _rated(fresh, choice, row, top, goal, costs[choice], nothing)
        for choice, row in zip(choices, table, strict=True)
    ]
    found.sort(key=lambda each: (-(each.p_goal or 0.0), -each.mean, each.choice))
    return [_with_tie(fresh, found[0], each) for each in found]


def _rated(
    fresh: Fresh, choice: Choice, row: Floats, top: Floats, goal: Goal, cost: Cost, nothing: Choice
) -> Rated:  # fmt: skip
    lead, error = fresh.lead(choice, nothing)
    tail = max(row.size // _WORST, 1)
    return Rated(
        choice=choice,
        mean=float(mean(row)),
        lead=lead,
        lead_error=error,
        p_best=float(np.count_nonzero(row >= top)) / row.size,
        p_goal=None if goal.target is None else float(np.count_nonzero(row >= goal.target)) / row.size,
        regret=float(mean(top - row)),
        worst_regret=float(np.sort(top - row)[-tail]),
        worst=float(np.sort(row)[tail - 1]),
        cost=cost,
        also={measure: float(mean(rows[fresh.choices.index(choice)])) for measure, rows in fresh.also.items()},
    )


def _with_tie(fresh: Fresh, first: Rated, each: Rated) -> Rated:
    n = fresh.small.shape[1]
    return replace(each, is_tied=each is first or not is_behind(*fresh.lead(first.choice, each.choice), n, _HALF))


def interval(fresh: Fresh, first: Choice, second: Choice) -> tuple[float, float]:
    """Return the lead of a plan over another and the half width of its 95% interval."""
    lead, error = fresh.lead(first, second)
    few = min((rows.size for rows in fresh.full.values()), default=fresh.small.shape[1])
    return lead, quantile(max(few - 1, 1), _HALF) * error


def front(plans: Sequence[Rated]) -> list[Rated]:
    """Return the plans that no other one beats in all that they bring, money and hours at once, the cheapest first."""

    def beats(one: Rated, other: Rated) -> bool:
        better = [one.mean - other.mean, other.cost.eur - one.cost.eur, other.cost.hours - one.cost.hours]
        better += [one.also[measure] - other.also[measure] for measure in one.also]
        return min(better) >= 0 and max(better) > 0

    kept = [each for each in plans if not any(beats(other, each) for other in plans)]
    return sorted(kept, key=lambda each: (each.cost.eur, each.cost.hours))


def smallest_budgets(plans: Sequence[Rated], hourly_cost_eur: float, sure: float = SURE) -> list[Rated]:
    """Return the plans that reach the goal with enough chance for the least money, the fewest hours, and both."""
    enough = [each for each in plans if each.p_goal is not None and each.p_goal >= sure]
    if not enough:
        return []
    cheapest = (
        min(enough, key=lambda each: (each.cost.eur, each.cost.hours)),
        min(enough, key=lambda each: (each.cost.hours, each.cost.eur)),
        min(enough, key=lambda each: each.cost.eur + each.cost.hours * hourly_cost_eur),
    )
    return list(dict.fromkeys(cheapest))

"""A base and plans, compared replicate by replicate: effects, cost, and people turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from simulation.measures import MEASURES
from simulation.results.effects import Effect, UnitCost, effect, unit_cost
from simulation.results.errors import InputError
from simulation.results.pairing import check_runs
from simulation.results.persons import Turned, turned
from simulation.results.quantiles import Array, Band, band
from simulation.results.reader import Run
from simulation.results.summary import check_week
from simulation.results.value import Gain, has_value, net_gain

ACTIVE: Final = "contributors_28"
"""The measure that "active" means by default in the cost of an additional active person."""
SHOWN_OVER_TIME: Final = ("registered", "readers_28", "contributors_28", "belief_mean")
"""Measures whose effect is drawn week by week."""
_HOURS, _EURO = "cost_hours_cumulative", "cost_eur_cumulative"


@dataclass(frozen=True, slots=True)
class PlanEffects:
    """What one plan changes against the base at one week, and week by week.

    ``changed_parameters`` are those whose drawn values differ, because the plan states them
    otherwise. ``cost_per_active`` is extra cost (EUR) over extra people by ``active``; ``value``
    is over the whole run, None for runs of an older version.
    """

    plan: Run
    effects: dict[str, Effect]
    extra_hours: Effect
    extra_eur: Effect
    active: str
    cost_per_active: UnitCost
    over_time: dict[str, Band]
    people: list[Turned]
    changed_parameters: list[str]
    value: Gain | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Effects of plans against one base at ``week``."""

    base: Run
    week: int
    plans: list[PlanEffects]


def compare(base: Run, plans: Sequence[Run], week: int | None = None, active: str = ACTIVE) -> Comparison:
    """Compare plans with a base at ``week`` (the last one where left out).

    Raises:
        PairingError: runs do not pair.
        InputError: ``week`` is outside of the run, or ``active`` is no measure of people.
    """
    chosen = check_request(base.manifest.weeks, week, active)
    changed = [check_runs(base, plan) for plan in plans]
    headlines = tuple(dict.fromkeys([*base.manifest.headlines, active, _HOURS, _EURO]))
    names = tuple(dict.fromkeys([*headlines, *SHOWN_OVER_TIME]))
    totals = base.totals(names)
    found = [_one(base, totals, plan, headlines, chosen, active, c) for plan, c in zip(plans, changed, strict=True)]
    return Comparison(base, chosen, found)


def check_request(weeks: int, week: int | None, active: str) -> int:
    """Return the week to compare at; `InputError` if it is outside of the run or ``active`` counts no people."""
    if active not in MEASURES or MEASURES[active].unit != "people":
        people = ", ".join(name for name, one in MEASURES.items() if one.unit == "people")
        raise InputError(f"{active!r} does not count people; choose one of {people}")
    return check_week(weeks, week)


def _one(
    base: Run, totals: dict[str, Array], plan: Run, headlines: Sequence[str], week: int, active: str, changed: list[str]
) -> PlanEffects:
    theirs = plan.totals(tuple(totals))
    effects = {name: effect(totals[name][:, week], theirs[name][:, week]) for name in headlines}
    extra_eur = theirs[_EURO][:, week] - totals[_EURO][:, week]
    gain = theirs[active][:, week] - totals[active][:, week]
    return PlanEffects(
        plan=plan,
        effects=effects,
        extra_hours=effects[_HOURS],
        extra_eur=effects[_EURO],
        active=active,
        cost_per_active=unit_cost(np.asarray(extra_eur), np.asarray(gain)),
        over_time={name: band(theirs[name] - totals[name]) for name in SHOWN_OVER_TIME},
        people=turned(base, plan),
        changed_parameters=changed,
        value=net_gain(base, plan) if has_value(base) else None,
    )

"""The budget: what all interventions of a scenario cost together, against what may be spent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from simulation.engines.schedule import Schedule
from simulation.interventions.base import Cost
from simulation.interventions.contained import contained
from simulation.model.state import empty_groups, empty_people, named, named_groups
from simulation.model.view import View
from simulation.organisation.sealing import unwritable
from simulation.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.world import World


@dataclass(frozen=True, slots=True)
class Cut:
    """An intervention that ends early because the budget is spent."""

    name: str
    week: int
    planned_end: int


@contained
def weekly_costs(world: World) -> dict[str, list[Cost]]:
    """Return the planned cost of every intervention by name, week by week from its first.

    How much an intervention costs depends on how many people it reaches, not on who they are,
    so it is known before the run; where it depends on the run, the plan holds the most.
    """
    n = world.organisation.n_people
    people, groups = named(empty_people(n)), named_groups(empty_groups(world.communities.n_communities, n))
    nobody = View(0, 0, unwritable(people), unwritable(groups))
    return Schedule(world).planned(nobody)


def planned_costs(world: World) -> dict[str, Cost]:
    """Return the planned cost of every intervention over the whole run, by name."""
    return {
        name: Cost(fsum(cost.hours for cost in weekly), fsum(cost.eur for cost in weekly))
        for name, weekly in weekly_costs(world).items()
    }


def within_budget(world: World) -> tuple[World, list[Cut]]:
    """Return the world with its interventions kept within the scenario's budget, and what was cut.

    With ``over_budget: cut``, weeks are paid for in their order, and in a week interventions
    in the order of the scenario; one that cannot be paid any longer ends. Otherwise raises
    `ScenarioError`, which says by how much, and what each intervention takes.
    """
    economics = world.scenario.economics
    if economics.budget_hours is None and economics.budget_eur is None:
        return world, []
    if economics.over_budget == "refuse":
        _refuse(world)
        return replace(world, is_budgeted=True), []
    cuts = _cuts(world)
    return replace(world, ends={cut.name: cut.week for cut in cuts}, is_budgeted=True), cuts


def affordable(world: World) -> World:
    """Return the world within its budget; each world is looked at once. Every run of an engine begins here."""
    economics = world.scenario.economics
    if world.is_budgeted or (economics.budget_hours is None and economics.budget_eur is None):
        return world
    return world.once("affordable", lambda: within_budget(world)[0])


def planned_cuts(scenario: Scenario) -> list[Cut]:
    """Return what the scenario's budget ends early; its world is made only if it may do so."""
    economics = scenario.economics
    if economics.over_budget == "refuse" or (economics.budget_hours is None and economics.budget_eur is None):
        return []
    from simulation.world import build  # here, for it brings the compiler along

    return within_budget(build(scenario))[1]


def _refuse(world: World) -> None:
    economics, costs = world.scenario.economics, planned_costs(world)
    problems = []
    for key, limit, unit, taken in (
        ("budget_hours", economics.budget_hours, "hours", {name: cost.hours for name, cost in costs.items()}),
        ("budget_eur", economics.budget_eur, "EUR", {name: cost.eur for name, cost in costs.items()}),
    ):
        total = fsum(taken.values())
        if limit is not None and total > limit:
            parts = ", ".join(f"{name} {value:,.0f}" for name, value in taken.items())
            message = (
                f"the interventions take {total:,.0f} {unit}, {total - limit:,.0f} more than {limit:,.0f} ({parts})"
            )
            problems.append(Problem(world.scenario.name, 0, 0, f"economics.{key}", message))
    if problems:
        raise ScenarioError(problems)


def _cuts(world: World) -> list[Cut]:
    scenario = world.scenario
    left_hours = np.inf if scenario.economics.budget_hours is None else scenario.economics.budget_hours
    left_eur = np.inf if scenario.economics.budget_eur is None else scenario.economics.budget_eur
    costs = weekly_costs(world)
    first = {plan.name: scenario.week_of(plan.start) for plan in scenario.interventions}
    cuts: dict[str, Cut] = {}
    for week in range(scenario.run.weeks):
        for name, weekly in costs.items():
            age = week - first[name]
            if name in cuts or not 0 <= age < len(weekly):
                continue
            if weekly[age].hours > left_hours or weekly[age].eur > left_eur:
                cuts[name] = Cut(name, week, first[name] + len(weekly))
                continue
            left_hours -= weekly[age].hours
            left_eur -= weekly[age].eur
    return list(cuts.values())

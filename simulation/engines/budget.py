"""The budget: what all interventions of a scenario cost together, against what may be spent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import fsum
from typing import TYPE_CHECKING

from simulation.engines.limits import Taken, amounts, limits, taken, year_of
from simulation.engines.schedule import Schedule
from simulation.interventions.base import Cost
from simulation.interventions.contained import contained
from simulation.model.state import empty_groups, empty_people, named, named_groups
from simulation.model.view import View
from simulation.organisation.sealing import unwritable
from simulation.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from simulation.engines.scheduled import Scheduled
    from simulation.scenario.schema import Scenario
    from simulation.world import World


@dataclass(frozen=True, slots=True)
class Cut:
    """An intervention that ends early because the budget is spent."""

    name: str
    week: int
    planned_end: int


@dataclass(frozen=True, slots=True)
class Budget:
    """What a scenario's budget does to its plan: what it cuts, and what is taken of each limit after that."""

    cuts: list[Cut] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)


@contained
def planned_schedule(world: World) -> tuple[list[Scheduled], dict[str, list[Cost]]]:
    """Return every intervention as it stands before the run, and its planned cost by name, week by week.

    How much an intervention costs depends on how many people it reaches, not on who they are,
    so it is known before the run, for the full size of a company of which a smaller copy is run;
    where it depends on the run, the plan holds the most: whoever
    fits its target is taken to have an account and to read, and all to be alike in what they did.
    """
    world = _without_state(world)
    n = world.organisation.n_people
    people, groups = named(empty_people(n)), named_groups(empty_groups(world.communities.n_communities, n))
    schedule = Schedule(world)
    costs = schedule.planned(View(0, 0, unwritable(people), unwritable(groups)))
    return schedule.entries, {name: [_for_all(cost, world.weight) for cost in weekly] for name, weekly in costs.items()}


def _for_all(cost: Cost, weight: float) -> Cost:
    """Return the cost for the full size, where each simulated person stands for ``weight``."""
    return cost if weight == 1 else Cost(cost.hours * weight, cost.eur * weight, cost.team_hours * weight)


def _without_state(world: World) -> World:
    """Return the world with targets that no filter narrows by what people do in the run."""
    plans = world.scenario.interventions
    if not any(plan.target.reads_state for plan in plans):
        return world
    wider = tuple(
        plan.model_copy(update={"target": plan.target.without_state}) if plan.target.reads_state else plan
        for plan in plans
    )
    return replace(world, scenario=world.scenario.model_copy(update={"interventions": wider}))


def weekly_costs(world: World) -> dict[str, list[Cost]]:
    """Return the planned cost of every intervention by name, week by week from its first."""
    return planned_schedule(world)[1]


def planned_costs(world: World) -> dict[str, Cost]:
    """Return the planned cost of every intervention over the whole run, by name."""
    return {name: added(weekly) for name, weekly in weekly_costs(world).items()}


def added(costs: list[Cost]) -> Cost:
    """Return the sum of some costs."""
    return Cost(*(fsum(getattr(cost, what) for cost in costs) for what in ("hours", "eur", "team_hours")))


def within_budget(world: World) -> tuple[World, list[Cut]]:
    """Return the world with its interventions kept within the scenario's budget, and what was cut.

    With ``over_budget: cut``, weeks are paid for in their order, and in a week interventions
    in the order of the scenario; one that cannot be paid any longer ends, also where only the limit
    of a year is reached. Otherwise raises `ScenarioError`, which says by how much, and what each
    intervention takes.
    """
    if not limits(world.stated):
        return world, []
    costs = weekly_costs(world)
    if world.stated.economics.over_budget == "refuse":
        _refuse(world.stated, costs)
        return replace(world, is_budgeted=True), []
    cuts = _cuts(world.stated, costs)
    return replace(world, ends={cut.name: cut.week for cut in cuts}, is_budgeted=True), cuts


def affordable(world: World) -> World:
    """Return the world within its budget; each world is looked at once. Every run of an engine begins here."""
    if world.is_budgeted or not limits(world.stated):
        return world
    return world.once("affordable", lambda: within_budget(world)[0])


def budget_of(scenario: Scenario) -> Budget:
    """Return what the scenario's budget cuts and leaves; its world is made only if it has a limit. Refuses nothing."""
    if not limits(scenario):
        return Budget()
    from simulation.world import build  # here, for it loads the compiler

    world, cuts = ended(build(scenario))
    return Budget(cuts, taken(scenario, weekly_costs(world)))


def ended(world: World) -> tuple[World, list[Cut]]:
    """Return the world with what its budget cuts ended, and what that is; a plan beyond its budget is not refused."""
    cuts = _cuts(world.stated, weekly_costs(world)) if world.stated.economics.over_budget == "cut" else []
    return replace(world, ends={cut.name: cut.week for cut in cuts}), cuts


def _refuse(scenario: Scenario, costs: dict[str, list[Cost]]) -> None:
    problems = []
    for limit in limits(scenario):
        parts = amounts(limit, scenario, costs)
        total = fsum(parts.values())
        if total > limit.amount:
            listed = ", ".join(f"{name} {value:,.0f}" for name, value in parts.items())
            message = (
                f"the interventions take {total:,.0f} {limit.of_what}, {total - limit.amount:,.0f} more than "
                f"{limit.amount:,.0f} ({listed})"
            )
            problems.append(Problem(scenario.name, 0, 0, limit.key, message))
    if problems:
        raise ScenarioError(problems)


def _cuts(scenario: Scenario, costs: dict[str, list[Cost]]) -> list[Cut]:
    left = {limit: limit.amount for limit in limits(scenario)}
    first = {plan.name: scenario.week_of(plan.start) for plan in scenario.interventions}
    cuts: dict[str, Cut] = {}
    for week in range(scenario.run.weeks):
        holds = [limit for limit in left if limit.year in (0, year_of(scenario, week))]
        for name, weekly in costs.items():
            age = week - first[name]
            if name in cuts or not 0 <= age < len(weekly):
                continue
            if any(getattr(weekly[age], limit.what) > left[limit] for limit in holds):
                cuts[name] = Cut(name, week, first[name] + len(weekly))
                continue
            for limit in holds:
                left[limit] -= getattr(weekly[age], limit.what)
    return list(cuts.values())

"""The budget: what all interventions of a scenario cost together, against what may be spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.engines.schedule import Schedule
from simulation.engines.view import View
from simulation.model.state import empty_groups, empty_people, named, named_groups
from simulation.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from simulation.world import World


def planned_costs(world: World) -> dict[str, NDArray[np.float64]]:
    """Return hours and euro of every intervention over the whole run, by name.

    How much an intervention costs depends on how many people it reaches, not on who they are,
    so it is known before the run.
    """
    n = world.organisation.n_people
    nobody = View(0, named(empty_people(n)), named_groups(empty_groups(world.communities.n_communities, n)))
    return Schedule(world).planned(nobody)


def check_budget(world: World) -> None:
    """Raise `ScenarioError` if the interventions cost more hours or euro than the scenario allows.

    The message says by how much, and what each intervention takes.
    """
    economics = world.scenario.economics
    limits = {"budget_hours": (economics.budget_hours, 0, "hours"), "budget_eur": (economics.budget_eur, 1, "EUR")}
    if all(limit is None for limit, _, _ in limits.values()):
        return
    costs = planned_costs(world)
    problems = []
    for key, (limit, column, unit) in limits.items():
        total = sum(float(cost[column]) for cost in costs.values())
        if limit is not None and total > limit:
            parts = ", ".join(f"{name} {cost[column]:,.0f}" for name, cost in costs.items())
            message = (
                f"the interventions take {total:,.0f} {unit}, {total - limit:,.0f} more than {limit:,.0f} ({parts})"
            )
            problems.append(Problem(world.scenario.name, 0, 0, f"economics.{key}", message))
    if problems:
        raise ScenarioError(problems)

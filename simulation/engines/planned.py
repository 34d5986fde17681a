"""What a plan takes, known before any run: people by silo and level, hours and money by intervention and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.engines.budget import Budget, added, ended, planned_schedule
from simulation.engines.limits import taken, year_of
from simulation.interventions.base import Cost
from simulation.organisation.organisation import LEVELS

if TYPE_CHECKING:
    from simulation.engines.scheduled import Scheduled
    from simulation.scenario.schema import Scenario
    from simulation.world import World


@dataclass(frozen=True)
class PlannedIntervention:
    """One intervention: weeks ``first`` to ``last`` (not included), whom it reaches, what it takes each year.

    ``people`` [silos, levels] counts heads; where ``is_chosen_in_run``, whom it takes depends on what people do, and
    only how many it may take is known: they are counted as if everybody had done alike.
    """

    name: str
    kind: str
    first: int
    last: int
    people: NDArray[np.int64]
    is_chosen_in_run: bool
    by_year: Mapping[int, Cost]

    @cached_property
    def cost(self) -> Cost:
        """What it takes over the whole run."""
        return added(list(self.by_year.values()))


@dataclass(frozen=True)
class PlannedCosts:
    """What a scenario's interventions take, in its order, after its budget's cuts; ``budget`` says what is left."""

    scenario: Scenario
    silos: tuple[str, ...]
    interventions: tuple[PlannedIntervention, ...]
    people: NDArray[np.int64]
    """Heads [silos, levels] that at least one intervention reaches, each once."""
    budget: Budget

    @property
    def years(self) -> list[int]:
        """The calendar years of the run."""
        return list(range(self.scenario.run.start.year, year_of(self.scenario, self.scenario.run.weeks - 1) + 1))

    def in_year(self, year: int) -> Cost:
        """What all interventions take in a calendar year."""
        return added([each.by_year[year] for each in self.interventions if year in each.by_year])

    @cached_property
    def cost(self) -> Cost:
        """What all of them take over the whole run."""
        return added([each.cost for each in self.interventions])

    def full_eur(self, cost: Cost) -> float:
        """Money plus hours at the scenario's hourly cost: the cost that results print."""
        return cost.eur + cost.hours * self.scenario.economics.hourly_cost_eur


def plan_costs(scenario: Scenario) -> PlannedCosts:
    """Work out what a scenario's interventions take, without a run; a plan beyond its budget is told, not refused.

    Whom chance chooses is keyed by the seed of the run; its replicates choose others, as many or nearly so.

    Raises:
        ScenarioError: a target selects nobody.
    """
    from simulation.world import build  # here, for it loads the compiler

    world, cuts = ended(build(scenario))
    entries, weekly = planned_schedule(world)
    found = tuple(_planned(world, entry, weekly[entry.plan.name]) for entry in entries)
    reached = np.unique(np.concatenate([np.empty(0, np.int64), *(_people(entry) for entry in entries)]))
    budget = Budget(cuts, taken(scenario, weekly))
    return PlannedCosts(scenario, world.told[0], found, _heads(world, reached), budget)


def _planned(world: World, entry: Scheduled, weekly: list[Cost]) -> PlannedIntervention:
    stated = next(plan for plan in world.scenario.interventions if plan.name == entry.plan.name)
    return PlannedIntervention(
        name=entry.plan.name,
        kind=entry.plan.kind,
        first=entry.first,
        last=max(entry.last, entry.first),
        people=_heads(world, _people(entry)),
        is_chosen_in_run=stated.target.reads_state,
        by_year=_by_year(world.scenario, entry.first, weekly),
    )


def _people(entry: Scheduled) -> NDArray[np.int64]:
    """Whom an intervention reaches; nobody if its budget ends it before it begins."""
    none = np.empty(0, np.int64)
    return none if entry.active is None or entry.last <= entry.first else entry.active.people


def _by_year(scenario: Scenario, first: int, weekly: Iterable[Cost]) -> dict[int, Cost]:
    years: dict[int, list[Cost]] = {}
    for age, cost in enumerate(weekly):
        years.setdefault(year_of(scenario, first + age), []).append(cost)
    return {year: added(costs) for year, costs in years.items()}


def _heads(world: World, people: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count people by silo and level, for the full size."""
    o, n_levels = world.organisation, len(LEVELS)
    names, place = world.told
    silo = np.array(place)[o.silo[people]] if place else o.silo[people].astype(np.int64)
    heads = np.bincount(silo * n_levels + o.level[people], minlength=len(names) * n_levels)
    heads = heads.reshape(len(names), n_levels)
    found: NDArray[np.int64] = np.floor(heads * world.weight + 0.5).astype(np.int64)
    return found

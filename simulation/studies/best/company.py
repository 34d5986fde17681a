"""A company to decide for: what plans cost at full size, what they bring in runs, and how they are written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.engines.budget import added, weekly_costs
from simulation.engines.limits import Limit, amounts, limits
from simulation.results.errors import ResultsError
from simulation.scenario.scaling import scaled
from simulation.studies.design.changing import changed, effective
from simulation.studies.design.space import Space
from simulation.studies.running.driver import Work
from simulation.studies.running.sweep import Sweep
from simulation.studies.store.keep import Keep

if TYPE_CHECKING:
    from simulation.interventions.base import Cost
    from simulation.scenario.schema import Economics, Scenario
    from simulation.studies.best.goal import Goal
    from simulation.studies.best.levers import Choice, Levers
    from simulation.studies.best.race import Floats
    from simulation.studies.running.pools import Pool
    from simulation.studies.store.store import RunStore
    from simulation.world import World

MOST_PEOPLE: Final = 10_000
"""A larger company is searched at a scale that has so many people, and corrected at full size."""
DEPENDING: Final = ("manager_network", "manager_training")
"""Kinds whose cost depends on which communities have a manager."""


def usual_scale(scenario: Scenario) -> float:
    """Return the scale at which a company is searched."""
    return min(1.0, MOST_PEOPLE / scenario.simulated.people)


@dataclass(frozen=True, slots=True)
class SearchedPart:
    """What one intervention takes: over the whole run, and of each limit."""

    cost: Cost
    by_limit: Floats


@dataclass(frozen=True)
class SearchedCompany:
    """A scenario with everything that can be decided, ``levers`` that decide, and the ``economics`` that limit it.

    Runs are made at a ``scale`` of the company, by a ``pool``, and kept in a ``store``; they know no budget, for plans
    beyond it are tried, too. Costs are those of the full size.
    """

    scenario: Scenario
    levers: Levers
    economics: Economics
    goal: Goal
    store: RunStore
    pool: Pool
    scale: float = 1.0
    work: Work = field(default_factory=Work)
    also: tuple[str, ...] = ()
    """Measures that plans are shown by, beside the goal's."""
    _parts: dict[Choice, SearchedPart] = field(default_factory=dict)

    def plan(self, choice: Choice) -> Scenario:
        """Return the scenario of a plan, with its budget."""
        found = changed(self.scenario, effective(self.scenario, self.levers.values(choice)))
        return found.model_copy(update={"economics": self.economics})

    def outcomes(self, choices: Sequence[Choice], replicates: range, measure: str | None = None) -> Floats:
        """Return what plans bring, [plans, replicates], at the scale of the search: of the goal, or what else is kept.

        Raises:
            ResultsError: a run failed.
            RunInterrupted: it was asked to stop; what is finished is kept.
        """
        return self._run(self._space, choices, replicates, measure or self.goal.measure)

    def outcomes_at_full_size(self, choices: Sequence[Choice], replicates: range) -> Floats:
        """Return the same at full size."""
        return self._run(self._full_space, choices, replicates, self.goal.measure)

    def _run(self, space: Space, choices: Sequence[Choice], replicates: range, measure: str) -> Floats:
        values = [self.levers.values(choice) for choice in choices]
        keep = Keep((self.goal.measure, *self.also), (self.goal.week,))
        sweep = Sweep(space, values, tuple(replicates), keep, self.store)
        sweep.make(self.pool, self.work)
        for _, replicate, failure in sweep.failures():
            raise ResultsError(
                f"a run of the search failed (replicate {replicate}): {failure.error}: {failure.message}"
            )
        wanted = [sweep[number] for number in range(len(sweep))]
        kept = self.store.read((each.key for each in wanted), wanted[0].layout) if wanted else iter(())
        place = keep.measures.index(measure)
        rows = [float(each[place, 0, -1]) for each in kept if each is not None]
        return np.array(rows).reshape(len(choices), len(replicates))

    @cached_property
    def _space(self) -> Space:
        unlimited = self._unlimited
        small = unlimited if self.scale == 1 else scaled(unlimited, self.scale)
        return Space.of(small, {})

    @cached_property
    def _full_space(self) -> Space:
        return Space.of(self._unlimited, {})

    @property
    def _unlimited(self) -> Scenario:
        free = {"budget_eur": None, "budget_hours": None, "budget_team_hours": None, "budget_participant_hours": None,
                "budget_years": ()}  # fmt: skip
        return self.scenario.model_copy(update={"economics": self.economics.model_copy(update=free)})

    def _part(self, choice: Choice, name: str) -> SearchedPart:
        """Return what an intervention of a plan takes; that of all that cannot be left out where the name is empty."""
        own = self._only(choice, name)
        if own not in self._parts:
            plan, apart = self.plan(own), {each.name for each in self.plan(self.levers.nothing).interventions}
            weekly = {key: costs for key, costs in self._weekly(plan).items() if (key == name) == bool(name)}
            weekly = weekly if name else {key: costs for key, costs in weekly.items() if key in apart}
            by_limit = [fsum(amounts(limit, plan, weekly).values()) for limit in self.limits]
            self._parts[own] = SearchedPart(
                added([cost for costs in weekly.values() for cost in costs]), np.array(by_limit)
            )
        return self._parts[own]

    def _only(self, choice: Choice, name: str) -> Choice:
        """Return the choice of one intervention alone, and of what its cost depends on: managers, and what stays."""
        needed = {"", name, *(self._managers if self._kinds.get(name) in DEPENDING else ())}
        own = (n if lever.of in needed else 0 for n, lever in zip(choice, self.levers.all, strict=True))
        return self.levers.tidy(tuple(own))

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {each.name: each.kind for each in self.scenario.interventions}

    @cached_property
    def _managers(self) -> tuple[str, ...]:
        return tuple(name for name, kind in self._kinds.items() if kind == "community_manager")

    def _weekly(self, plan: Scenario) -> dict[str, list[Cost]]:
        from simulation.world import with_made_layers

        scenario = self._unlimited.model_copy(update={"interventions": plan.interventions})
        return weekly_costs(with_made_layers(self._world.with_scenario(scenario)))

    @cached_property
    def _world(self) -> World:
        from simulation.world import build

        return build(self._unlimited.model_copy(update={"interventions": ()}))

    def _all_parts(self, choice: Choice) -> list[SearchedPart]:
        return [self._part(choice, name) for name in ("", *self.levers.present(choice))]

    def cost(self, choice: Choice) -> Cost:
        """Return what a plan takes over the whole run."""
        return added([part.cost for part in self._all_parts(choice)])

    def is_affordable(self, choice: Choice, more_eur: float = 0.0, more_hours: float = 0.0, share: float = 1.0) -> bool:
        """Whether a plan keeps every limit, each multiplied by a ``share``, those of the whole run then extended."""
        parts = [part.by_limit for part in self._all_parts(choice)]
        for place, limit in enumerate(self.limits):
            further = 0.0 if limit.year else more_eur if limit.what == "eur" else more_hours
            if fsum(part[place] for part in parts) > limit.amount * share + further:
                return False
        return True

    @cached_property
    def limits(self) -> list[Limit]:
        """Every limit that plans are held against."""
        return limits(self.scenario.model_copy(update={"economics": self.economics}))

"""The schedule: which interventions act in a week, with what effects, and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.engines.platform import Platform
from simulation.model.effects import EffectArrays, EffectBuilder

if TYPE_CHECKING:
    from simulation.engines.view import View
    from simulation.interventions.base import Active, Intervention
    from simulation.world import World


class Scheduled:
    """One intervention with its weeks, and its active form once it has begun."""

    def __init__(self, plan: Intervention, first: int, last: int) -> None:
        """Hold the plan for the weeks ``first`` to ``last`` (not included)."""
        self.plan, self.first, self.last = plan, first, last
        self.active: Active | None = None
        self.silo_shares: NDArray[np.float64] = np.zeros(0)

    def begin(self, world: World, view: View) -> Active:
        """Activate it in its first week."""
        if self.active is None:
            self.active = self.plan.activate(world, view)
            silos = world.organisation.silo[self.active.people]
            counts = np.bincount(silos, minlength=world.organisation.n_silos).astype(float)
            self.silo_shares = counts / counts.sum() if counts.sum() else np.full(counts.size, 1.0 / counts.size)
        return self.active


class Schedule:
    """All interventions of a run and the platform's own effects, composed week by week."""

    def __init__(self, world: World) -> None:
        """Lay the scenario's interventions on the weeks of the run."""
        scenario = world.scenario
        self._world = world
        self._weeks = scenario.run.weeks
        self._platform = Platform(world)
        self._entries: list[Scheduled] = []
        for plan in scenario.interventions:
            first = scenario.week_of(plan.start)
            last = self._weeks if plan.weeks is None else min(first + plan.weeks, self._weeks)
            self._entries.append(Scheduled(plan, first, last))

    def effects(self, week: int, view: View) -> tuple[EffectArrays, int]:
        """Return the effects of a week and the first week in which they may differ."""
        world = self._world
        builder = EffectBuilder(world.organisation.n_people, world.communities.n_communities, len(world.layers))
        self._platform.apply(week, builder)
        changes = [self._weeks, self._platform.next_change(week) or self._weeks]
        for entry in self._entries:
            if week < entry.first:
                changes.append(entry.first)
            elif week < entry.last:
                age = week - entry.first
                active = entry.begin(world, view)
                active.apply(age, entry.plan.ramp(age), view, builder)
                settled = active.constant and age >= entry.plan.ramp_weeks
                changes.append(entry.last if settled else week + 1)
            elif week == entry.last and entry.active is not None:
                entry.active.withdraw(view, builder)
                changes.append(week + 1)
        until = week + 1 if builder.has_pulse else min(changes)
        return builder.build(), until

    def planned(self, view: View) -> dict[str, NDArray[np.float64]]:
        """Return hours and euro of each intervention over the whole run, by name."""
        found = {}
        for entry in self._entries:
            active = entry.begin(self._world, view)
            weekly = [active.cost(age) for age in range(entry.last - entry.first)]
            found[entry.plan.name] = np.array([sum(c.hours for c in weekly), sum(c.eur for c in weekly)])
        return found

    def costs(self, first: int, last: int) -> NDArray[np.float64]:
        """Hours and euro [last - first, silos + 1, 2]; the last row of silos is the total."""
        costs = np.zeros((last - first, self._world.organisation.n_silos + 1, 2))
        for entry in self._entries:
            for week in range(max(first, entry.first), min(last, entry.last)):
                if entry.active is None:
                    continue
                cost = entry.active.cost(week - entry.first)
                pair = np.array([cost.hours, cost.eur])
                costs[week - first, :-1] += entry.silo_shares[:, None] * pair
                costs[week - first, -1] += pair
        return costs

"""What interventions did in a run of the plan as it is planned, for those that decide by what happens in a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np

from simulation.engines.kernel.engine import Kernel
from simulation.engines.schedule import Schedule
from simulation.interventions.contained import contained
from simulation.model.coefficients import coefficients
from simulation.model.effects import EffectBuilder
from simulation.model.record import COUNTERS, ROLE_COUNTERS, ROLES
from simulation.wasm.recording import OwnTies, RecordedVariant, request_of, take_down

if TYPE_CHECKING:
    from simulation.engines.scheduled import Scheduled
    from simulation.model.effects import Effects
    from simulation.model.view import View
    from simulation.world import World


class _Noting(Schedule):
    """A schedule that takes down what some of its interventions do."""

    def __init__(self, world: World, values: Mapping[str, float], names: Collection[str]) -> None:
        super().__init__(world, values, ask_always=True)
        self._noted = [entry for entry in self.entries if entry.plan.name in names]
        self._builders: dict[str, EffectBuilder] = {}
        self._ties = {entry.plan.name: OwnTies(world, entry.plan) for entry in self._noted}
        self.variants = {
            entry.plan.name: RecordedVariant(entry.plan.luck, entry.first, entry.last, [], np.zeros((world.weeks, 2)))
            for entry in self._noted
        }

    def effects(self, week: int, view: View) -> tuple[Effects, int]:
        """Compose a week, and take down what was added."""
        composed = super().effects(week, view)
        for entry in self._noted:
            if entry.active is not None and entry.first <= week <= entry.last:
                self._note(entry, week)
        return composed

    def _builder(self, entry: Scheduled, week: int) -> EffectBuilder:
        self._builders[entry.plan.name] = super()._builder(entry, week)
        return self._builders[entry.plan.name]

    def _note(self, entry: Scheduled, week: int) -> None:
        """Take down a week, or what is withdrawn in the week after the last one."""
        name = entry.plan.name
        variant, asked = self.variants[name], None
        added = self._ties[name].without(week, self._builders[name].added)
        if week < entry.last and entry.active is not None:
            asked, cost = request_of(entry), entry.active.cost(week - entry.first)
            variant.costs[week] = cost.hours, cost.eur
        take_down(variant.turns, week, added, asked)

    def finish(self, world: World, values: Mapping[str, float]) -> None:
        """Take down what the ties weighed that interventions made."""
        for name, variant in self.variants.items():
            variant.layers = self._ties[name].layers(world, values)


@contained
def replayed(world: World, values: dict[str, float], names: Collection[str]) -> dict[str, RecordedVariant]:
    """Return what some interventions of a replicate's world do in its run, by name; ``values`` are what it drew.

    In another plan they would see another run, and might do something else.
    """
    n_silos = world.organisation.n_silos
    engine = Kernel(world, values, coefficients(values, world.scenario.model.variant), world.seed)
    schedule = _Noting(world, values, names)
    for week in range(world.weeks):
        counts = np.zeros((1, n_silos + 1, len(COUNTERS)), np.int64)
        roles = np.zeros((1, len(ROLES), len(ROLE_COUNTERS)), np.int64)
        effects, _ = schedule.effects(week, engine.view(week))
        engine.run(week, week + 1, effects, counts, roles)
    schedule.finish(world, values)
    return schedule.variants

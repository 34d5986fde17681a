"""A run in which interventions are asked every week and see a state that they cannot write into."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.engines.kernel.engine import Kernel
from simulation.engines.schedule import Schedule
from simulation.engines.values import parameter_values
from simulation.engines.view import View
from simulation.model.coefficients import coefficients
from simulation.model.draws import replicate_seed
from simulation.model.record import COUNTERS, ROLE_COUNTERS, ROLES
from simulation.world import World


def observe(world: World, replicate: int = 0) -> NDArray[np.int64]:
    """Run a replicate so; returns its counters [weeks, silos + 1, counters].

    Raises:
        ValueError: an intervention wrote into what it saw.
    """
    scenario = world.scenario
    values = parameter_values(scenario, replicate)
    c = coefficients(values, scenario.model.contagion == "complex")
    engine = Kernel(world, values, c, replicate_seed(scenario.run.seed, replicate))
    schedule = Schedule(world)
    weeks = scenario.run.weeks
    counts = np.zeros((weeks, world.organisation.n_silos + 1, len(COUNTERS)), np.int64)
    roles = np.zeros((weeks, len(ROLES), len(ROLE_COUNTERS)), np.int64)
    for week in range(weeks):
        effects, _ = schedule.effects(week, _sealed(engine.view(week)))
        engine.run(week, week + 1, effects, counts[week : week + 1], roles[week : week + 1])
    return counts


def _sealed(view: View) -> View:
    """Return a copy of a view whose arrays refuse to be written into."""
    return View(view.week, view.seed, _read_only(view.people), _read_only(view.groups))


def _read_only(state: Any) -> Any:
    copies = [column.copy() for column in state]
    for column in copies:
        column.flags.writeable = False
    return type(state)(*copies)

"""A run in which interventions are asked every week and see a state that they cannot write into."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.engines.kernel.engine import Kernel
from simulation.engines.schedule import Schedule
from simulation.engines.scheduled import Scheduled
from simulation.engines.values import parameter_values
from simulation.interventions.base import AttentionHours
from simulation.interventions.contained import contained
from simulation.model.coefficients import coefficients
from simulation.model.draws import replicate_seed
from simulation.model.effects import COMMUNITY_CHANNELS, PERSON_CHANNELS, Effects
from simulation.model.record import COUNTERS, ROLE_COUNTERS, ROLES
from simulation.model.view import View
from simulation.portable import sums
from simulation.world import World


class NotConstantError(ValueError):
    """An intervention says that it is constant and is not."""


@contained
def observe(world: World, replicate: int = 0) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Run a replicate so; returns its counters and what was booked, as in `simulation.model.record.Trajectory`.

    Raises:
        ValueError: an intervention wrote into what it saw.
        NotConstantError: one that is constant asked for other hours than before.
        FloatingPointError: an effect is not a number.
    """
    scenario = world.scenario
    seed = int(replicate_seed(scenario.run.seed, replicate))
    world = world.replicate(seed)
    values = parameter_values(scenario, replicate)
    c = coefficients(values, scenario.model.variant)
    engine = Kernel(world, values, c, seed)
    schedule = Schedule(world, values, ask_always=True)
    weeks = scenario.run.weeks
    counts = np.zeros((weeks, world.organisation.n_silos + 1, len(COUNTERS)), np.int64)
    roles = np.zeros((weeks, len(ROLES), len(ROLE_COUNTERS)), np.int64)
    for week in range(weeks):
        before = {entry.plan.name: entry.asked for entry in schedule.entries if entry.rests(week - 1)}
        effects, _ = schedule.effects(week, _sealed(engine.view(week)))
        _check_numbers(effects, week)
        _check_hours(before, schedule, week)
        engine.run(week, week + 1, effects, counts[week : week + 1], roles[week : week + 1])
        schedule.book(week, week + 1)
    return counts, schedule.booked(0, weeks)


def _check_hours(before: dict[str, AttentionHours], schedule: Schedule, week: int) -> None:
    for entry in schedule.entries:
        if entry.plan.name in before and not _alike(before[entry.plan.name], entry.asked):
            now, then = (_hours(entry, asked) for asked in (entry.asked, before[entry.plan.name]))
            raise NotConstantError(f"it is constant, but asks for {now:g} hours in week {week}, {then:g} before")


def _alike(one: AttentionHours, other: AttentionHours) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    return not isinstance(one, tuple) and one == other


def _hours(entry: Scheduled, asked_hours: AttentionHours) -> float:
    """Return the hours asked of a person, in the mean of those asked."""
    people, hours = asked_hours if isinstance(asked_hours, tuple) else (entry.asks[0], asked_hours)
    return float(sums.mean(np.broadcast_to(hours, people.shape))) if people.size else 0.0


def _check_numbers(effects: Effects, week: int) -> None:
    for name, row in zip(PERSON_CHANNELS, effects.row, strict=True):
        if row >= 0 and not np.isfinite(effects.person[row]).all():
            raise FloatingPointError(f"{name} is not a number for somebody in week {week}")
    for name, values in zip(COMMUNITY_CHANNELS, effects.community, strict=True):
        if not np.isfinite(values).all():
            raise FloatingPointError(f"{name} is not a number for some community in week {week}")
    if not np.isfinite([*effects.layer, effects.official]).all():
        raise FloatingPointError(f"layer_weight or official_content is not a number in week {week}")


def _sealed(view: View) -> View:
    """Return a copy of a view whose arrays refuse to be written into."""
    return View(view.week, view.seed, _read_only(view.people), _read_only(view.groups))


def _read_only(state: Any) -> Any:
    copies = [column.copy() for column in state]
    for column in copies:
        column.flags.writeable = False
    return type(state)(*copies)

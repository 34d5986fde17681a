"""Running both engines side by side, and naming the first thing in which they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulation.engines.kernel.engine import Kernel
from simulation.engines.mesa.engine import MesaEngine
from simulation.engines.schedule import Schedule
from simulation.engines.values import parameter_values
from simulation.model.coefficients import coefficients
from simulation.model.draws import replicate_seed
from simulation.model.record import COUNTERS, ROLE_COUNTERS, ROLES, Trajectory
from simulation.model.view import View
from simulation.world import World


def kernel_of(world: World, replicate: int = 0, kind: Any = Kernel) -> Any:
    """An engine (the kernel, or another ``kind``) in the state before the first week."""
    scenario = world.scenario
    values = parameter_values(scenario, replicate)
    c = coefficients(values, scenario.model.variant)
    return kind(world, values, c, replicate_seed(scenario.run.seed, replicate))


def counters(world: World, weeks: int) -> tuple[Any, Any]:
    """Empty counters by silo and by role for some weeks."""
    counts = np.zeros((weeks, world.organisation.n_silos + 1, len(COUNTERS)), np.int64)
    return counts, np.zeros((weeks, len(ROLES), len(ROLE_COUNTERS)), np.int64)


def same_columns(one: Mapping[str, Any], other: Mapping[str, Any], where: str) -> None:
    """Assert that columns are equal bit for bit, or name the first that differs and who differs most."""
    assert list(one) == list(other), where
    for name in one:
        a, b = np.asarray(one[name]), np.asarray(other[name])
        assert a.dtype == b.dtype, f"{where}: {name} is {a.dtype} and {b.dtype}"
        assert a.shape == b.shape, f"{where}: {name} has shape {a.shape} and {b.shape}"
        if a.tobytes() != b.tobytes():
            unequal = np.flatnonzero((a != b).reshape(len(a), -1).any(axis=1))
            k = int(unequal[0]) if unequal.size else 0
            raise AssertionError(f"{where}: {name} differs in {unequal.size} places, first {k}: {a[k]} and {b[k]}")


def same_counts(one: Any, other: Any, where: str) -> None:
    """Assert that counters [silos + 1, counters] are equal, or name the first that differ."""
    names = list(COUNTERS)
    wrong = [f"{names[k]} of silo {silo}: {one[silo, k]} and {other[silo, k]}" for silo, k in np.argwhere(one != other)]
    assert not wrong, f"{where}: {'; '.join(wrong[:5])}"


def same_views(one: View, other: View, where: str) -> None:
    """Assert that two states are equal."""
    same_columns(one.people._asdict(), other.people._asdict(), f"{where}, people")
    same_columns(one.groups._asdict(), other.groups._asdict(), f"{where}, communities")


def same_trajectories(one: Trajectory, other: Trajectory) -> None:
    """Assert that two results are equal."""
    for week, (a, b) in enumerate(zip(one.counts, other.counts, strict=True)):
        same_counts(a, b, f"week {week}")
    for name in ("people", "communities", "events"):
        same_columns(getattr(one, name) or {}, getattr(other, name) or {}, name)
    for name in ("roles", "replies", "booked"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name
    assert one.parameters == other.parameters


def compare_engines(world: World, replicate: int = 0) -> dict[str, int]:
    """Run kernel and Mesa week by week; any difference fails with its week and variable. Returns total counters."""
    kernel, mesa = kernel_of(world, replicate), kernel_of(world, replicate, MesaEngine)
    schedule = Schedule(world)
    total = np.zeros(len(COUNTERS), np.int64)
    until = 0
    for week in range(world.scenario.run.weeks):
        view = kernel.view(week)
        same_views(view, mesa.view(week), f"start of week {week}")
        if week >= until:
            effects, until = schedule.effects(week, view)
        (counts, roles), (others, other_roles) = counters(world, 1), counters(world, 1)
        kernel.run(week, week + 1, effects, counts, roles)
        mesa.run(week, week + 1, effects, others, other_roles)
        same_counts(counts[0], others[0], f"week {week}")
        assert roles.tolist() == other_roles.tolist(), f"week {week}: roles"
        assert kernel.replies.tolist() == mesa.replies.tolist(), f"week {week}: replies"
        assert kernel.registrations.tolist() == mesa.registrations.tolist(), f"week {week}: registrations"
        total += counts[0, -1]
    same_views(kernel.view(week + 1), mesa.view(week + 1), "end")
    return dict(zip(COUNTERS, total.tolist(), strict=True))

"""A stand-in for the simulation: trajectories that look plausible, in milliseconds, with a known effect.

A scenario with any intervention registers ``EFFECT`` more people than one without, plus a
little noise of its own; everything else is shared luck.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

from simulation.model.record import (
    BOOKED,
    COUNTERS,
    FIXED_POINT,
    ROLE_COUNTERS,
    ROLES,
    TENURES,
    WEEKS_PER_YEAR,
    Trajectory,
)
from simulation.results.engine import Machine
from simulation.results.options import Options
from simulation.scenario.schema import Scenario

SILOS = ("Technik", "Vertrieb", "Verwaltung")
EFFECT, NOISE, LUCK = 60.0, 4.0, 40.0
COLUMN = {name: i for i, name in enumerate(COUNTERS)}


class StoppedError(Exception):
    """Stands for the engine's own exception."""


@dataclass
class Standin:
    """Options of the stand-in: a pause per week, replicates that fail, and what was simulated."""

    pause_s: float = 0.0
    pauses: dict[int, float] = field(default_factory=dict)
    failing: frozenset[int] = frozenset()
    simulated: list[int] = field(default_factory=list)

    def machine(self) -> Machine:
        """The calls of the simulation."""
        return Machine(self.build, self.simulate, StoppedError)

    def options(self, root: Any, **more: Any) -> Options:
        """Options of `execute` with this stand-in."""
        return Options(root=root, machine=self.machine, **more)

    def build(self, scenario: Scenario) -> Any:
        """Return a world."""
        n = scenario.organisation.people
        organisation = SimpleNamespace(
            silo_names=SILOS,
            n_silos=len(SILOS),
            n_people=n,
            silo=np.sort(np.arange(n) % len(SILOS)),
            country_names=("A", "B"),
            country=(np.sort(np.arange(n) % len(SILOS)) > 0).astype(np.uint8),
        )
        return SimpleNamespace(scenario=scenario, stated=scenario, organisation=organisation, told=(SILOS, ()))

    def simulate(
        self,
        world: Any,
        replicate: int,
        *,
        engine: str = "kernel",
        stop: threading.Event | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> Trajectory:
        """Return one replicate's trajectory; the same for every engine."""
        for week in range(world.scenario.run.weeks):
            pause = self.pauses.get(replicate, self.pause_s)
            if stop is None:
                time.sleep(pause)
            elif stop.wait(pause):
                raise StoppedError
            if on_progress is not None:
                on_progress(week + 1)
        if replicate in self.failing:
            raise RuntimeError(f"replicate {replicate} fails")
        self.simulated.append(replicate)
        return trajectory(world.scenario, replicate)


def registered_at_end(scenario: Scenario, replicate: int) -> int:
    """People registered in the last week: shared luck, and with an intervention the effect and its own noise."""
    luck = np.random.default_rng([scenario.run.seed, replicate]).normal(0, LUCK)
    own = (
        np.random.default_rng([scenario.run.seed, replicate, 7]).normal(EFFECT, NOISE) if scenario.interventions else 0
    )
    return int(np.clip(round(scenario.organisation.people * 0.5 + luck + own), 0, scenario.organisation.people))


def trajectory(scenario: Scenario, replicate: int) -> Trajectory:
    """Return what a replicate leaves."""
    n, weeks = scenario.organisation.people, scenario.run.weeks
    rng = np.random.default_rng([scenario.run.seed, replicate, 1])
    silo = np.sort(rng.integers(0, len(SILOS), n)).astype(np.uint16)
    registered = np.zeros(n, np.uint8)
    registered[rng.permutation(n)[: registered_at_end(scenario, replicate)]] = 1
    counts = np.zeros((weeks, len(SILOS) + 1, len(COUNTERS)), np.int64)
    by_silo = np.append(np.bincount(silo, weights=registered, minlength=len(SILOS)), registered.sum())
    people = np.append(np.bincount(silo, minlength=len(SILOS)), n)
    growth = np.linspace(0, 1, weeks + 1)[1:, None]
    counts[:, :, COLUMN["people"]] = people
    counts[:, :, COLUMN["registered"]] = np.round(growth * by_silo)
    counts[:, :, COLUMN["readers_28"]] = counts[:, :, COLUMN["registered"]] // 2
    counts[:, :, COLUMN["contributors_28"]] = counts[:, :, COLUMN["registered"]] // 10
    for age in TENURES[:3]:  # a cohort of ten in each week, of whom fewer and fewer read
        counts[age:, :, COLUMN[f"tenure_{age}"]] = 10
        counts[age:, :, COLUMN[f"tenure_readers_{age}"]] = 8 - age
    counts[:, :, COLUMN["documents"]] = rng.poisson(3, (weeks, len(SILOS) + 1))
    counts[:, :, COLUMN["belief_sum"]] = np.round(people * FIXED_POINT * rng.uniform(0.4, 0.6))
    counts[:, :, COLUMN["communities"]] = 5
    counts[:, :, COLUMN["stage_inception"]] = 5
    booked = np.zeros((weeks, len(SILOS) + 1, len(BOOKED)))
    if scenario.interventions:
        booked[:, -1, :2] = (10.0, 100.0)
    last = np.where(registered == 1, weeks - 1, -10_000).astype(np.int16)
    events = {"week": np.zeros(3, np.int32), "person": np.arange(3, dtype=np.int32), "cause": np.ones(3, np.uint8)}
    return Trajectory(
        replicate=replicate,
        counts=counts,
        booked=booked,
        roles=rng.integers(0, 9, (weeks, len(ROLES), len(ROLE_COUNTERS))),
        replies=rng.integers(0, 9, (-(-weeks // WEEKS_PER_YEAR), len(SILOS), len(SILOS))),
        people={"silo": silo, "registered": registered, "last_read": last, "last_contribution": last},
        communities={
            "home_silo": np.array([0, 2], np.uint16),
            "stage": np.array([1, 4], np.uint8),
            "content": np.arange(8, dtype=np.float32).reshape(2, 4),
        },
        parameters={"imitation_rate": float(rng.uniform()), "innovation_rate": 0.004},
        events=events if scenario.run.events else None,
    )


def scenario(name: str = "small", **changes: Any) -> Scenario:
    """Return a small scenario; ``changes`` go to its ``run``."""
    run = {"start": "2012-02-19", "weeks": 6, "replicates": 4, "seed": 3} | changes
    data: dict[str, Any] = {"name": name, "title": "A small company", "organisation": {"people": 400}, "run": run}
    if name == "plan":
        data["interventions"] = [{"kind": "kick_off", "start": 1}]
    return Scenario.model_validate(data)

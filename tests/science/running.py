"""Runs the public engine for the known results: bare scenarios, paired runs, interventions of theory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from simulation.engines.run import simulate
from simulation.interventions import Active, Cost, Intervention
from simulation.interventions.select import select
from simulation.model.effects import EffectBuilder
from simulation.model.record import INDEX, Trajectory
from simulation.organisation.generator import generate
from simulation.scenario.schema import Scenario
from simulation.world import World, build

Floats = NDArray[np.float64]
PLAIN_COMPANY: Mapping[str, Any] = {
    "countries": {"A": 1},
    "divisions": {"X": 1},
    "structure": "listed",
    "desk_share": 1,
    "function_focus": 1,
}
"""One silo, everybody at a desk, no ties."""
PLAIN_MODEL: Mapping[str, float] = {
    "turnover_rate": 0,
    "usefulness_weight": 0,
    "innovation_rate": 0,
    "imitation_rate": 0,
    "launch_hazard": 0,
    "register_propensity": 0,
    "never_share": 0,
    "read_novelty": 0,
    "contribute_novelty": 0,
    "read_reply": 0,
    "habit_spread": 0,
    "norm_start": 0,
    "leaving_use": 0,
    "shock_spread": 0,
}
"""Nobody leaves, people are alike, usefulness (beta = 0) and novelty do not matter, nobody registers unless a row says
so, and weeks are alike."""
QUIET: Mapping[str, float] = {"read_intercept": -12, "propensity_spread": 0}
"""Nobody reads or contributes, so that a run of registrations costs less time; nothing else depends on it."""


def plain(name: str, people: int, weeks: int, seed: int = 1, **sections: Any) -> Scenario:
    """A scenario with as little as possible in it; sections add to it."""
    return Scenario.model_validate(
        {
            "name": name,
            "organisation": {**PLAIN_COMPANY, "people": people, **sections.pop("organisation", {})},
            "platform": {"official_content": 0, "started_share": 0, **sections.pop("platform", {})},
            "model": {"calendar": "none", **sections.pop("model", {})},
            "parameters": {**PLAIN_MODEL, **QUIET, **sections.pop("parameters", {})},
            "run": {"weeks": weeks, "seed": seed, "uncertainty": "chance", **sections.pop("run", {})},
            **sections,
        }
    )


def first_people(count: int, **settings: Any) -> dict[str, Any]:
    """A section ``platform`` in which the first people in number are registered before week 0."""
    target = {"rank": "number", "count": count}
    return {"pilots": [{"name": "seeds", "target": target, "skill": 0, "content": 0, **settings}]}


def world_of(scenario: Scenario) -> World:
    """Build a world without keeping its organisation on disk."""
    with patch("simulation.shared_company.load_or_generate", generate):
        return build(scenario)


def run(scenario: Scenario, replicate: int = 0, **settings: Any) -> Trajectory:
    """Run one replicate of a scenario."""
    return simulate(world_of(scenario), replicate, **settings)


def each(scenario: Scenario, replicates: int, take: Callable[[Trajectory], Any], **settings: Any) -> Floats:
    """Run replicates in one world and stack what is taken of each [replicates, ...]."""
    world = world_of(scenario)
    return np.array([take(simulate(world, replicate, **settings)) for replicate in range(replicates)], float)


def weekly(counter: str, silo: int = -1) -> Callable[[Trajectory], NDArray[np.int64]]:
    """Return a function that takes one counter week by week."""
    return lambda trajectory: trajectory.counts[:, silo, INDEX[counter]]


def with_effect(scenario: Scenario, *effects: Effect) -> Scenario:
    """Add interventions of theory to a scenario, which no file can ask for."""
    return scenario.model_copy(update={"interventions": (*scenario.interventions, *effects)})


class Effect(Intervention):
    """One value on one effect channel of some people, for as long as it lasts; costs and asks nothing."""

    evidence: ClassVar[str] = "None: it states a boundary condition of a known result."
    kind: Literal["effect"] = "effect"
    name: str = "effect"
    start: int = 0
    channels: dict[str, float]
    """Values by channel."""
    withdrawn: float = 0
    """Strength of the reward that is withdrawn when it ends."""

    def activate(self, world: World, view: Any) -> Active:
        """Find its people."""
        return _Effect(self, select(self.target, world.organisation, self.name, view.people))


class _Effect(Active):
    constant = True

    def __init__(self, plan: Effect, people: NDArray[np.int64]) -> None:
        self.plan, self.people = plan, people

    def apply(self, age: int, strength: float, view: Any, effects: EffectBuilder) -> None:
        """Add the values."""
        del age, view
        for channel, value in self.plan.channels.items():
            effects.add(channel, self.people, strength * value)

    def withdraw(self, view: Any, effects: EffectBuilder) -> None:
        """Take a reward away."""
        del view
        if self.plan.withdrawn:
            effects.add("withdrawal", self.people, self.plan.withdrawn)

    def cost(self, age: int) -> Cost:
        """Free."""
        del age
        return Cost()

"""What one replicate starts from, and how plain keyword arguments change a scenario."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from simulation.engines.values import parameter_values
from simulation.model.coefficients import Coefficients, coefficients
from simulation.model.draws import replicate_seed
from simulation.organisation.settings import OrganisationSettings
from simulation.parameters import PARAMETERS
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.platform import PlatformSettings
from simulation.scenario.schema import ModelSettings, RunSettings, Scenario
from simulation.world import World, build

SECTIONS: Final[dict[str, Collection[str]]] = {
    "parameters": PARAMETERS,
    "run": RunSettings.model_fields,
    "organisation": OrganisationSettings.model_fields,
    "platform": PlatformSettings.model_fields,
    "model": ModelSettings.model_fields,
}
"""Sections in which a short name is looked for, in this order."""


@dataclass(frozen=True, eq=False)
class Replica:
    """One replicate, ready to start: its world, its parameter values and its seed."""

    world: World
    values: dict[str, float]
    c: Coefficients
    seed: int


def prepare(scenario: str | Path | Scenario, replicate: int, changes: Mapping[str, Any]) -> Replica:
    """Build the world of a scenario with some changes and draw the replicate's parameter values."""
    plan = scenario if isinstance(scenario, Scenario) else load(scenario)
    plan = override(plan, [f"{full_name(key)}={_yaml(value)}" for key, value in changes.items()])
    values = parameter_values(plan, replicate)
    c = coefficients(values, plan.model.variant)
    seed = int(replicate_seed(plan.run.seed, replicate))
    return Replica(build(plan).replicate(seed), values, c, seed)


def full_name(key: str) -> str:
    """Return the dotted key of a short name, such as ``run.weeks`` of ``weeks``; others stay what they are."""
    return next((f"{section}.{key}" for section, names in SECTIONS.items() if key in names), key)


def _yaml(value: Any) -> str:
    return json.dumps(value.item() if isinstance(value, np.generic) else value)

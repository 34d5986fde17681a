"""Write kernel.csv: the emulator of adoption beside the kernel, in companies with drawn levels.

Usage: python -m experiments.companies.against_kernel
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from experiments.companies.emulator import Companies
from simulation.engines.run import simulate
from simulation.engines.values import parameter_values
from simulation.model.draws import Decision, named_uniform
from simulation.model.record import INDEX
from simulation.parameters import PARAMETERS
from simulation.scenario.schema import Scenario
from simulation.world import build

FILE = Path(__file__).parent / "kernel.csv"
PEOPLE, COMPANIES, WEEKS = 4_000, 24, (15, 43, 85, 160)
PULL = 0.15
"""Mean pull of visible content while a network grows, for the emulator's usefulness."""


def main() -> None:
    """Run both for every company and write their shares registered."""
    run = {"weeks": WEEKS[-1] + 1, "seed": 7}
    world = build(Scenario.model_validate({"name": "check", "organisation": {"people": PEOPLE}, "run": run}))
    with FILE.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f"{who}_{week}" for who in ("kernel", "emulator") for week in WEEKS])
        for k in range(COMPANIES):
            values = {name: value for name, value in parameter_values(world.scenario, k).items() if name in PARAMETERS}
            values |= {
                name: _level(name, k) for name in ("innovation_rate", "imitation_rate", "launch_hazard", "never_share")
            }
            counts = simulate(world, k, parameters=values).counts[:, -1]
            kernel = counts[:, INDEX["registered"]] / counts[:, INDEX["people"]]
            curve = emulated(values).curves(WEEKS[-1] + 1, launch=0)[0]
            writer.writerow([f"{each[week]:.4f}" for each in (kernel, curve) for week in WEEKS])


def _level(name: str, k: int) -> float:
    """Draw a level from the central 80% of its prior."""
    p = PARAMETERS[name]
    return p.prior.quantile(0.1 + 0.8 * named_uniform(k, Decision.PARAMETER, f"check {name}"), p.low, p.high)


def emulated(values: dict[str, float]) -> Companies:
    """Return one company with these parameter values."""
    useful = values["usefulness_ease"] * values["skill_mean"] + values["usefulness_content"] * PULL
    names = [name for name in Companies.__dataclass_fields__ if name != "usefulness"]
    return Companies(
        **{name: np.array([values[name]]) for name in names},
        usefulness=np.array([values["usefulness_weight"] * useful]),
    )


if __name__ == "__main__":
    main()

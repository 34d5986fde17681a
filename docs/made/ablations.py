"""Measures what each structural assumption does: a small company with and without it, under the same luck.

Usage: python -m docs.made.ablations [replicates]

Every replicate draws its parameters from the priors; a case shares draws and luck with the base. Writes
docs/made/ablations.json, from which docs/assumptions.md is made. It takes a few minutes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from docs.made.assumptions import ALL
from simulation.engines.run import simulate
from simulation.measures import measure
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.schema import Scenario
from simulation.world import build

HERE: Final = Path(__file__).parent
DATA: Final = HERE / "ablations.json"
BASE: Final = HERE / "ablations.yaml"
MEASURES: Final = ("registered", "readers_28", "contributions_total_cumulative", "belief_mean")
"""What is compared: registered, active (read within 4 weeks), contributions so far, belief; all at the end."""
REPLICATES: Final = 40


def base() -> Scenario:
    """Return the small company in which assumptions are taken away."""
    return load(BASE)


def run(changes: Sequence[str], replicates: int) -> NDArray[np.float64]:
    """Return the measures at the end [replicates, measures] of the base with some changes."""
    scenario = override(base(), list(changes))
    world = build(scenario)
    rows = []
    for replicate in range(replicates):
        found = measure(simulate(world, replicate), scenario.economics.hourly_cost_eur, MEASURES)
        rows.append([found[name][-1, -1] for name in MEASURES])
    return np.array(rows)


def mean_and_error(values: NDArray[np.float64]) -> list[list[float]]:
    """Return mean and standard error of every column, to six digits."""
    errors = values.std(axis=0, ddof=1) / np.sqrt(len(values))
    return [[float(f"{m:.6g}"), float(f"{e:.6g}")] for m, e in zip(values.mean(axis=0), errors, strict=True)]


def main(replicates: int) -> None:
    """Run the base and every switch, and write what changed."""
    before = run((), replicates)
    found: dict[str, Any] = {}
    for name, assumption in ALL.items():
        if assumption.without:
            after = run(assumption.without, replicates)
            found[name] = dict(zip(MEASURES, mean_and_error(after - before), strict=True))
            print(name, found[name], flush=True)
    scenario = base()
    document = {
        "people": scenario.organisation.people,
        "weeks": scenario.run.weeks,
        "replicates": replicates,
        "base": dict(zip(MEASURES, mean_and_error(before), strict=True)),
        "differences": found,
    }
    DATA.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATES)

"""Fit the scenario telekom-2012 to the three numbers that its source states, and write its posterior.

Usage: python experiments/fit_telekom_2012.py [rows]

Each row draws all parameters from their priors and one target for each number (the number
with an error), then solves for the three level parameters (innovation rate, read intercept,
contribute intercept) that meet the targets at week 85. Rows whose solved values lie outside
the central 99.8% of their prior, or that do not converge, are left out. What the three
numbers do not tell keeps its prior: that is the point.
"""

from __future__ import annotations

import csv
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from simulation.declare import Prior
from simulation.engines.run import simulate
from simulation.engines.values import parameter_values
from simulation.model.draws import Decision, named_uniform
from simulation.model.record import CONTENT_TYPES, INDEX
from simulation.parameters import PARAMETERS
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.world import World, build

SCENARIO = Path(__file__).parents[1] / "scenarios" / "telekom-2012.yaml"
POSTERIOR = SCENARIO.with_suffix(".posterior.csv")
WEEK = 85
SIZES = (12_000, 120_000)
ROUNDS = (14, 8)
TOLERANCE = 0.05
SMALL = 1e-3
LEVELS = ("innovation_rate", "read_intercept", "contribute_intercept")


@dataclass(frozen=True)
class Targets:
    """What one row is fitted to: share registered, contributions per employee, active share of the registered."""

    registered: float
    contributions: float
    active: float


def targets(row: int) -> Targets:
    """KT13 with errors (assumptions): 70,000 of 120,000 +-3%, 83,900 +-5%, 'about 10%' +-25% (log sd)."""

    def around(value: float, log_sd: float, name: str) -> float:
        u = named_uniform(85, Decision.PARAMETER, f"{name} {row}")
        return Prior("lognormal", value, log_sd).quantile(u, value / 4, value * 4)

    return Targets(
        around(70_000 / 120_000, 0.03, "registered"),
        around(83_900 / 120_000, 0.05, "contributions"),
        around(0.10, 0.25, "active"),
    )


def observed(world: World, row: int, values: dict[str, float]) -> Targets:
    """What the model gives at week 85 with these values."""
    counts = simulate(world, row, parameters=values).counts[:, -1]
    people, registered = counts[WEEK, INDEX["people"]], counts[WEEK, INDEX["registered"]]
    contributions = sum(counts[: WEEK + 1, INDEX[kind]].sum() for kind in CONTENT_TYPES)
    return Targets(
        max(registered, 1) / people,
        max(contributions, 1) / people,
        max(counts[WEEK, INDEX["readers_28"]], 1) / registered,
    )


def solve(worlds: list[World], row: int) -> dict[str, float] | None:
    """Solve one row by damped secant steps, each level against its own number; None if it does not converge."""
    wanted = targets(row)
    values = parameter_values(worlds[0].scenario, row)
    off, gaps, slopes, moves = 1.0, [0.0] * 3, [1.0, 1.5, 1.0], [0.0] * 3
    for world, rounds in zip(worlds, ROUNDS, strict=True):
        for k in range(rounds):
            last, gaps = gaps, distances(wanted, observed(world, row, values))
            off = max(abs(gap) for gap in gaps)
            if off < TOLERANCE:
                break
            if world is worlds[0] and k == rounds // 2 and not plausible(values):
                return None
            for j, name in enumerate(LEVELS):
                if k and abs(moves[j]) > SMALL:
                    slopes[j] = min(max((last[j] - gaps[j]) / moves[j], 0.5), 3.0)
                moves[j] = max(min(0.8 * gaps[j] / slopes[j], 0.7), -0.7)
                value = values[name] * exp(moves[j]) if name == "innovation_rate" else values[name] + moves[j]
                values[name] = min(max(value, PARAMETERS[name].low), PARAMETERS[name].high)
    levels = " ".join(f"{name} {values[name]:.4f}" for name in LEVELS)
    print(f"row {row}: off by {off:.3f}, {levels}", flush=True)
    return values if off < TOLERANCE and plausible(values) else None


def distances(wanted: Targets, found: Targets) -> list[float]:
    """How far the three numbers are off, as differences of logarithms (registered: of cumulated hazards)."""
    return [
        log(log(1 - wanted.registered) / log(1 - min(found.registered, 0.999))),
        log(wanted.active / found.active),
        log(wanted.contributions / found.contributions),
    ]


def plausible(values: dict[str, float]) -> bool:
    """Whether the solved values lie within the central 99.8% of their priors."""
    return all(
        p.prior.quantile(0.001, p.low, p.high) <= values[p.name] <= p.prior.quantile(0.999, p.low, p.high)
        for p in (PARAMETERS[name] for name in LEVELS)
    )


def main(rows: int) -> None:
    """Solve the rows on two threads and write those that converge."""
    scenario = load(SCENARIO)
    base = scenario.model_copy(update={"posterior": None})
    worlds = [build(override(base, [f"organisation.people={n}", f"run.weeks={WEEK + 1}"])) for n in SIZES]
    simulate(worlds[0], 0)  # compile once
    with ThreadPoolExecutor(2) as pool:
        solved = []
        solved = [values for values in pool.map(lambda row: solve(worlds, row), range(rows)) if values is not None]
    names = [name for name, parameter in PARAMETERS.items() if parameter.prior.kind != "fixed"]
    with POSTERIOR.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([[f"{values[name]:.6g}" for name in names] for values in solved])
    print(f"{len(solved)} of {rows} rows written to {POSTERIOR.name}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 80)

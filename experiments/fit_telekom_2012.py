"""Fit the scenario telekom-2012 to what its source states, and write its posterior.

Usage: python -m experiments.fit_telekom_2012 [draws]; what was solved is kept in results/, so that it goes on
where it was interrupted.

Each draw takes all parameters from their priors and a target for the contributions (the published number with its
error), then solves for the level that meets it at week 85 (the contribute intercept), which would be met by chance too
seldom. By Bayes' rule a draw is worth the prior density of that level over the derivative of the log of the
contributions with respect to it, times the likelihood of the published registrations, times that of "about 10%
active". That word is not defined, so its likelihood is a mixture: beforehand every definition that the scenario lists
is as likely as the others. Draws whose registrations are far off by the emulator of adoption are worth nothing and not
run. The posterior is a systematic resample of the draws by their worth.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from hashlib import sha256
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from experiments.companies.against_kernel import emulated
from experiments.companies.emulator import Companies
from experiments.weighing import (
    Vector,
    coordinate,
    effective_number,
    log_density,
    normalised,
    of_coordinate,
    resample,
)
from simulation.declare import BEHAVIOUR, Parameter
from simulation.engines.run import simulate
from simulation.engines.values import parameter_values
from simulation.measures import MEASURES
from simulation.measures.base import of_trajectory
from simulation.model.draws import Decision, named_uniform
from simulation.portable import normal
from simulation.scenario.loading import load
from simulation.scenario.observation import Observation
from simulation.scenario.overriding import override
from simulation.scenario.schema import Scenario
from simulation.world import World, build

ROOT = Path(__file__).parents[1]
SCENARIO = ROOT / "scenarios" / "telekom-2012.yaml"
POSTERIOR = SCENARIO.with_suffix(".posterior.csv")
SUMMARY = SCENARIO.with_suffix(".posterior.json")
RESULTS = ROOT / "results"
WEEK, PEOPLE, ROWS, BATCH = 85, 12_000, 400, 500
ROUNDS, TOLERANCE, LONGEST, STEP = 8, 0.02, 1.5, 0.3
SCREEN, REACH = 0.17, 2.7
"""How far off registrations may be: their log by the emulator, and errors of the published number in a run."""
LEAST = 1e-6
SIZE = 1.05
"""Contributions at 120,000 people over those at 12,000, both per employee: mean of ten draws, with an error of .035."""
COUNTED = ("count", "communities")
"""Keys under which a scenario counts people or communities."""
LEVEL = "contribute_intercept"
"""The level that is solved for."""


@dataclass(frozen=True)
class Facts:
    """What the scenario says was observed: contributions are solved for, the others weighed."""

    registered: Observation
    active: Observation
    contributions: Observation

    @classmethod
    def of(cls, scenario: Scenario) -> Facts:
        """Take the first three observations of the scenario."""
        return cls(*scenario.observations[:3])

    def target(self, row: int, people: int) -> float:
        """Return one draw of the log of contributions per employee, with the number's error."""
        u = named_uniform(WEEK, Decision.PARAMETER, f"contributions {row}")
        return log(self.contributions.value / people) + self.contributions.spread * normal.quantile(u)

    def off(self, registered: float, people: int) -> float:
        """Return by how many errors a share registered misses the published number."""
        return log(registered * people / self.registered.value) / self.registered.spread

    def log_likelihoods(self, shares: Vector) -> Vector:
        """Return the log density of the published share under each definition [.., definitions]."""
        z = (np.log(self.active.value) - np.log(np.maximum(shares, LEAST))) / self.active.spread
        found: Vector = -0.5 * z**2
        return found


@dataclass(frozen=True)
class Solved:
    """One draw that met its targets: its values, the definitions' shares, and what its levels are worth (log)."""

    row: int
    values: dict[str, float]
    shares: tuple[float, ...]
    log_worth: float


@dataclass(frozen=True)
class Fit:
    """The scenario at the size at which it is solved, with what it is fitted to."""

    world: World
    facts: Facts
    declared: dict[str, Parameter]
    people: int

    @classmethod
    def of(cls, scenario: Scenario, people: int) -> Fit:
        """Build a smaller organisation like the scenario's, whose own size is what the published numbers count in."""
        base = shrunk(scenario, people / scenario.organisation.people)
        world = build(override(base, [f"organisation.people={people}", f"run.weeks={WEEK + 1}"]))
        declared = {name: p for name, p in world.scenario.declared().items() if p.group != BEHAVIOUR}
        return cls(world, Facts.of(scenario), declared, scenario.organisation.people)

    def promising(self, rows: Sequence[int]) -> list[int]:
        """Return the rows whose registrations come near the published number by the emulator of adoption."""
        kept = []
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            made = joined([emulated(parameter_values(self.world.scenario, row)) for row in batch])
            found = made.curves(WEEK + 1, launch=0)[:, -1] * self.people / self.facts.registered.value
            kept += [row for row, each in zip(batch, np.abs(np.log(found)), strict=True) if each < SCREEN]
        return kept

    def shown(self, row: int, values: dict[str, float]) -> tuple[float, float, tuple[float, ...]]:
        """Return registered and contributions per employee, and the share active under each definition."""
        recorded = of_trajectory(simulate(self.world, row, parameters=values), 0.0)

        def at(name: str) -> float:
            return float(np.nan_to_num(MEASURES[name].compute(recorded)[WEEK, -1]))

        people = recorded["people"][WEEK, -1]
        contributions = SIZE * at("contributions_total_cumulative")
        shares = tuple(at(name) for name in self.facts.active.measures)
        return max(at("registered"), 1) / people, max(contributions, 1) / people, shares

    def solve(self, row: int) -> Solved | None:
        """Solve one draw by secant steps; None if registrations are far off or it does not converge."""
        values = parameter_values(self.world.scenario, row)
        level, goal = self.declared[LEVEL], self.facts.target(row, self.people)

        def seen(x: float) -> tuple[float, float, tuple[float, ...]]:
            registered, contributions, shares = self.shown(row, values | {LEVEL: of_coordinate(level, x)})
            return self.facts.off(registered, self.people), log(contributions), shares

        x, slope = coordinate(level, values[LEVEL]), 1.0
        off, y, shares = seen(x)
        for _ in range(ROUNDS):
            if abs(off) > REACH:
                return None
            if abs(goal - y) < TOLERANCE:
                slope = (seen(x + STEP)[1] - y) / STEP
                worth = log_density(level.prior, x) - log(max(slope, LEAST)) - off**2 / 2
                return Solved(row, values | {LEVEL: of_coordinate(level, x)}, shares, worth)
            step = min(max((goal - y) / slope, -LONGEST), LONGEST)
            before, x = y, x + step
            off, y, shares = seen(x)
            slope = min(max((y - before) / step, 0.4), 2.5)
        return None


def joined(companies: list[Companies]) -> Companies:
    """Return many companies as one table."""
    names = [each.name for each in fields(Companies)]
    return Companies(*(np.concatenate([getattr(one, name) for one in companies]) for name in names))


def shrunk(scenario: Scenario, share: float) -> Scenario:
    """Return the scenario without its posterior, and with such a share of everybody who is counted in it."""

    def smaller(node: Any) -> Any:
        if isinstance(node, dict):
            return {
                key: max(1, round(each * share)) if key in COUNTED and isinstance(each, int) else smaller(each)
                for key, each in node.items()
            }
        return [smaller(each) for each in node] if isinstance(node, list | tuple) else node

    return Scenario.model_validate(smaller(scenario.model_copy(update={"posterior": None}).model_dump()))


def solved_rows(fit: Fit, rows: int) -> list[Solved]:
    """Solve rows on two threads, those of an earlier call taken from its file; print how far it is."""
    names = [name for name, p in fit.declared.items() if p.prior.kind != "fixed"]
    settings = {n: fit.declared[n] for n in names}, fit.world.scenario.model_dump(), SIZE
    key = sha256(repr(settings).encode()).hexdigest()[:10]
    path = RESULTS / f"fit-telekom-2012-{key}.csv"
    done = {int(line[0]) for line in _lines(path)}
    simulate(fit.world, 0)  # compile once
    with path.open("a", newline="") as file, ThreadPoolExecutor(2) as pool:
        writer = csv.writer(file)
        todo = fit.promising(range(max(done, default=-1) + 1, rows))
        for count, (row, found) in enumerate(zip(todo, pool.map(fit.solve, todo), strict=True), 1):
            cells = [found.log_worth, *found.shares, *(found.values[n] for n in names)] if found else []
            writer.writerow([row, *(f"{each:.6g}" for each in cells)])
            file.flush()
            if count % 50 == 0:
                print(f"{count} of {len(todo)}, row {row}", flush=True)
    n = len(fit.facts.active.measures)
    return [
        Solved(int(row), dict(zip(names, map(float, cells[1 + n :]), strict=True)), tuple(map(float, cells[1 : 1 + n])),
               float(cells[0]))
        for row, *cells in _lines(path)
        if cells and int(row) < rows
    ]  # fmt: skip


def _lines(path: Path) -> list[list[str]]:
    if not path.is_file():
        return []
    with path.open(newline="") as file:
        return list(csv.reader(file))


def weigh(facts: Facts, solved: list[Solved]) -> tuple[Vector, Vector]:
    """Return the draws' weights and how likely each definition of "active" is, each adding up to one."""
    likelihoods = np.exp(facts.log_likelihoods(np.array([each.shares for each in solved])))
    weights = normalised(np.array([each.log_worth for each in solved]) + np.log(likelihoods.mean(axis=1) + 1e-300))
    meant = weights @ (likelihoods / likelihoods.sum(axis=1, keepdims=True))
    return weights, meant


def write(facts: Facts, solved: list[Solved], tried: int) -> None:
    """Write the resampled draws in an order of their own, and what the weights say."""
    weights, meant = weigh(facts, solved)
    places = resample(weights, ROWS, named_uniform(WEEK, Decision.PARAMETER, "resample"))
    order = sorted(range(ROWS), key=lambda k: named_uniform(WEEK, Decision.PARAMETER, f"place {k}"))
    names = list(solved[0].values)
    with POSTERIOR.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([[f"{solved[places[k]].values[name]:.6g}" for name in names] for k in order])
    summary = {
        "tried": tried,
        "solved": len(solved),
        "effective_number": round(effective_number(weights), 1),
        "different_rows": len(set(places.tolist())),
        "definitions": {name: round(float(p), 4) for name, p in zip(facts.active.measures, meant, strict=True)},
    }
    SUMMARY.write_text(json.dumps(summary, indent=2) + "\n")
    print(json.dumps(summary, indent=2))


def main(draws: int) -> None:
    """Solve, weigh, resample and write."""
    fit = Fit.of(load(SCENARIO), PEOPLE)
    write(fit.facts, solved_rows(fit, draws), draws)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)

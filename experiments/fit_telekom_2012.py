"""Fit the scenario telekom-2012 to what its source states, and write its posterior.

Usage: python -m experiments.fit_telekom_2012 [draws]; what was solved is kept in results/, so that it goes on
where it was interrupted.

Each draw takes all parameters from their priors and a target for registrations and contributions (the published
number with its error), then solves for the two levels (innovation rate, contribute intercept) that meet the targets
at week 85. A draw is worth what Bayes' rule says: the prior density of the levels that were solved for, over the
determinant of the targets' derivatives with respect to them, times the likelihood of "about 10% active". That word is
not defined, so its likelihood is a mixture: beforehand every definition that the scenario lists is as likely as the
others. The posterior is a systematic resample of the draws by their worth.
"""

from __future__ import annotations

import csv
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from math import exp, log
from pathlib import Path

import numpy as np

from experiments.companies.against_kernel import emulated
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
WEEK, PEOPLE, ROWS = 85, 12_000, 400
ROUNDS, TOLERANCE, LONGEST, STEP, MISS = 9, 0.02, 1.2, 0.3, 0.15
LEAST = 1e-6
LEVELS = ("innovation_rate", "contribute_intercept")
"""Levels that are solved for."""
FIRST_SLOPES = ((0.6, 0.0), (0.5, 1.0))
"""Derivatives of the two targets with respect to the levels, to begin with."""


@dataclass(frozen=True)
class Facts:
    """What the scenario says was observed: registered and contributions are solved for, active is weighed."""

    registered: Observation
    active: Observation
    contributions: Observation

    @classmethod
    def of(cls, scenario: Scenario) -> Facts:
        """Take the first three observations of the scenario."""
        return cls(*scenario.observations[:3])

    def targets(self, row: int, people: int) -> tuple[float, float]:
        """Return one draw of both numbers per employee, each with its error."""

        def around(seen: Observation, name: str) -> float:
            u = named_uniform(WEEK, Decision.PARAMETER, f"{name} {row}")
            return seen.value / people * exp(seen.spread * normal.quantile(u))

        return around(self.registered, "registered"), around(self.contributions, "contributions")

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
        """Build the organisation; the scenario's own size is what the published numbers count in."""
        base = scenario.model_copy(update={"posterior": None})
        world = build(override(base, [f"organisation.people={people}", f"run.weeks={WEEK + 1}"]))
        declared = {name: p for name, p in world.scenario.declared().items() if p.group != BEHAVIOUR}
        return cls(world, Facts.of(scenario), declared, scenario.organisation.people)

    @property
    def rates(self) -> tuple[float, float]:
        """Log innovation rates between which its prior has all but two of a thousand draws."""
        p = self.declared[LEVELS[0]]
        return log(p.prior.quantile(0.001, p.low, p.high)), log(p.prior.quantile(0.999, p.low, p.high))

    def _first(self, values: dict[str, float], registered: float) -> float | None:
        """Return the log innovation rate at which the emulator has so many registered at week 85.

        None where it has 15% more with hardly any spontaneous registration, or 15% fewer with very much of it:
        beyond those rates the prior has next to nothing.
        """
        rates = np.linspace(*self.rates, 41)
        one = emulated(values)
        levels = replace(one, innovation_rate=np.exp(rates), **{
            name: np.repeat(getattr(one, name), len(rates)) for name in (field.name for field in fields(one)[1:])
        })  # fmt: skip
        found = np.log(levels.curves(WEEK + 1, launch=0)[:, -1] / registered)
        if found[0] > MISS or found[-1] < -MISS:
            return None
        return float(np.interp(0, found, rates))

    def shown(self, row: int, values: dict[str, float]) -> tuple[float, float, tuple[float, ...]]:
        """Return registered and contributions per employee, and the share active under each definition."""
        recorded = of_trajectory(simulate(self.world, row, parameters=values), 0.0)

        def at(name: str) -> float:
            return float(np.nan_to_num(MEASURES[name].compute(recorded)[WEEK, -1]))

        people = recorded["people"][WEEK, -1]
        contributions = at("contributions_total_cumulative")
        shares = tuple(at(name) for name in self.facts.active.measures)
        return max(at("registered"), 1) / people, max(contributions, 1) / people, shares

    def solve(self, row: int) -> Solved | None:
        """Solve one draw by Broyden steps; None if more or fewer come whatever the levels, or it does not converge."""
        values = parameter_values(self.world.scenario, row)
        wanted = self.facts.targets(row, self.people)
        comers = 1 - values["never_share"]
        first = self._first(values, wanted[0])
        if first is None:
            return None

        def seen(x: Vector) -> tuple[Vector, tuple[float, ...], Vector]:
            values.update({n: of_coordinate(self.declared[n], each) for n, each in zip(LEVELS, x, strict=True)})
            registered, contributions, shares = self.shown(row, values)
            bent = np.array([_cumulated(registered, comers), log(contributions)])
            return bent, shares, np.log([registered, contributions])

        x = np.array([first, values[LEVELS[1]]])
        goal = np.array([_cumulated(wanted[0], comers), log(wanted[1])])
        slopes = np.array(FIRST_SLOPES)
        y, shares, plain = seen(x)
        for _ in range(ROUNDS):
            if np.abs(np.log(wanted) - plain).max() < TOLERANCE:
                return Solved(row, dict(values), shares, self._worth(x, plain, seen))
            step = np.clip(np.linalg.solve(slopes, goal - y), -LONGEST, LONGEST)
            x = x + step
            if not self.rates[0] < x[0] < self.rates[1]:
                return None
            before, (y, shares, plain) = y, seen(x)
            slopes += np.outer(y - before - slopes @ step, step) / (step @ step)
            slopes[0, 0], slopes[1, 1] = max(slopes[0, 0], 0.2), max(slopes[1, 1], 0.4)
        return None

    def _worth(self, x: Vector, plain: Vector, seen) -> float:  # type: ignore[no-untyped-def]
        """Log of prior density of the levels over the determinant of the targets' derivatives (same luck)."""
        slopes = np.column_stack([(seen(x + STEP * each)[2] - plain) / STEP for each in np.eye(len(x))])
        density = sum(log_density(self.declared[n].prior, each) for n, each in zip(LEVELS, x, strict=True))
        return density - log(max(abs(np.linalg.det(slopes)), LEAST))


def _cumulated(registered: float, comers: float) -> float:
    """Log of the cumulated hazard of those who come at all: nearly linear in the log of the rate."""
    return log(-log(1 - min(registered / comers, 0.999)))


def solved_rows(fit: Fit, rows: int) -> list[Solved]:
    """Solve rows on two threads, those of an earlier call taken from its file; print how far it is."""
    names = [name for name, p in fit.declared.items() if p.prior.kind != "fixed"]
    key = sha256(repr([(n, fit.declared[n]) for n in names]).encode()).hexdigest()[:10]
    path = RESULTS / f"fit-telekom-2012-{key}.csv"
    done = {int(line[0]) for line in _lines(path)}
    simulate(fit.world, 0)  # compile once
    with path.open("a", newline="") as file, ThreadPoolExecutor(2) as pool:
        writer = csv.writer(file)
        todo = [row for row in range(rows) if row not in done]
        for count, (row, found) in enumerate(zip(todo, pool.map(fit.solve, todo), strict=True), 1):
            cells = [found.log_worth, *found.shares, *(found.values[n] for n in names)] if found else []
            writer.writerow([row, *(f"{each:.6g}" for each in cells)])
            file.flush()
            if count % 50 == 0:
                print(f"{count} of {len(todo)}", flush=True)
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1500)

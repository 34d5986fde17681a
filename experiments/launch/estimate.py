"""How strong novelty is, how fast it fades and what it does to posting, estimated from the launch of a community.

Usage: python -m experiments.launch.estimate [runs]; writes estimate.json. It takes some minutes.

A public Slack workspace of learners (R for Data Science, key SlackCommunity): 430 people joined within 12 days, hardly
anybody in the 15 weeks after, so that its weekly counts up to week 16 are a curve of use by tenure. weeks.csv holds
them as the workspace's usage report gives them (TidyTuesday, 16 July 2019, CC0).

Each run registers 430 people in the first week and draws the levels of use and the three numbers of novelty evenly from
`RANGES`, everything else from its prior. A run's weight is its likelihood: log-odds of reading of the members and of
posting of the readers differ from the counted ones by `ERRORS`, weeks together being worth `WORTH` independent ones.
"""

from __future__ import annotations

import csv
import json
import sys
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.engines.run import simulate
from simulation.engines.values import parameter_values
from simulation.model.draws import Decision, named_uniform
from simulation.model.record import INDEX
from simulation.parameters import PARAMETERS
from simulation.results.quantiles import BAND
from simulation.scenario.schema import Scenario
from simulation.world import World, build

Array = NDArray[np.float64]
FOLDER = Path(__file__).parent
ESTIMATE = FOLDER / "estimate.json"
PEOPLE, WEEKS, RUNS = 430, 17, 4_000
RANGES = {
    "read_intercept": (-4.5, -1.5),
    "contribute_intercept": (-7.0, -2.0),
    "read_novelty": (2.5, 8.0),
    "novelty_half_life": (1.0, 6.0),
    "contribute_novelty": (1.0, 5.0),
}
"""Ranges over which the runs are drawn evenly, the half-life by its logarithm; outside of them hardly any run counted
among 5,000 over ranges twice as wide."""
ERRORS = (0.3, 0.4)
"""Standard deviation of the log-odds of reading and of posting: luck of 430 people, and what the model misses."""
WORTH = 6
STILL = {"turnover_rate": 0.0, "christmas_absence": 0.0, "summer_absence": 0.0}
"""A community of volunteers: nobody is replaced, and no company is on holiday."""


def counted() -> tuple[Array, Array]:
    """Return the shares of the members who read and of the readers who posted [weeks]."""
    with (FOLDER / "weeks.csv").open(newline="") as file:
        rows = [[float(row[name]) for name in ("members", "readers", "posters")] for row in csv.DictReader(file)]
    members, readers, posters = np.array(rows).T
    return readers / members, posters / readers


def log_odds(shares: Array) -> Array:
    """Return log-odds; shares of none and of all count as half a person of a hundred."""
    inside = np.clip(shares, 0.005, 0.995)
    return np.log(inside / (1 - inside))


def log_likelihood(read: Array, posted: Array, seen: tuple[Array, Array]) -> Array:
    """Return the log-likelihood of runs [runs, weeks]; all read in the week of joining, which tells nothing."""
    weeks = read.shape[1]
    reading = ((log_odds(read[:, 1:]) - log_odds(seen[0][1:])) / ERRORS[0]) ** 2
    posting = ((log_odds(posted) - log_odds(seen[1])) / ERRORS[1]) ** 2
    found: Array = -0.5 * (reading.mean(axis=1) + posting.mean(axis=1)) * min(WORTH, weeks)
    return found


def weighed(values: Array, log_weights: Array) -> tuple[list[float], float]:
    """Return the 10%, 50% and 90% quantiles of values, and the effective number of runs behind them."""
    weights = np.exp(log_weights - log_weights.max())
    weights /= weights.sum()
    order = np.argsort(values, kind="stable")
    found = np.interp(BAND, np.cumsum(weights[order]) - weights[order] / 2, values[order])
    return [float(f"{each:.3g}") for each in found], float(1 / (weights**2).sum())


def level(name: str, run: int) -> float:
    """Return a run's value of one of the numbers that are estimated."""
    low, high = RANGES[name]
    u = named_uniform(run, Decision.PARAMETER, f"launch {name}")
    return exp(log(low) + u * log(high / low)) if name == "novelty_half_life" else low + u * (high - low)


def community(weeks: int) -> World:
    """Return 430 people who all join in the first week, where every community is open and runs."""
    return build(Scenario.model_validate({
        "name": "launch", "organisation": {"people": PEOPLE}, "run": {"weeks": weeks, "seed": 5},
        "platform": {"started_share": 1, "communities": {"people_per_community": 36, "open_share": 1}},
        "interventions": [{"kind": "mandate", "start": 0, "weeks": 1, "pressure": 0}],
    }))  # fmt: skip


def shown(world: World, run: int) -> tuple[list[float], Array, Array]:
    """Return a run's numbers, and its shares of members who read and of readers who posted."""
    drawn = {name: value for name, value in parameter_values(world.scenario, run).items() if name in PARAMETERS}
    levels = {name: level(name, run) for name in RANGES}
    counts = simulate(world, run, parameters=drawn | STILL | levels).counts[:, -1]
    members, readers = (np.maximum(counts[:, INDEX[name]], 1) for name in ("registered", "readers_7"))
    return list(levels.values()), counts[:, INDEX["readers_7"]] / members, counts[:, INDEX["contributors_7"]] / readers


def main(runs: int) -> None:
    """Run, weigh, print and write."""
    seen = counted()[0][:WEEKS], counted()[1][:WEEKS]
    world = community(WEEKS)
    values, read, posted = (np.array(each) for each in zip(*(shown(world, run) for run in range(runs)), strict=True))
    log_weights = log_likelihood(read, posted, seen)
    found: dict[str, Any] = {"runs": runs}
    for k, name in enumerate(RANGES):
        found[name], effective = weighed(values[:, k], log_weights)
    found["effective"] = round(effective)
    ESTIMATE.write_text(json.dumps(found, indent=1) + "\n")
    print(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)

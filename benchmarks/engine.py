"""The full model in the compiled engine, beside the best W kernel and the bare gathers over the same ties.

A scenario with default settings in which only chance differs; recording and common random numbers are always on. What
counts is the difference between a run of two years and one of a single week, so that drawing people and laying out ties
do not; ``EVERYBODY`` is the same with everybody on the platform after a few weeks, the dearest state there is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from time import thread_time_ns
from typing import Any

from benchmarks import best_kernel, gather, measure, workload
from benchmarks.labels import BEST, BEST_SAME, CSR, EVERYBODY, PLAIN, PLANNED, SELL8
from benchmarks.measure import Cost
from simulation.engines.run import EngineName, simulate
from simulation.organisation.measures import merged
from simulation.scenario.schema import Scenario
from simulation.world import World, build

WEEKS = 104
SOON = {"innovation_rate": 0.5, "never_share": 0}
"""Parameters with which nearly everybody has registered after ten weeks."""
MOST_SWEEPS = 10_000_000
"""Employee-weeks in one repeat of the references, whose cost does not depend on the week."""

INTERVENTIONS: tuple[dict[str, Any], ...] = (
    {"kind": "community_manager", "start": 8, "ramp_weeks": 26, "target": {}},
    {"kind": "reverse_mentoring", "start": 13, "weeks": 52, "target": {"role": "manager", "share": 0.02}},
    {"kind": "kick_off", "start": 20, "weeks": 52, "target": {"role": "manager", "share": 0.1}},
    {"kind": "ambassador_tasks", "start": 26, "weeks": 67, "target": {"rank": "propensity", "share": 0.005}},
    {"kind": "multipliers", "start": 39, "ramp_weeks": 26, "target": {"rank": "degree", "share": 0.01}},
)
"""One of each kind, with shares of people like those of the Telekom scenarios."""
PEOPLE_PER_MANAGED_COMMUNITY = 800


def scenario(n: int, planned: bool = False) -> Scenario:
    """Return the scenario that is measured: default settings, with or without interventions."""
    managed = {"communities": max(1, n // PEOPLE_PER_MANAGED_COMMUNITY)}
    plans = [each | (managed if each["kind"] == "community_manager" else {}) for each in INTERVENTIONS]
    return Scenario.model_validate(
        {
            "name": "benchmark",
            "organisation": {"people": n},
            "interventions": plans if planned else [],
            "run": {"weeks": WEEKS, "uncertainty": "chance"},
        }
    )


@lru_cache(maxsize=2)
def _built(n: int, planned: bool) -> World:
    return build(scenario(n, planned))


@lru_cache(maxsize=4)
def world(n: int, weeks: int = WEEKS, planned: bool = False) -> World:
    """Return the world of the scenario with a run of so many weeks."""
    whole = _built(n, planned)
    run = whole.scenario.run.model_copy(update={"weeks": weeks})
    return replace(whole, scenario=whole.scenario.model_copy(update={"run": run}))


def run_ns(where: World, engine: EngineName = "kernel", parameters: Mapping[str, float] | None = None) -> float:
    """Return the processor time of one replicate, set-up included."""
    start = thread_time_ns()
    simulate(where, 0, engine=engine, parameters=parameters)
    return thread_time_ns() - start


def compare(n: int, repeats: int, budget: float) -> list[Cost]:
    """Return the cost of the full model and of its references at one size, measured in turns."""
    runs: dict[str, Callable[[int], Callable[[], float]]] = {
        PLAIN: lambda weeks: partial(run_ns, world(n, weeks)),
        EVERYBODY: lambda weeks: partial(run_ns, world(n, weeks), parameters=SOON),
        PLANNED: lambda weeks: partial(run_ns, world(n, weeks, planned=True)),
    }
    references = _references(n)
    tasks = {label: run(WEEKS) for label, run in runs.items()}
    tasks |= {f"{label}, set-up": run(1) for label, run in runs.items()}
    taken = measure.least_in_turns({**tasks, **references}, repeats, budget)
    return [_of_weeks(label, n, taken[label], taken[f"{label}, set-up"][0]) for label in runs] + [
        _cost(label, n, _sweeps(n), taken[label]) for label in references
    ]


def _references(n: int) -> dict[str, Callable[[], float]]:
    """What the full model is held against: functions that return ns per employee-week."""
    network = merged(_built(n, planned=False).organisation)
    same = best_kernel.lay_out(network.indptr, network.indices)
    sweeps = _sweeps(n)

    def of_weeks(simulate_w: Callable[[], workload.Outcome]) -> float:
        return simulate_w().cpu_ns / (n * sweeps)

    return {
        BEST: partial(of_weeks, partial(best_kernel.simulate, n, sweeps, 0)),
        BEST_SAME: partial(of_weeks, partial(best_kernel.simulate_on, same, sweeps, 0)),
        SELL8: partial(gather.sell8_gather_over(network.indptr, network.indices), sweeps),
        CSR: partial(gather.csr_gather_over(network.indptr, network.indices), sweeps),
    }


def _sweeps(n: int) -> int:
    return max(1, min(WEEKS, MOST_SWEEPS // n))


def _of_weeks(label: str, n: int, taken: list[float], setup: float) -> Cost:
    """Cost of the weeks after the first, from whole runs and the least run of one week."""
    work = n * (WEEKS - 1)
    return _cost(label, n, WEEKS, [(total - setup) / work for total in taken], setup / 1e9)


def _cost(label: str, n: int, weeks: int, ns: list[float], setup_s: float = 0.0) -> Cost:
    return Cost(label, n, weeks, len(ns), ns[0], ns[len(ns) // 2], setup_s)

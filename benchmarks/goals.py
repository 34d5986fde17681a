"""What is aimed at, beside what was measured. A goal that is missed is shown; it is never an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.labels import (
    BEST,
    EVERYBODY,
    MEMORY,
    MESA,
    PLAIN,
    PORTFOLIO,
    SMALL,
    START,
    STUDY,
    STUDY_MEMORY,
    STUDY_WORKERS,
    THREADS,
)
from benchmarks.measure import Cost

Figures = Mapping[str, Mapping[str, float]]
Value = Callable[[Sequence[Cost], Figures], float | None]


@dataclass(frozen=True)
class Goal:
    """A limit, whether it is one from above, and where the value comes from (None: not measured)."""

    what: str
    limit: float
    at_most: bool
    value: Value


@dataclass(frozen=True)
class Verdict:
    """A goal beside its value."""

    what: str
    limit: float
    at_most: bool
    value: float
    met: bool


def ratio(label: str, to: str, n: int) -> Value:
    """Take the ratio of two costs at one size."""

    def value(costs: Sequence[Cost], _: Figures) -> float | None:
        ns = {cost.label: cost.ns for cost in costs if cost.n == n}
        above, below = ns.get(label), ns.get(to)
        return above / below if above and below else None

    return value


def figure(label: str, name: str) -> Value:
    """Take one number of a figure."""
    return lambda _, figures: figures.get(label, {}).get(name)


GOALS = (
    Goal("times the best W kernel, 100k people, first two years", 2.0, True, ratio(PLAIN, BEST, 100_000)),
    Goal("times the best W kernel, 100k people, all registered", 2.6, True, ratio(EVERYBODY, BEST, 100_000)),
    Goal("times the best W kernel, 1M people, first two years", 1.6, True, ratio(PLAIN, BEST, 1_000_000)),
    Goal("times the best W kernel, 1M people, all registered", 2.0, True, ratio(EVERYBODY, BEST, 1_000_000)),
    Goal("times faster than Mesa on the same rules, 100k people", 200, False, ratio(MESA, EVERYBODY, 100_000)),
    Goal("times faster on two threads (needs two free cores)", 1.9, False, figure(THREADS, "speedup")),
    Goal("bytes per person beside the ties", 300, True, figure(MEMORY, "beside_ties")),
    Goal("times the plain scenario, with twenty interventions", 1.3, True, figure(PORTFOLIO, "ratio")),
    Goal(
        "times the bare kernel, a run of a study, 2,000 people",
        1.4,
        True,
        figure(STUDY.format(people=2000), "to_kernel"),
    ),
    Goal(
        "times the bare kernel, a run of a study, 10,000 people",
        1.15,
        True,
        figure(STUDY.format(people=10_000), "to_kernel"),
    ),
    Goal("times the kernel, two constant interventions, 2,000 people", 1.25, True, figure(SMALL, "constant_to_kernel")),
    Goal(
        "times the kernel, two constant interventions, 10,000 people",
        1.1,
        True,
        figure(SMALL, "constant_to_kernel_10k"),
    ),
    Goal("ms of a change of a parameter (`override`)", 1, True, figure(SMALL, "override_parameter_ms")),
    Goal("us a week of a weekly intervention", 40, True, figure(SMALL, "weekly_us")),
    Goal("us a week of an ambassador programme", 200, True, figure(SMALL, "programme_us")),
    Goal("ms of a change of a scenario (`override`)", 1, True, figure(SMALL, "override_ms")),
    Goal("ms of a world whose organisation stays (`build`)", 1, True, figure(SMALL, "build_ms")),
    Goal("MB that 10,000 runs of a study add", 5, True, figure(STUDY_MEMORY, "mb_per_10k_runs")),
    Goal("times faster on two workers (needs two free cores)", 1.85, False, figure(STUDY_WORKERS, "speedup")),
    Goal("seconds of a small run from a warm start", 1.5, True, figure(START, "run_s")),
    Goal("times `import numpy, pandas`, a small run from a warm start", 2, True, figure(START, "ratio")),
)


def judge(costs: Sequence[Cost], figures: Figures) -> list[Verdict]:
    """Hold what was measured against the goals; goals about which nothing was measured are left out."""
    values = [(goal, goal.value(costs, figures)) for goal in GOALS]
    return [_verdict(goal, value) for goal, value in values if value is not None]


def _verdict(goal: Goal, value: float) -> Verdict:
    met = value <= goal.limit if goal.at_most else value >= goal.limit
    return Verdict(goal.what, goal.limit, goal.at_most, value, met)

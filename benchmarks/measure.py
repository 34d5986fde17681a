"""Measuring rows side by side: what fits the budget, in turns, the least of the repeats."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.workload import WEEKS

FEWEST_WEEKS = 4
MOST_WORK = 10_000_000  # employee-weeks in one repeat
SHORTEST_TURN = 0.25  # seconds; what is faster repeats within its turn
GROWTH = 1.5  # a person may cost this much more at the next size, for want of cache
WARM_UP = (1_000, 2)  # people, weeks

Function = Callable[[int, int], Mapping[str, float]]  # (n, weeks) -> {"ns": ..., "setup_s": ...}


@dataclass(frozen=True)
class Row:
    """A line of the table: a label, and ``module:function``, imported late since it may not be installed."""

    label: str
    function: str


@dataclass(frozen=True)
class Cost:
    """What a row costs at one size, in ns per employee-week; ``note`` says why there is no number."""

    label: str
    n: int
    weeks: int = 0
    repeats: int = 0
    ns: float | None = None
    median_ns: float | None = None
    setup_s: float = 0.0
    note: str = ""


def load(function: str) -> Any:
    """Import ``module:function``; raises ImportError where a library is missing."""
    module, name = function.split(":")
    return getattr(importlib.import_module(module), name)


def measure(rows: Sequence[Row], sizes: Sequence[int], repeats: int, budget: float) -> list[Cost]:
    """Measure all rows at all sizes; ``budget`` is seconds for one row at one size."""
    costs: list[Cost] = []
    before: dict[str, Cost] = {}
    for n in sorted(sizes):
        plans = {row: _plan(row.label, n, before.get(row.label), repeats, budget) for row in rows}
        found = _in_turns(plans)
        costs += found
        before |= {cost.label: cost for cost in found}
        print(f"measured {n:,} people", file=sys.stderr, flush=True)
    return costs


def _plan(label: str, n: int, before: Cost | None, repeats: int, budget: float) -> Cost:
    """How many weeks and repeats fit the budget, judged by the size before; no weeks means skip."""
    weeks = min(WEEKS, max(FEWEST_WEEKS, MOST_WORK // n))
    if before is None:
        return Cost(label, n, weeks, repeats)
    if before.ns is None:
        return Cost(label, n, note=before.note)
    setup = before.setup_s * n / before.n * GROWTH
    week = before.ns * n * GROWTH / 1e9
    weeks = min(weeks, int((budget - setup) / week))
    if weeks < FEWEST_WEEKS:
        return Cost(label, n, note="skipped: too slow")
    return Cost(label, n, weeks, max(1, min(repeats, int(budget / (setup + week * weeks)))))


def _in_turns(plans: Mapping[Row, Cost]) -> list[Cost]:
    """Measure the rows of one size: the first turn of all, the second of all, and so on."""
    functions: dict[Row, Function] = {}
    notes = {row: plan.note for row, plan in plans.items()}
    for row, plan in plans.items():
        try:
            if plan.weeks:
                functions[row] = load(row.function)
                functions[row](*WARM_UP)  # imports and compiles
        except ImportError as error:
            functions.pop(row, None)
            notes[row] = f"no {error.name}"
    taken: dict[Row, list[Mapping[str, float]]] = {row: [] for row in plans}
    for turn in range(max(plan.repeats for plan in plans.values())):
        for row, function in functions.items():
            until = time.perf_counter() + SHORTEST_TURN
            while turn < plans[row].repeats:
                taken[row].append(function(plans[row].n, plans[row].weeks))
                if time.perf_counter() > until:
                    break
    return [_least(plan, taken[row], notes[row]) for row, plan in plans.items()]


def least_in_turns(tasks: Mapping[str, Callable[[], float]], repeats: int, budget: float) -> dict[str, list[float]]:
    """Run every task once, then every task again, and so on; return what each gave, the least first.

    At most ``repeats`` turns, and no third one that does not fit ``budget`` seconds; tasks
    shorter than `SHORTEST_TURN` repeat within their turn.
    """
    taken: dict[str, list[float]] = {label: [] for label in tasks}
    began = time.perf_counter()
    for turn in range(repeats):
        for label, task in tasks.items():
            until = time.perf_counter() + SHORTEST_TURN
            while True:
                taken[label].append(task())
                if time.perf_counter() > until:
                    break
        spent = time.perf_counter() - began
        if turn > 0 and spent * (turn + 2) / (turn + 1) > budget:
            break
    return {label: sorted(values) for label, values in taken.items()}


def _least(plan: Cost, taken: Sequence[Mapping[str, float]], note: str) -> Cost:
    if not taken:
        return Cost(plan.label, plan.n, note=note)
    ns = sorted(values["ns"] for values in taken)
    setup = min(values["setup_s"] for values in taken)
    return Cost(plan.label, plan.n, plan.weeks, len(ns), ns[0], ns[len(ns) // 2], setup)

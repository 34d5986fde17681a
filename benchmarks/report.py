"""What a run of the benchmarks prints and keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.goals import Verdict
from benchmarks.labels import BEST, BEST_SAME, CSR, EVERYBODY, MESA, PLAIN, PLANNED, SELL8
from benchmarks.measure import Cost
from benchmarks.timing import Machine

RATIOS = (
    (PLAIN, BEST),
    (PLAIN, BEST_SAME),
    (PLAIN, SELL8),
    (PLAIN, CSR),
    (EVERYBODY, BEST),
    (EVERYBODY, PLAIN),
    (PLANNED, PLAIN),
    (MESA, EVERYBODY),
)
"""Costs of the full model that are divided by others."""


def print_head(machine: Machine) -> None:
    """Say where this is measured."""
    print(f"{machine.cpu}, {machine.cores} cores, {machine.system}, Python {machine.python}")
    print(", ".join(f"{name} {version}" for name, version in machine.versions.items()))
    print("Machines are noisy and differ: compare ratios within this run, not numbers between runs.", flush=True)


def print_peers(costs: Sequence[Cost]) -> None:
    """Print rows by sizes: nanoseconds per employee-week, and the ratio to the best W kernel at that size."""
    best = {cost.n: cost.ns for cost in costs if cost.label == BEST}

    def cell(cost: Cost) -> str:
        reference = best[cost.n]
        if cost.ns is None or reference is None:
            return cost.note
        return f"{cost.ns:,.1f} ({cost.ns / reference:,.1f}x)"

    title = "Processor time in ns per employee-week, least of the repeats (in brackets: times the best W kernel)"
    _print_grid(title, costs, {(cost.label, cost.n): cell(cost) for cost in costs})


def print_engine(costs: Sequence[Cost]) -> None:
    """Print what the full model costs, and by how much that is more than the references of the same turns."""
    cells = {(cost.label, cost.n): cost.note if cost.ns is None else f"{cost.ns:,.1f}" for cost in costs}
    title = "Full model: ns per employee-week of the weeks alone; the references have the organisation's own ties"
    _print_grid(title, costs, cells)
    ns = {(cost.label, cost.n): cost.ns for cost in costs}
    found = {}
    for n in dict.fromkeys(cost.n for cost in costs):
        for label, to in RATIOS:
            above, below = ns.get((label, n)), ns.get((to, n))
            if above and below:
                found[f"{label} / {to}", n] = f"{above / below:,.1f}x"
    if found:
        _print_grid("Ratios", costs, found)


def _print_grid(title: str, costs: Sequence[Cost], cells: Mapping[tuple[str, int], str]) -> None:
    sizes = list(dict.fromkeys(cost.n for cost in costs))
    labels = list(dict.fromkeys(label for label, _ in cells))
    first = max(map(len, labels), default=0)
    width = max(18, *(len(cell) + 2 for cell in cells.values())) if cells else 18
    print(f"\n{title}")
    print(f"{'':<{first}}" + "".join(f"{f'{n:,} people':>{width}}" for n in sizes))
    for label in labels:
        print(f"{label:<{first}}" + "".join(f"{cells.get((label, n), ''):>{width}}" for n in sizes), flush=True)


def print_figures(figures: Mapping[str, Mapping[str, float]]) -> None:
    """Print single figures, one line each."""
    print()
    for label, values in figures.items():
        print(f"{label}: " + ", ".join(f"{name} {value:.3g}" for name, value in values.items()), flush=True)


def print_goals(verdicts: Sequence[Verdict]) -> None:
    """Print one line for each goal: met or missed, and by how much."""
    width = max((len(each.what) for each in verdicts), default=0)
    print("\nGoals (for a machine without other work)")
    for each in verdicts:
        limit = f"{'at most' if each.at_most else 'at least'} {each.limit:g}"
        print(f"{'met' if each.met else 'missed':<8}{each.what:<{width}}{each.value:>10.4g}   goal: {limit}")


def keep(folder: Path, machine: Machine, **parts: Any) -> Path:
    """Write everything measured to a JSON file of its own."""
    now = datetime.now(UTC)
    content = {"when": now.isoformat(timespec="seconds"), "machine": asdict(machine), **parts}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now:%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(content, indent=2, default=asdict) + "\n", encoding="utf-8")
    return path

"""Run the benchmarks: check that the peers agree, then time them side by side, print one table, keep a JSON file.

Every benchmark is a function ``(n, weeks) -> {"ns": per employee-week, "setup_s": the rest of the call}``. Machines are
noisy and differ, so the rows of one size are measured in turns, the least of a row's repeats counts, and only ratios
from one and the same run mean something. To add a benchmark, write its function and one line in ``ROWS`` (cost at each
size) or ``FIGURES`` (single figures).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import check, timing
from benchmarks.measure import Cost, Row, load, measure
from benchmarks.timing import Machine
from benchmarks.workload import WEEKS, Engine

SIZES = (1_000, 10_000, 100_000, 1_000_000)
RESULTS = Path(__file__).resolve().parents[1] / "results" / "bench"

BEST = "best W kernel (numba)"
ROWS = (
    Row(BEST, "benchmarks.best_kernel:time_best_kernel"),
    Row("bare gather, SELL-8", "benchmarks.gather:sell8_row"),
    Row("bare gather, CSR", "benchmarks.gather:csr_row"),
    Row("W, numpy + scipy.sparse", "benchmarks.peers.scipy_sparse:time_scipy_sparse"),
    Row("W, Starsim module", "benchmarks.peers.starsim_module:time_starsim_module"),
    Row("W, Mesa Network", "benchmarks.peers.mesa_idiomatic:time_mesa_idiomatic"),
)
REFERENCE = "benchmarks.peers.scipy_sparse:simulate"
CHECKED = {
    BEST: "benchmarks.best_kernel:simulate",
    "W, Starsim module": "benchmarks.peers.starsim_module:simulate",
    "W, Mesa Network": "benchmarks.peers.mesa_idiomatic:simulate",
}


def best_kernel_on_two_threads() -> Mapping[str, float]:
    """Replicates of the best W kernel on one and on two threads."""
    from benchmarks.best_kernel import simulate

    simulate(10_000, 1, 0)
    return timing.time_threads(lambda seed: simulate(10_000, WEEKS, seed), 12)


def start_of_numpy_and_pandas() -> Mapping[str, float]:
    """A process that only imports NumPy and pandas: what a warm start is measured against."""
    return timing.time_command([sys.executable, "-c", "import numpy, pandas"])


FIGURES: dict[str, Callable[[], Mapping[str, float]]] = {
    "best W kernel, 12 replicates of 10k people": best_kernel_on_two_threads,
    "python -c 'import numpy, pandas'": start_of_numpy_and_pandas,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Check, measure, print, keep; returns 1 when an engine disagrees."""
    options = _options(argv)
    machine = timing.machine()
    _print_head(machine)
    agreements = [] if options.no_check else check.compare(load(REFERENCE), _installed_engines())
    if agreements:
        size = f"{check.PEOPLE:,} people, {WEEKS} weeks, {len(check.SEEDS)} replicates"
        print(f"\nThe seven statistics of W against numpy + scipy.sparse ({size}):")
        print(check.describe(agreements), flush=True)
    if not all(agreement.agrees for agreement in agreements):
        print("Not timed: engines that disagree do not simulate the same model.", file=sys.stderr)
        return 1
    costs = measure(ROWS, options.sizes, options.repeats, options.budget)
    _print_table(costs)
    figures = {label: dict(function()) for label, function in FIGURES.items()}
    print()
    for label, values in figures.items():
        print(f"{label}: " + ", ".join(f"{name} {value:.3g}" for name, value in values.items()))
    path = _keep(options.out, machine=machine, agreements=agreements, costs=costs, figures=figures)
    print(f"\nKept in {path}")
    return 0


def _installed_engines() -> dict[str, Engine]:
    engines: dict[str, Engine] = {}
    for label, function in CHECKED.items():
        try:
            engines[label] = load(function)
        except ImportError as error:
            print(f"{label}: {error.name} is not installed, so not checked and not timed")
    return engines


def _print_head(machine: Machine) -> None:
    print(f"{machine.cpu}, {machine.cores} cores, {machine.system}, Python {machine.python}")
    print(", ".join(f"{name} {version}" for name, version in machine.versions.items()))
    print("Machines are noisy and differ: compare ratios within this run, not numbers between runs.", flush=True)


def _print_table(costs: Sequence[Cost]) -> None:
    """Rows by sizes: nanoseconds per employee-week, and the ratio to the best W kernel at that size."""
    best = {cost.n: cost.ns for cost in costs if cost.label == BEST}
    print("\nProcessor time in ns per employee-week, least of the repeats (in brackets: times the best W kernel)")
    print(f"{'':<28}" + "".join(f"{f'{n:,} people':>22}" for n in best))
    for label in dict.fromkeys(cost.label for cost in costs):
        cells = [_cell(cost, best[cost.n]) for cost in costs if cost.label == label]
        print(f"{label:<28}" + "".join(f"{cell:>22}" for cell in cells))


def _cell(cost: Cost, best: float | None) -> str:
    if cost.ns is None or best is None:
        return cost.note
    return f"{cost.ns:,.1f} ({cost.ns / best:,.1f}x)"


def _keep(
    folder: Path,
    *,
    machine: Machine,
    agreements: Sequence[check.Agreement],
    costs: Sequence[Cost],
    figures: Mapping[str, Mapping[str, float]],
) -> Path:
    """Write everything measured to a JSON file of its own."""
    now = datetime.now(UTC)
    content = {
        "when": now.isoformat(timespec="seconds"),
        "machine": asdict(machine),
        "agreement": [asdict(agreement) for agreement in agreements],
        "costs": [asdict(cost) for cost in costs],
        "figures": figures,
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now:%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return path


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Check and time the engines.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of people (multiples of 100)")
    parser.add_argument("--repeats", type=int, default=7, help="most turns of a row")
    parser.add_argument("--budget", type=float, default=20.0, help="seconds for one row at one size")
    parser.add_argument("--no-check", action="store_true", help="skip the check that the peers agree")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder of the JSON file")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())

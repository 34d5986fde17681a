"""Run the benchmarks: check that the peers agree, then time them side by side, print tables, keep a JSON file.

Every row of the first table is a function ``(n, weeks) -> {"ns": per employee-week, "setup_s": the rest of the call}``.
Machines are noisy and differ, so the rows of one size are measured in turns, the least of a row's repeats counts, and
only ratios from one and the same run mean something. To add a benchmark, write its function and one line in ``ROWS``
(cost at each size) or ``FIGURES`` (single figures); rows about the full model are in `engine.compare`.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import check, timing
from benchmarks.goals import judge
from benchmarks.labels import BEST, MEMORY, PORTFOLIO, SMALL, START, STUDY, STUDY_MEMORY, STUDY_WORKERS, THREADS
from benchmarks.measure import Cost, Row, load, measure
from benchmarks.report import keep, print_engine, print_figures, print_goals, print_head, print_peers
from benchmarks.workload import WEEKS, Engine

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PARTS = ("peers", "engine", "mesa", "threads", "portfolio", "memory", "start", "small", "studies")
RESULTS = Path(__file__).resolve().parents[1] / "results" / "bench"

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


def full_model_on_two_threads() -> Mapping[str, float]:
    """Two replicates of the full model, one after the other and at once."""
    from benchmarks.engine import world
    from simulation.engines.run import simulate

    where = world(100_000)
    simulate(where, 0)
    found = timing.time_threads(lambda replicate: simulate(where, replicate), 2)
    return {**found, "load_average": os.getloadavg()[0]}


def twenty_interventions() -> Mapping[str, float]:
    """Replicates of the shipped scenario with the most interventions beside those of the plain one."""
    from benchmarks.portfolio import portfolio

    return {**portfolio(), "load_average": os.getloadavg()[0]}


def memory_per_person() -> Mapping[str, float]:
    """Bytes that one more person takes in a process that runs one replicate."""
    from benchmarks.processes import memory

    return memory()


def warm_start() -> Mapping[str, float]:
    """A small run of the command line beside importing NumPy and pandas."""
    from benchmarks.processes import warm_start as start

    return {**start(), "load_average": os.getloadavg()[0]}


def engine_of_small_runs() -> Mapping[str, float]:
    """What small runs take beside the kernel."""
    from benchmarks.small import small_runs

    return {**small_runs(), "load_average": os.getloadavg()[0]}


def runs_of_a_study(people: int, runs: int) -> Callable[[], Mapping[str, float]]:
    """What a run of a study costs beside the bare kernel."""

    def figure() -> Mapping[str, float]:
        from benchmarks.studies import cost

        return {**cost(people, runs), "load_average": os.getloadavg()[0]}

    return figure


def many_runs_of_a_study() -> Mapping[str, float]:
    """What many runs take of memory and disk."""
    from benchmarks.studies import memory

    return memory()


def study_on_two_workers() -> Mapping[str, float]:
    """Wall time of a study on one and two workers."""
    from benchmarks.studies import workers

    return {**workers(), "load_average": os.getloadavg()[0]}


FIGURES: dict[str, tuple[str, Callable[[], Mapping[str, float]]]] = {
    "best W kernel, 12 replicates of 10k people": ("peers", best_kernel_on_two_threads),
    THREADS: ("threads", full_model_on_two_threads),
    PORTFOLIO: ("portfolio", twenty_interventions),
    MEMORY: ("memory", memory_per_person),
    START: ("start", warm_start),
    SMALL: ("small", engine_of_small_runs),
    STUDY.format(people=2000): ("studies", runs_of_a_study(2000, 300)),
    STUDY.format(people=10_000): ("studies", runs_of_a_study(10_000, 60)),
    STUDY_MEMORY: ("studies", many_runs_of_a_study),
    STUDY_WORKERS: ("studies", study_on_two_workers),
}
"""Single figures by label, each with the part that it belongs to."""


def main(argv: Sequence[str] | None = None) -> int:
    """Check, measure, print, keep; returns 1 when an engine disagrees."""
    began = time.perf_counter()
    options = _options(argv)
    machine = timing.machine()
    print_head(machine)
    wanted = set(options.parts)
    agreements: list[check.Agreement] = []
    peers: list[Cost] = []
    if "peers" in wanted:
        agreements = [] if options.no_check else _check()
        if not all(agreement.agrees for agreement in agreements):
            print("Not timed: engines that disagree do not simulate the same model.", file=sys.stderr)
            return 1
        peers = measure(ROWS, options.sizes, options.repeats, options.budget)
        print_peers(peers)
    full = _full_model(options) if wanted & {"engine", "mesa"} else []
    if full:
        print_engine(full)
    figures = {label: dict(function()) for label, (part, function) in FIGURES.items() if part in wanted}
    print_figures(figures)
    goals = judge(full, figures)
    print_goals(goals)
    path = keep(options.out, machine, agreement=agreements, costs=peers, full_model=full, figures=figures, goals=goals)
    print(f"\nKept in {path} after {(time.perf_counter() - began) / 60:.1f} minutes")
    return 0


def _check() -> list[check.Agreement]:
    """Compare the peers' statistics and say what came out."""
    agreements = check.compare(load(REFERENCE), _installed_engines())
    size = f"{check.PEOPLE:,} people, {WEEKS} weeks, {len(check.SEEDS)} replicates"
    print(f"\nThe seven statistics of W against numpy + scipy.sparse ({size}):")
    print(check.describe(agreements), flush=True)
    return agreements


def _full_model(options: argparse.Namespace) -> list[Cost]:
    """Measure the full model at all sizes, and on Mesa where that is wanted."""
    from benchmarks import engine, on_mesa

    costs: list[Cost] = []
    for n in sorted(options.sizes):
        if "engine" in options.parts:
            costs += engine.compare(n, options.repeats, 2 * options.budget)
        if "mesa" in options.parts:
            costs.append(on_mesa.cost(n, options.budget))
        print(f"measured the full model with {n:,} people", file=sys.stderr, flush=True)
    return costs


def _installed_engines() -> dict[str, Engine]:
    engines: dict[str, Engine] = {}
    for label, function in CHECKED.items():
        try:
            engines[label] = load(function)
        except ImportError as error:
            print(f"{label}: {error.name} is not installed, so not checked and not timed")
    return engines


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Check and time the engines.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of people (multiples of 100)")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure; all where left out")
    parser.add_argument("--repeats", type=int, default=5, help="most turns of a row")
    parser.add_argument("--budget", type=float, default=15.0, help="seconds for one row at one size")
    parser.add_argument("--no-check", action="store_true", help="skip the check that the peers agree")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder of the JSON file")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())

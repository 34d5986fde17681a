"""Studies: what a run of a study costs beside the engine and the bare kernel, memory over many runs, two workers."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from simulation.engines.kernel import engine
from simulation.engines.run import simulate
from simulation.scenario.schema import Scenario
from simulation.studies.design.designs import sobol_sequence
from simulation.studies.design.space import Space
from simulation.studies.running.pools import Here, Pool, pool_of
from simulation.studies.running.sweep import Sweep
from simulation.studies.store.keep import Keep
from simulation.studies.store.store import RunStore
from simulation.world import build

SERIES = ("registered", "readers_28", "contributors_28", "contributions_total")
TURNS = 3


def company(people: int, weeks: int = 104) -> Scenario:
    """Return a company with default settings and no intervention; only chance and what is varied differ."""
    data = {
        "name": "bench", "organisation": {"people": people}, "run": {"weeks": weeks, "uncertainty": "chance"}
    }  # fmt: skip
    return Scenario.model_validate(data)


def studied(people: int, runs: int, weeks: int = 104) -> Callable[[Path], Sweep]:
    """Return what makes a sweep of so many runs over two parameters in a folder."""
    space = Space.of(company(people, weeks), {"imitation_rate": "prior", "innovation_rate": "prior"})
    points = sobol_sequence(2, runs)
    return lambda folder: Sweep(space, points, (0,), Keep(SERIES), RunStore(folder))


def cost(people: int, runs: int) -> Mapping[str, float]:
    """Processor time of a run in a study, of the same run by the engine alone, and of its calls of the kernel.

    The least of some turns; the kernel's time is taken within the engine's run.
    """
    make = studied(people, runs)
    with tempfile.TemporaryDirectory() as folder:
        sweep = make(Path(folder))
        world, values = build(company(people)), [cast(Any, sweep.values(point)) for point in range(runs)]
    simulate(world, 0)
    found: dict[str, list[float]] = {"study": [], "engine": [], "kernel": []}
    for _ in range(TURNS):
        found["study"].append(_seconds(lambda: _run(make, Here())))
        with kernel_timed() as taken:
            found["engine"].append(_seconds(lambda: [simulate(world, 0, parameters=each) for each in values]))
        found["kernel"].append(taken[0])
    least = {name: min(seconds) / runs * 1000 for name, seconds in found.items()}
    ratios = {"to_kernel": least["study"] / least["kernel"], "to_engine": least["study"] / least["engine"]}
    return {f"{name}_ms": number for name, number in least.items()} | ratios


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _run(make: Callable[[Path], Sweep], pool: Pool) -> float:
    """Make all runs of a study in a fresh store; returns the wall time."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        make(Path(folder)).make(pool)
        return time.perf_counter() - start


@contextmanager
def kernel_timed() -> Iterator[list[float]]:
    """Add up the processor time of the kernel's calls."""
    place: Any = engine
    taken, real = [0.0], place.run_weeks

    def timed(*arguments: Any) -> Any:
        start = time.process_time()
        found = real(*arguments)
        taken[0] += time.process_time() - start
        return found

    place.run_weeks = timed
    try:
        yield taken
    finally:
        place.run_weeks = real


def memory(first: int = 1000, runs: int = 6000) -> Mapping[str, float]:
    """Megabytes by which the process that drives and works grows over 10,000 runs, after the first ones."""
    with tempfile.TemporaryDirectory() as folder:
        sweep = studied(50, runs, weeks=4)(Path(folder))
        sweep.make(Here(), None, range(first))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sweep.make(Here())
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        stored = sum(path.stat().st_size for path in Path(folder).rglob("*.runs"))
    return {"mb_per_10k_runs": grown / 1024 * 10_000 / (runs - first), "bytes_per_run": stored / runs}


def workers(people: int = 2000, runs: int = 400) -> Mapping[str, float]:
    """Wall time of a study with one worker and with two, in turns; their processes are there before."""
    make = studied(people, runs)
    walls: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(TURNS):
        for n, seconds in walls.items():
            with pool_of(n) as pool:
                _run(studied(people, 4 * n), pool)
                seconds.append(_run(make, pool))
    one, two = min(walls[1]), min(walls[2])
    return {"one_s": one, "two_s": two, "speedup": one / two}

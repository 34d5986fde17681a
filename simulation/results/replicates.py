"""Replicates in parallel threads: the compiled engine lets go of Python's lock while it works."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from simulation.results.parts import Part, write_part
from simulation.results.tables import Frame, tables_of

if TYPE_CHECKING:
    from simulation.results.engine import Machine
    from simulation.results.execute import Options
    from simulation.scenario.schema import Scenario

Job = TypeVar("Job")
Found = TypeVar("Found")
_LOOK_EVERY_S = 0.2
"""Pause between looks at the threads, so that the main thread can take signals."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The world of a scenario, what runs it, how many replicates at a time; ``seconds`` went into building it."""

    machine: Machine
    world: Any
    workers: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Done:
    """Finished replicates in order, names of silos, and seconds spent."""

    parts: list[Part]
    silos: tuple[str, ...]
    timings: dict[str, float]
    seconds: float


def prepare(scenario: Scenario, machine: Machine, workers: int) -> Ready:
    """Build the world of a scenario.

    Raises:
        ScenarioError: its interventions take more than its budget.
    """
    began = time.perf_counter()
    world = machine.build(scenario)
    return Ready(machine, world, workers, time.perf_counter() - began)


def run_replicates(scenario: Scenario, options: Options, folder: Path, ready: Ready, kept: Sequence[Part]) -> Done:
    """Run the replicates that ``kept`` lacks; return all that are finished, fewer than all after a stop.

    Raises:
        Exception: what a replicate failed with; the others stop at their next week.
    """
    began = time.perf_counter()
    machine, world = ready.machine, ready.world
    frame = Frame.of(world)
    there = {part.replicate for part in kept}
    missing = [r for r in range(scenario.run.replicates) if r not in there]
    for replicate in there:
        options.on_progress(replicate, scenario.run.weeks)

    def one(replicate: int) -> Part | None:
        if options.stop.is_set():
            return None
        start = time.perf_counter()
        try:
            trajectory = machine.simulate(
                world,
                replicate,
                engine=options.engine,
                stop=options.stop,
                on_progress=lambda weeks: options.on_progress(replicate, weeks),
            )
        except machine.interrupted:
            return None
        return write_part(folder, replicate, tables_of(trajectory, frame), round(time.perf_counter() - start, 4))

    fresh = in_threads(one, missing, ready.workers, options.stop)
    parts = sorted([*kept, *fresh], key=lambda part: part.replicate)
    seconds = time.perf_counter() - began
    timings = {"build_s": round(ready.seconds, 4), "simulate_s": round(seconds, 4)}
    return Done(parts, frame.silos, timings, round(ready.seconds + seconds, 4))


def in_threads(one: Callable[[Job], Found | None], jobs: Sequence[Job], workers: int, stop: Event) -> list[Found]:
    """Run ``one`` for each job and return what was found, in order; on a failure stop the others and raise it."""
    failed: BaseException | None = None
    with ThreadPoolExecutor(max_workers=max(1, min(workers, len(jobs)))) as pool:
        futures: list[Future[Found | None]] = [pool.submit(one, job) for job in jobs]
        left = set(futures)
        while left:
            finished, left = wait(left, timeout=_LOOK_EVERY_S, return_when="FIRST_EXCEPTION")
            for future in finished:
                error = future.exception()
                if error is not None and failed is None:
                    failed = error
                    stop.set()
    if failed is not None:
        raise failed
    return [found for future in futures if (found := future.result()) is not None]

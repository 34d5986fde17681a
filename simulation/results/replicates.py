"""Replicates in parallel threads: the compiled engine lets go of Python's lock while it works."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from simulation.results.checkpoints import has_state, seal, write_state
from simulation.results.continuing import check_ends
from simulation.results.errors import RunInterrupted
from simulation.results.parts import ReplicatePart, write_part
from simulation.results.tables import RunFrame, tables_of

if TYPE_CHECKING:
    from simulation.engines.state import State
    from simulation.results.engine import Machine
    from simulation.results.options import Options
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
class FinishedReplicates:
    """Finished replicates in order, names of silos, and seconds spent."""

    parts: list[ReplicatePart]
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


def run_replicates(
    scenario: Scenario, options: Options, folder: Path, ready: Ready, kept: Sequence[ReplicatePart]
) -> FinishedReplicates:
    """Run the replicates that ``kept`` lacks; return all that are finished, fewer than all after a stop.

    Raises:
        Exception: what a replicate failed with; the others stop at their next week.
    """
    began = time.perf_counter()
    machine, world = ready.machine, ready.world
    if options.start is not None:
        check_ends(world.ends, options.start)
    frame = RunFrame.of(world)
    there = {part.replicate for part in kept}
    missing = [r for r in range(scenario.run.replicates) if r not in there]
    for replicate in there:
        options.on_progress(replicate, scenario.run.weeks)

    def one(replicate: int) -> ReplicatePart | None:
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
                **_between(options, replicate, partial(write_state, folder)),
            )
        except machine.interrupted:
            return None
        return write_part(folder, replicate, tables_of(trajectory, frame), round(time.perf_counter() - start, 4))

    fresh = in_threads(one, missing, ready.workers, options.stop)
    parts = sorted([*kept, *fresh], key=lambda part: part.replicate)
    seconds = time.perf_counter() - began
    timings = {"build_s": round(ready.seconds, 4), "simulate_s": round(seconds, 4)}
    return FinishedReplicates(parts, frame.silos, timings, round(ready.seconds + seconds, 4))


def complete_checkpoints(scenario: Scenario, options: Options, folder: Path, workers: int) -> None:
    """Write what is missing of a finished run's checkpoints: replicates run again up to the last one that they lack.

    Raises:
        RunInterrupted: ``options.stop`` was set.
    """
    replicates = range(scenario.run.replicates)
    lacking = {r: [week for week in options.checkpoints if not has_state(folder, week, r)] for r in replicates}
    jobs = [replicate for replicate, weeks in lacking.items() if weeks]
    machine = options.machine()
    world = machine.build(scenario) if jobs or scenario.economics.over_budget == "cut" else None

    def one(replicate: int) -> bool:
        weeks = lacking[replicate]

        def keep(state: State) -> None:
            write_state(folder, state)
            if state.week == weeks[-1]:
                raise _EnoughError

        more = _between(replace(options, checkpoints=tuple(weeks)), replicate, keep)
        with suppress(_EnoughError, machine.interrupted):
            machine.simulate(world, replicate, engine=options.engine, stop=options.stop, **more)
        return has_state(folder, weeks[-1], replicate)

    if jobs and not all(in_threads(one, jobs, workers, options.stop)):
        raise RunInterrupted(0, len(jobs), str(folder), "checkpoints of replicates")
    for week in options.checkpoints:
        seal(folder, week, scenario, options.engine, {} if world is None else world.ends)


class _EnoughError(Exception):
    """The last checkpoint that was wanted is written."""


def _between(options: Options, replicate: int, keep: Callable[[State], None]) -> dict[str, Any]:
    """Return what to say to the simulation where a run goes on from a checkpoint, or writes some."""
    found: dict[str, Any] = {}
    if options.start is not None:
        found["start"] = options.start.state(replicate)
    if options.checkpoints:
        from simulation.engines.state import Stops

        found["stops"] = Stops(options.checkpoints, keep)
    return found


def in_threads(task: Callable[[Job], Found | None], jobs: Sequence[Job], workers: int, stop: Event) -> list[Found]:
    """Run ``task`` for each job and return what was found, in order; on a failure stop the others and raise it."""
    failed: BaseException | None = None
    with ThreadPoolExecutor(max_workers=max(1, min(workers, len(jobs)))) as pool:
        futures: list[Future[Found | None]] = [pool.submit(task, job) for job in jobs]
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

"""Runs a scenario again with parts of it removed: one world, the same luck, every finished value kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulation.attribution.cases import Case, Setting
from simulation.attribution.store import ReplicateValues, RerunStore
from simulation.measures import MEASURES, measure
from simulation.model.record import CAUSES, Trajectory
from simulation.results.engine import machine
from simulation.results.errors import InputError, ResultsError, RunInterrupted
from simulation.results.persons import STATES, states
from simulation.results.replicates import in_threads
from simulation.scenario.memory import memory_problem
from simulation.system.files import sweep
from simulation.system.processes import cores

if TYPE_CHECKING:
    from simulation.world import World

Kept = TypeVar("Kept")
Note = Callable[[int, int], None]
"""Called with the number of a rerun and its weeks done."""
COLUMNS: Final = {name: i for i, name in enumerate(MEASURES)}
"""Place of each measure in the values of an outcome."""
_CAUSE_SHIFT: Final = len(STATES)


def _silent(_label: str, _reruns: int, _weeks: int) -> AbstractContextManager[Note]:
    return nullcontext(lambda _rerun, _weeks: None)


@dataclass(frozen=True, slots=True)
class How:
    """How to rerun; none of this changes a result.

    ``progress`` is given a label, the number of reruns and the weeks of each.
    """

    workers: int | None = None
    stop: Event = field(default_factory=Event)
    progress: Callable[[str, int, int], AbstractContextManager[Note]] = _silent


class RerunsInterrupted(RunInterrupted):
    """Reruns were stopped before their end; finished values are kept."""

    def __str__(self) -> str:
        """Say how far they came."""
        return f"stopped with {self.finished:,} of {self.total:,} reruns finished; they are kept in {self.folder}"


@dataclass(frozen=True, eq=False)
class Laboratory:
    """Reruns of one setting, whose finished values lie below ``folder`` (that of the run)."""

    setting: Setting
    folder: Path
    how: How = field(default_factory=How)

    @cached_property
    def world(self) -> World:
        """The world of the scenario, shared by all cases: it has the ties of every intervention, switched off."""
        world: World = machine().build(self.setting.scenario)
        return world

    @cached_property
    def store(self) -> RerunStore:
        """Where finished values lie."""
        return RerunStore.of(self.folder, self.setting)

    def found(
        self, cases: Sequence[Case], replicates: int, take: Callable[[ReplicateValues], Kept], *, people: bool = False
    ) -> dict[Case, list[Kept]] | None:
        """Return what `run` would, from finished values alone; None if any is missing."""
        kept: dict[Case, list[Kept]] = {}
        for case in dict.fromkeys(cases):
            kept[case] = []
            for replicate in range(replicates):
                outcome = self.store.read(case, replicate, people=people)
                if outcome is None:
                    return None
                kept[case].append(take(outcome))
        return kept

    def run(
        self, cases: Sequence[Case], replicates: int, take: Callable[[ReplicateValues], Kept], *, people: bool = False
    ) -> dict[Case, list[Kept]]:
        """Return what ``take`` keeps of every case's outcomes, replicate 0 first; what is finished is not run again.

        Raises:
            RunInterrupted: ``how.stop`` was set; finished values are kept.
            ResultsError: values cannot be stored.
        """
        sweep(self.folder)
        if known := self.found(cases, replicates, take, people=people):
            return known
        chosen = list(dict.fromkeys(cases))
        jobs = [(number, case, r) for number, (case, r) in enumerate((c, r) for r in range(replicates) for c in chosen)]
        workers = min(self.how.workers or cores(), len(jobs))
        scenario, weeks = self.setting.scenario, self.setting.week + 1
        if problem := memory_problem(scenario.simulated, weeks, workers, scenario):
            raise InputError(problem)
        worlds = {case: self._world(case) for case in chosen}
        with self.how.progress("explain", len(jobs), weeks) as note:

            def one(job: tuple[int, Case, int]) -> tuple[Case, Kept] | None:
                number, case, replicate = job
                outcome = self._outcome(worlds[case], case, replicate, lambda done: note(number, done), people=people)
                note(number, weeks)
                return None if outcome is None else (case, take(outcome))

            try:
                done = in_threads(one, jobs, workers, self.how.stop)
            except OSError as error:
                raise ResultsError(f"cannot keep values in {self.store.folder}: {error.strerror or error}") from error
        if len(done) < len(jobs):
            raise RerunsInterrupted(len(done), len(jobs), str(self.store.folder))
        found: dict[Case, list[Kept]] = {case: [] for case in chosen}
        for case, kept in done:
            found[case].append(kept)
        return found

    def _world(self, case: Case) -> World:
        """World of a case; where a budget cuts interventions short, what others leave of it counts."""
        from simulation.engines.budget import within_budget

        return within_budget(self.world.with_scenario(self.setting.scenario_of(case)))[0]

    def _outcome(
        self, world: World, case: Case, replicate: int, note: Callable[[int], None], *, people: bool
    ) -> ReplicateValues | None:
        """Return finished values, or run and store them; None after a stop."""
        from simulation.engines.run import Interrupted, simulate

        if self.how.stop.is_set():
            return None
        stored = self.store.read(case, replicate, people=people)
        if stored is not None:
            return stored
        try:
            trajectory = simulate(
                world, replicate, stop=self.how.stop, on_progress=note, parameters=dict(case.held) or None
            )
        except Interrupted:
            return None
        outcome = outcome_of(trajectory, self.setting.scenario.economics.hourly_cost_eur, people=people)
        self.store.write(case, replicate, outcome)
        return outcome


def outcome_of(trajectory: Trajectory, hourly_cost_eur: float, *, people: bool) -> ReplicateValues:
    """Return what is kept of a replicate: every measure in its last week, and what became of the people."""
    values = measure(trajectory, hourly_cost_eur)
    table = np.column_stack([values[name][-1] for name in MEASURES])
    return ReplicateValues(table, packed(trajectory) if people else None)


def packed(trajectory: Trajectory) -> NDArray[np.uint8]:
    """Return one byte for each person: a bit for each state, above them the cause of the registration."""
    held = states(trajectory.people, trajectory.counts.shape[0])
    bits = trajectory.people["cause"].astype(np.uint8) << np.uint8(_CAUSE_SHIFT)
    for place, name in enumerate(STATES):
        bits |= held[name].astype(np.uint8) << np.uint8(place)
    return bits


def flags(people: NDArray[np.uint8]) -> dict[str, NDArray[np.bool_]]:
    """Return whether each state holds, person by person."""
    return {name: ((people >> np.uint8(place)) & np.uint8(1)).astype(np.bool_) for place, name in enumerate(STATES)}


def causes(people: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the cause of each person's registration, as its place in `simulation.model.record.CAUSES`."""
    found: NDArray[np.uint8] = people >> np.uint8(_CAUSE_SHIFT)
    if found.size and int(found.max()) >= len(CAUSES):
        raise ValueError("a byte of a person holds a cause that there is not")
    return found

"""One step of a plan against its base: two runs that pair, and what the page shows of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

from simulation.app.limits import OWN, Limits
from simulation.app.pictured import Pictured, pictured
from simulation.results.board import board
from simulation.results.execute import execute
from simulation.results.options import Options

if TYPE_CHECKING:
    from simulation.app.processes import AppProcesses
    from simulation.app.steps import Step
    from simulation.present.language import Language
    from simulation.results.reader import StoredRun
    from simulation.scenario.schema import Scenario

MOST_RUNS: Final = 60
"""Runs that are kept on the disk; those that were not used for the longest time go first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan and what it is compared with; they differ in their interventions alone."""

    base: Scenario
    plan: Scenario


@dataclass
class PairedRuns:
    """Where runs are made: the processes, a folder that ends with the app, the language, the limits."""

    processes: AppProcesses
    language: Language
    limits: Limits = OWN
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="wandel-app-")))
    _used: dict[Path, None] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def shown(self, pair: Pair, step: Step, stop: Event, tell: Callable[[int, int], None]) -> Pictured:
        """Make the runs of a step, those that are missing, and return what is shown of them.

        ``tell`` hears how many courses are finished, of how many.

        Raises:
            RunInterrupted: ``stop`` was set.
            ScenarioError, InputError, ResultsError: as `execute`.
        """
        done: set[tuple[str, int]] = set()

        def run(scenario: Scenario, which: str) -> StoredRun:
            def note(replicate: int, weeks: int) -> None:
                if weeks >= scenario.run.weeks:
                    done.add((which, replicate))
                    tell(len(done), 2 * step.replicates)

            options = Options(
                self.folder, workers=self.processes.workers, stop=stop, on_progress=note,
                machine=lambda: self.processes.machine(scenario),
            )  # fmt: skip
            found = execute(scenario, options).run
            done.update((which, i) for i in range(step.replicates))
            self._keep(found.folder)
            return found

        base, plan = run(step.of(pair.base), "base"), run(step.of(pair.plan), "plan")
        return pictured(board(base, [plan]), self.language)

    def _keep(self, folder: Path) -> None:
        """Note that a run is in use, and remove those that were not for the longest time."""
        with self._lock:
            self._used.pop(folder, None)
            self._used[folder] = None
            old = list(self._used)[: max(0, len(self._used) - MOST_RUNS)]
            for each in old:
                del self._used[each]
        for each in old:
            shutil.rmtree(each, ignore_errors=True)

    def close(self) -> None:
        """End the processes and remove the runs."""
        self.processes.close()
        shutil.rmtree(self.folder, ignore_errors=True)

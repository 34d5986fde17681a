"""Questions that decide by what came out what is run next: a calibration, the best plan.

They need no points. What they run is stored like all else: asked again they take the same way, from the store as far
as it reaches. So they can be stopped, killed and continued, and their digest is that over all that they read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.studies.best.company import SearchedCompany, usual_scale
from simulation.studies.best.goal import most_of
from simulation.studies.best.optimise import Best, also_of, decide, goal_of, limited_by, most_runs
from simulation.studies.best.search import SearchEffort, beginning
from simulation.studies.calibration.calibrate import Calibration, calibrated
from simulation.studies.calibration.company import Making, company, observed
from simulation.studies.calibration.problem import Runs, generator, spread_evenly
from simulation.studies.file.decided import decided
from simulation.studies.running.driver import Progress, Work
from simulation.studies.running.pools import Here, Nobody, NothingIsRunError
from simulation.studies.running.sweep import STORE
from simulation.studies.store.store import RunStore
from simulation.studies.store.witness import WitnessedStore

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.best.settings import BestSettings
    from simulation.studies.calibration.settings import CalibrationSettings
    from simulation.studies.design.space import Space
    from simulation.studies.file.study import Study
    from simulation.studies.running.pools import Pool

Note = Callable[[str], None]
TRIALS: Final = 3
"""Runs of each kind that are timed, after one that is not: it may have to compile."""


@dataclass(frozen=True, slots=True)
class SearchStep:
    """Part of a search: what it is, how many runs it takes at most, and seconds that one takes (None: unknown)."""

    name: str
    runs: int
    run_s: float | None = None


@dataclass(frozen=True)
class CalibrationSearch:
    """What the numbers of a scenario may be, given its observations."""

    scenario: Scenario
    settings: CalibrationSettings

    def answer(self, making: Making, note: Note) -> Calibration:
        """Return the posterior, running what is missing."""
        return calibrated(self.scenario, self.settings.question(), making, note)

    def steps(self, making: Making | None = None) -> list[SearchStep]:
        """Return what is run at most, timed where there is somebody to make a few of these runs."""
        asked = self.settings
        quick, full = self._timed(making) if making is not None else (None, None)
        models = 1 + len(asked.rivals)
        return [
            SearchStep("quick runs: bank and waves", models * (asked.bank + asked.most_waves * asked.wave), quick),
            SearchStep("runs at full size: first and second ones", 2 * asked.most, full),
            SearchStep("checks at full size", min(asked.checks, asked.rows), full),
        ]

    def _timed(self, making: Making) -> tuple[float, float]:
        asked = self.settings
        problem = company(self.scenario, making, observed(self.scenario, asked.hold_out), asked.quick_people)
        z = spread_evenly(problem.dimensions, asked.bank, generator(asked.seed, "bank"))
        full = _seconds(lambda n: Runs.made(problem, problem.full, z[n], int(n[0])))
        quick = problem.quick
        return (full if quick is None else _seconds(lambda n: Runs.made(problem, quick, z[n], int(n[0])))), full


@dataclass(frozen=True)
class BestSearch:
    """The best plan of a scenario within a budget."""

    space: Space
    settings: BestSettings

    def answer(self, making: Making, note: Note) -> Best:
        """Return the best plan and what is said of it, running what is missing."""
        del note
        return decide(self.company(making), self.effort, self.settings.fresh)

    @property
    def effort(self) -> SearchEffort:
        """How much the search may do."""
        return SearchEffort(runs=self.settings.runs)

    def company(self, making: Making) -> SearchedCompany:
        """Return the company with everything that can be decided, its runs made and kept as said."""
        asked = self.settings
        limited = limited_by(self.space.scenarios[self.space.base], asked.budget)
        whole, levers = decided(limited, self.space, asked.only)
        wanted = most_of(asked.measure, None, limited) if asked.measure else asked.goal
        scale = asked.scale or usual_scale(limited)
        aim = goal_of(limited, wanted)
        place = (making.store, making.pool, scale, making.work)
        return SearchedCompany(whole, levers, limited.economics, aim, *place, also_of(aim, asked.also))

    def steps(self, making: Making | None = None) -> list[SearchStep]:
        """Return what is run at most, timed where there is somebody to make a few of these runs."""
        company = self.company(making or Making(RunStore(Path()), Nobody(), Work()))
        most = most_runs(company, self.effort, self.settings.fresh)
        small, full = self._timed(company) if making is not None else (None, None)
        return [SearchStep(name, runs, full if "full size" in name else small) for name, runs in most.items() if runs]

    def _timed(self, company: SearchedCompany) -> tuple[float, float]:
        tried = beginning(company.levers, company.is_affordable)

        def run(numbers: NDArray[np.int64]) -> None:
            for k in map(int, numbers):
                company.outcomes([tried[k % len(tried)]], range(k, k + 1))

        small = _seconds(run)
        if company.scale == 1:
            return small, small
        return small, _seconds(lambda n: company.outcomes_at_full_size(tried[:1], range(int(n[0]), int(n[-1]) + 1)))


def _seconds(make: Callable[[Any], Any]) -> float:
    """Return how long one of a few runs takes, after a first one."""
    make(np.arange(1))
    began = monotonic()
    make(np.arange(1, TRIALS + 1))
    return (monotonic() - began) / TRIALS


AnySearch = CalibrationSearch | BestSearch
Answer = Calibration | Best


@dataclass(frozen=True)
class Answered:
    """What came out of a search, how many different runs that took, and the digest over them."""

    answer: Answer
    runs: int
    digest: str


@dataclass(frozen=True)
class Reached:
    """How far a search is: its runs that are stored; all is None until nothing is missing any longer."""

    runs: int
    all: Answered | None


def search_of(study: Study) -> AnySearch | None:
    """Return the search that a study asks for; None for one that runs the points that it states."""
    asked = study.settings
    if asked.calibrate is not None:
        return CalibrationSearch(study.space.scenarios[study.space.base], asked.calibrate)
    return None if asked.best is None else BestSearch(study.space, asked.best)


def answered(
    study: Study, search: AnySearch, pool: Pool, work: Work | None = None, note: Note = lambda _text: None
) -> Answered:
    """Return what comes out of a study's search, running what is missing.

    Raises:
        RunInterrupted: ``work.stop`` was set; finished runs are safe.
        ResultsError: a run failed, the store cannot be written to, or there is nobody to work any longer.
    """
    store = WitnessedStore(study.out / STORE)
    found = search.answer(Making(store, pool, work or Work()), note)
    return Answered(found, store.runs, store.digest())


def reached(study: Study, search: AnySearch) -> Reached:
    """Return how far a study's search is by its stored runs; nothing is run."""
    store, last = WitnessedStore(study.out / STORE), [0]

    def look(state: Progress) -> None:
        last[0] = state.finished

    try:
        found = search.answer(Making(store, Nobody(), Work(on_progress=look)), lambda _text: None)
    except NothingIsRunError:
        return Reached(store.runs + last[0], None)
    return Reached(store.runs, Answered(found, store.runs, store.digest()))


def timed(search: AnySearch, work: Work) -> list[SearchStep]:
    """Return the steps of a search with the time that runs take, from a few like them, which are not kept."""
    with tempfile.TemporaryDirectory(prefix="wandel-") as folder:
        return search.steps(Making(RunStore(Path(folder)), Here(), work))


def seconds(steps: list[SearchStep], workers: int) -> float | None:
    """Return how long all steps take at most with so many workers; None where that is not known."""
    known = [each.runs * each.run_s for each in steps if each.run_s is not None]
    return fsum(known) / workers if len(known) == len(steps) else None

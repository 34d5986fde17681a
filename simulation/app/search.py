"""The search for the best plan within a budget: one at a time, as `wandel best` does it, with the app's processes."""

from __future__ import annotations

import sys
import traceback
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import TYPE_CHECKING, Any, Final

from simulation.errors import WandelError
from simulation.results.errors import InputError, RunInterrupted
from simulation.scenario.writing import resolved_yaml
from simulation.studies.best.company import usual_scale
from simulation.studies.best.optimise import optimise
from simulation.studies.best.search import SearchEffort
from simulation.studies.running.driver import Progress, Work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulation.app.pairs import PairedRuns
    from simulation.scenario.schema import Scenario
    from simulation.studies.best.optimise import Best

MOST_RUNS: Final = 20_000
LEAST_RUNS: Final = 100
FRESH: Final = 64
FAULT: Final = "the program failed; what it said stands where it was started"
BUDGETS: Final = ("budget_eur", "budget_hours", "budget_team_hours", "budget_participant_hours")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a goal in words (as many monthly readers as possible where left out), budgets, runs."""

    goal: str | None
    budgets: Mapping[str, float]
    runs: int


@dataclass
class Search:
    """One search: how far it is, and what came of it."""

    scenario: Scenario
    wanted: Wanted
    stop: Event = field(default_factory=Event)
    made: int = 0
    best: Best | None = None
    problem: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.best is not None or bool(self.problem)

    def file(self, place: int) -> str:
        """Return a plan that was found as the text of a scenario file.

        Raises:
            InputError: there is no such plan.
        """
        if self.best is None or not 0 <= place < len(self.best.plans):
            raise InputError("there is no such plan")
        plan = self.best.company.plan(self.best.plans[place].choice)
        title = f"{self.scenario.title or self.scenario.name}: plan {place + 1}"[:200]
        return resolved_yaml(plan.model_copy(update={"name": f"{self.scenario.name[:70]}-best", "title": title}))


def wanted(goal: Any, budgets: Mapping[str, Any], runs: Any) -> Wanted:
    """Return what was asked for in the form.

    Raises:
        InputError: a number is none, or outside of its bounds.
    """
    found = {}
    for name, amount in budgets.items():
        if amount in (None, ""):
            continue
        if name not in BUDGETS or isinstance(amount, bool) or not isinstance(amount, int | float) or not amount >= 0:
            raise InputError(f"{name} must be a number from 0 on")
        found[name] = float(amount)
    if isinstance(runs, bool) or not isinstance(runs, int) or not LEAST_RUNS <= runs <= MOST_RUNS:
        raise InputError(f"runs must be a whole number between {LEAST_RUNS} and {MOST_RUNS}")
    text = str(goal).strip()[:300] if goal else ""
    return Wanted(text or None, found, runs)


class Searches:
    """The searches of all visitors; one is at work at a time, the others wait."""

    def __init__(self, pairs: PairedRuns) -> None:
        self._pairs = pairs
        self._turn = BoundedSemaphore(1)
        self._lock = Lock()
        self._by_visitor: dict[str, Search] = {}

    def begin(self, visitor: str, scenario: Scenario, asked_for: Wanted) -> Search:
        """Look for the best plan of a scenario; what the visitor looked for before ends.

        Raises:
            InputError: too many visitors look for plans.
        """
        self.stop(visitor)
        search = Search(scenario, asked_for)
        with self._lock:
            waiting = sum(not each.is_over and not each.stop.is_set() for each in self._by_visitor.values())
            if waiting >= self._pairs.limits.runs:
                raise InputError("others look for the best plan now; try again later")
            while len(self._by_visitor) >= self._pairs.limits.visitors:
                self._by_visitor.pop(next(iter(self._by_visitor))).stop.set()
            self._by_visitor[visitor] = search
        Thread(target=self._work, args=(search,), daemon=True).start()
        return search

    def of(self, visitor: str) -> Search | None:
        """Return the last search of a visitor."""
        with self._lock:
            return self._by_visitor.get(visitor)

    def stop(self, visitor: str) -> None:
        """End the search of a visitor."""
        with self._lock:
            search = self._by_visitor.pop(visitor, None)
        if search is not None:
            search.stop.set()

    def close(self) -> None:
        """End all searches."""
        with self._lock:
            for search in self._by_visitor.values():
                search.stop.set()

    def _work(self, search: Search) -> None:
        def note(state: Progress) -> None:
            search.made = state.made

        scenario = search.scenario
        with self._turn:
            try:
                search.best = optimise(
                    scenario,
                    search.wanted.goal,
                    search.wanted.budgets,
                    effort=SearchEffort(runs=search.wanted.runs),
                    fresh=FRESH,
                    scale=usual_scale(scenario),
                    store=self._pairs.folder / "store",
                    executor=self._pairs.processes.executor,
                    work=Work(search.stop, note),
                )
            except RunInterrupted:
                search.problem = "stopped"
            except WandelError as error:
                search.problem = str(error)
            except Exception:
                traceback.print_exc(file=sys.stderr)
                search.problem = FAULT

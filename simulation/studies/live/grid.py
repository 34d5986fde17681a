"""Every combination of a plan's levers, run with the same people and luck as its base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from simulation.errors import InputError
from simulation.portable import sums
from simulation.results.board import EURO, HOURS
from simulation.results.errors import ResultsError
from simulation.results.quantiles import Array
from simulation.scenario.scaling import scaled
from simulation.studies.design.space import Space
from simulation.studies.design.varied import SCENARIO
from simulation.studies.live.levers import PLANNED, LiveLever, levers
from simulation.studies.running.frames import frame
from simulation.studies.running.sweep import Sweep
from simulation.studies.store.keep import Keep

if TYPE_CHECKING:
    from simulation.results.board import Board
    from simulation.scenario.schema import Scenario
    from simulation.studies.store.store import RunStore

BASE, PLAN = "base", "plan"
EVERY: Final = 4
"""Weeks from one that is kept to the next."""
State = tuple[int, ...]
"""A position of each lever, by its place."""


@dataclass(frozen=True)
class LiveGrid:
    """What was run: the base and each state, measures [replicates, weeks] by name; ``weeks`` are those kept.

    ``factor`` is what the differences of a smaller copy are multiplied with, so that the plan as it is planned
    differs from its base as it does at full size; 1 where nothing was scaled, None where the two do not agree even
    in their sign. ``people`` were simulated.
    """

    levers: tuple[LiveLever, ...]
    active: str
    weeks: tuple[int, ...]
    week: int
    people: int
    base: dict[str, Array]
    states: dict[State, dict[str, Array]]
    factor: float | None = 1.0

    @property
    def planned(self) -> State:
        """The plan as it is planned."""
        return planned_state(self.levers)

    @property
    def place(self) -> int:
        """Where the week of the decision stands among ``weeks``."""
        return self.weeks.index(self.week)

    def difference(self, state: State, measure: str) -> Array:
        """Return a state minus the base, course by course [replicates, weeks], told for the full size."""
        found = self.states[state][measure] - self.base[measure]
        return found * (self.factor or 1.0) if measure == self.active else found


def kept_weeks(weeks: int, week: int) -> tuple[int, ...]:
    """Return the weeks that are kept of a run: every fourth, the decision's, the last."""
    return tuple(sorted({*range(0, weeks, EVERY), week, weeks - 1}))


@dataclass(frozen=True, slots=True)
class Size:
    """How large the runs of a grid are: people and replicates, each at most."""

    people: int
    replicates: int


@dataclass(frozen=True)
class LiveTried:
    """The runs of a grid and what is read of them: ``plan`` is the plan at its full size."""

    board: Board
    plan: Scenario
    levers: tuple[LiveLever, ...]
    sweep: Sweep

    def grid(self) -> LiveGrid:
        """Return what was run.

        Raises:
            ResultsError: runs of the base, or of the plan as it is planned, failed.
        """
        self.sweep.store.refresh()
        small = self.sweep.space.scenarios[PLAN]
        people = small.simulated.people
        found = read(self.sweep, self.levers, self.board.active, self.board.week, people)
        if people == self.plan.organisation.people:
            return found
        weeks, n = list(found.weeks), len(self.sweep.replicates)
        full = self.board.difference(self.board.plans[0], self.board.active)[:n, weeks]
        return replace(found, factor=agreeing(found.difference(found.planned, found.active), full))


def tried(board: Board, names: Sequence[str], size: Size, store: RunStore) -> LiveTried:
    """Return the runs in which the one plan of a board is tried out.

    Raises:
        InputError: there is no plan or more than one, or a lever does not exist.
    """
    if len(board.plans) != 1:
        raise InputError("a plan can be tried out beside its base: give two runs, the base first")
    base, plan = (side.run.scenario() for side in board.sides)
    costs = {each.name: each.eur_reserved + each.hours_reserved for each in board.plans[0].taking}
    found = tuple(levers(base, plan, names, costs))
    space = Space.of({BASE: smaller(base, size.people), PLAN: smaller(plan, size.people)}, {})
    points = [{SCENARIO: BASE}, *({SCENARIO: PLAN, **values(found, state)} for state in states(found))]
    keep = Keep((board.active, HOURS, EURO), kept_weeks(plan.run.weeks, board.week))
    replicates = tuple(range(min(size.replicates, board.base.run.manifest.replicates)))
    return LiveTried(board, plan, found, Sweep(space, points, replicates, keep, store))


def planned_state(live_levers: Sequence[LiveLever]) -> State:
    """Return the plan as it is planned."""
    return tuple(lever.index(PLANNED) for lever in live_levers)


def states(live_levers: Sequence[LiveLever]) -> list[State]:
    """Return every combination of positions."""
    return list(product(*(range(len(lever.levels)) for lever in live_levers)))


def values(live_levers: Sequence[LiveLever], state: State) -> dict[str, Any]:
    """Return what a state changes in the plan."""
    return {
        k: v for lever, place in zip(live_levers, state, strict=True) for k, v in lever.levels[place].values.items()
    }


def read(sweep: Sweep, live_levers: Sequence[LiveLever], active: str, week: int, people: int) -> LiveGrid:
    """Return the grid of runs that are in the store; states of which a run failed are left out."""
    table = frame(sweep)
    weeks, n = kept_weeks(sweep.space.scenarios[PLAN].run.weeks, week), len(sweep.replicates)
    by_point: dict[int, dict[str, Array]] = {}
    for point in range(len(sweep.points)):
        rows = table[table["point"] == point]
        if len(rows) == n * len(weeks):
            by_point[point] = {
                name: rows[name].to_numpy(float).reshape(n, len(weeks)) for name in (active, HOURS, EURO)
            }
    every = {state: by_point[i] for i, state in enumerate(states(live_levers), start=1) if i in by_point}
    if 0 not in by_point or planned_state(live_levers) not in every:
        raise ResultsError("runs of the base or of the plan failed; nothing can be compared with them")
    return LiveGrid(tuple(live_levers), active, weeks, week, people, by_point[0], every)


def smaller(scenario: Scenario, people: int) -> Scenario:
    """Return a copy of a company that has at most so many people."""
    full = scenario.organisation.people
    return scenario if full <= people else scaled(scenario, people / full)


def agreeing(small: Array, full: Array) -> float | None:
    """Return the factor between the mean differences of the full size and of a copy, over all weeks; None if none.

    ``small`` and ``full`` are paired differences [replicates, weeks] of the plan as it is planned.
    """
    below, above = float(sums.mean(small.ravel())), float(sums.mean(full.ravel()))
    return above / below if below * above > 0 else None

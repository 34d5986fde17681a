"""The same rules, organisation and random numbers on Mesa: how much the compiled engine saves.

Mesa takes too long for two years, so a few weeks are timed within a run, after those in which most people register. The
compiled engine's cost beside it is that of two years with everybody registered, its dearest.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import thread_time_ns

from benchmarks import engine, measure
from benchmarks.labels import MESA
from benchmarks.measure import Cost
from simulation.engines.run import simulate
from simulation.world import World

FIRST_WEEKS = 4
"""Weeks before those that are timed; by then four in five have registered."""
FEWEST_WEEKS = 2
WORK = 40_000
"""Employee-weeks that are timed, where that is more than `FEWEST_WEEKS`."""
LARGEST = 100_000
REPEATS = 3


def cost(n: int, budget: float) -> Cost:
    """Return the cost per employee-week of the full model on Mesa, or a note why there is none."""
    if n > LARGEST:
        return Cost(MESA, n, note="skipped: too slow")
    try:
        weeks_ns(_stepwise(1_000, 1), 0)  # imports and compiles
    except ImportError as error:
        return Cost(MESA, n, note=f"no {error.name}")
    weeks = min(engine.WEEKS // 2, max(FEWEST_WEEKS, WORK // n))
    task = partial(weeks_ns, _stepwise(n, FIRST_WEEKS + weeks), FIRST_WEEKS)
    taken = measure.least_in_turns({MESA: task}, REPEATS if n < LARGEST else 1, budget)[MESA]
    ns = [each / (n * weeks) for each in taken]
    return Cost(MESA, n, weeks, len(ns), ns[0], ns[len(ns) // 2])


def weeks_ns(where: World, first: int) -> float:
    """Return the processor time of the weeks from ``first`` to the end of one replicate."""
    marks = [0]
    simulate(where, 0, engine="mesa", parameters=engine.SOON, on_progress=lambda _: marks.append(thread_time_ns()))
    return marks[-1] - marks[max(first, 1)]


def _stepwise(n: int, weeks: int) -> World:
    """Return a world whose weeks run one by one, which recording events asks for."""
    where = engine.world(n, weeks)
    run = where.scenario.run.model_copy(update={"events": True})
    return replace(where, scenario=where.scenario.model_copy(update={"run": run}))

"""One replicate from world to trajectory, or from a state in the middle of it: the loop that both engines share."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from simulation.engines.choice import EngineName
from simulation.engines.course import Course
from simulation.engines.state import State, Stops
from simulation.errors import InputError
from simulation.interventions.contained import contained
from simulation.model.record import Trajectory

if TYPE_CHECKING:
    from simulation.world import World


class Interrupted(Exception):
    """The run was asked to stop; nothing of this replicate is kept."""


@contained
def simulate(
    world: World,
    replicate: int,
    *,
    engine: EngineName = "kernel",
    stop: threading.Event | None = None,
    on_progress: Callable[[int], None] | None = None,
    parameters: Mapping[str, float] | None = None,
    start: State | None = None,
    stops: Stops | None = None,
) -> Trajectory:
    """Run one replicate; raises `Interrupted` when ``stop`` is set, calls ``on_progress`` with weeks done.

    ``parameters`` replaces some of the values that the replicate would draw. ``start`` goes on from a state that
    either engine left in the middle of a run with the same past: what comes out equals a run from week 0, bit for
    bit. States are handed out at ``stops``, the start of their weeks (the number of weeks of the run: its end).

    Raises:
        InputError: there is no such engine or replicate, a checkpoint is not one of the weeks to come, or
            ``parameters`` has an unknown name or a value outside of its bounds.
        ValueError: ``start`` cannot be the past of this replicate.
        ScenarioError: the interventions take more than the scenario's budget.
        EndedError: an intervention tried to end the program.
    """
    course = Course(world, replicate, engine, parameters or {})
    if start is not None:
        course.restore(start)
    wanted = sorted(stops.weeks) if stops else []
    if wanted and not course.week <= wanted[0] <= wanted[-1] <= course.weeks:
        raise InputError(f"checkpoints must be weeks from {course.week} to {course.weeks}, not {wanted}")
    while True:
        if stops is not None and course.week in wanted:
            stops.keep(course.state())
        if course.week >= course.weeks:
            return course.trajectory()
        if stop is not None and stop.is_set():
            raise Interrupted
        course.advance(min((week for week in wanted if week > course.week), default=course.weeks))
        if on_progress is not None:
            on_progress(course.week)


@contained
def state_at(
    world: World,
    replicate: int,
    week: int,
    *,
    engine: EngineName = "kernel",
    parameters: Mapping[str, float] | None = None,
    start: State | None = None,
) -> State:
    """Return the state of a replicate at the start of a week, to go on from as often as wanted.

    Raises:
        InputError: the week is before ``start`` or behind the end of the run, or ``start`` is not this run's past.
    """
    course = Course(world, replicate, engine, parameters or {})
    if start is not None:
        course.restore(start)
    if not course.week <= week <= course.weeks:
        raise InputError(f"the week must be one from {course.week} to {course.weeks}, not {week}")
    while course.week < week:
        course.advance(week)
    return course.state()


__all__ = ["EngineName", "Interrupted", "State", "Stops", "simulate", "state_at"]

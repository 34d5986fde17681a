"""`run` and `simulate`: from a scenario to results, with every check that a command makes."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.engines.choice import EngineName, check_engine, check_replicate
from simulation.errors import InputError
from simulation.face.loading import Source, loaded
from simulation.face.run import Run
from simulation.face.shallow import shallow
from simulation.model.record import Trajectory
from simulation.results.execute import execute
from simulation.results.options import RESULTS, Options
from simulation.scenario.python_values import shown
from simulation.scenario.schema import Scenario

if TYPE_CHECKING:
    from simulation.world import World

MOST_WORKERS = 1024


@shallow
def run(
    scenario: Source,
    *,
    out: str | PathLike[str] = RESULTS,
    engine: EngineName = "kernel",
    workers: int | None = None,
    fresh: bool = False,
    **changes: Any,
) -> Run:
    """Run all replicates of a scenario, or find the run that was made of it before, and return the stored run.

    ``scenario`` and ``changes`` are those of `load`. Results are written below the folder ``out``; ``engine`` is the
    compiled ``kernel``, or ``mesa``, which is readable, slow and gives the same bits; ``workers`` replicates run at
    a time (all cores where left out); ``fresh`` runs again. Ctrl-C keeps finished replicates; the same call goes on.

    >>> wandel.run("small-demo", scale=0.2, weeks=30, replicates=3).weekly("registered").shape
    (630, 5)

    Raises:
        ScenarioError: the scenario cannot be used; it takes more than its budget; nobody is in a target.
        InputError: an argument cannot be.
        ResultsError: results cannot be written, are damaged, or are in use by another process.
    """
    return stored(loaded(scenario, changes), options_of(out, engine, workers, fresh=fresh))


@shallow
def simulate(
    scenario: Source | World,
    replicate: int = 0,
    *,
    engine: EngineName = "kernel",
    parameters: Mapping[str, float] | None = None,
    **changes: Any,
) -> Trajectory:
    """Run one replicate in memory: its counters by week and silo, its people and communities at the end.

    ``scenario`` and ``changes`` are those of `load`; where many replicates are wanted, make the `World` once (with
    `simulation.world.build`) and give that. ``parameters`` take the place of some of the numbers that the replicate
    would draw. Nothing is stored.

    >>> wandel.simulate("small-demo", scale=0.2, weeks=30, parameters={"imitation_rate": 0.1}).counts.shape[0]
    30

    Raises:
        ScenarioError: as `run`.
        InputError: there is no such engine, replicate or parameter, or a value is outside of its bounds.
    """
    from simulation.engines.run import simulate as simulated
    from simulation.world import World, build

    check_engine(engine)
    check_replicate(replicate)
    if isinstance(scenario, World) and changes:
        raise InputError("a world cannot be changed; give its scenario instead")
    world = scenario if isinstance(scenario, World) else build(loaded(scenario, changes))
    return simulated(world, replicate, engine=engine, parameters=parameters)


def stored(scenario: Scenario, options: Options) -> Run:
    """Return the stored run of a scenario."""
    found = execute(scenario, options).run
    return Run(found.folder, found.manifest)


def options_of(out: str | PathLike[str], engine: EngineName, workers: int | None, *, fresh: bool = False) -> Options:
    """Return how to run; `InputError` for what cannot be."""
    is_number = isinstance(workers, int) and not isinstance(workers, bool)
    if workers is not None and not (is_number and 1 <= workers <= MOST_WORKERS):
        raise InputError(f"workers must be a whole number between 1 and {MOST_WORKERS}, or None, not {workers!r}")
    if not isinstance(out, str | PathLike):
        raise InputError(f"out must be a folder, not {shown(out)}")
    if not isinstance(fresh, bool):
        raise InputError(f"fresh must be True or False, not {shown(fresh)}")
    return Options(root=Path(out), engine=check_engine(engine), workers=workers, fresh=fresh)

"""`run`, `compare` and `simulate`: from a scenario to results, each with every check that a command makes."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.engines.choice import EngineName, check_engine, check_replicate
from simulation.errors import InputError
from simulation.face.comparison import Comparison
from simulation.face.loading import Source, loaded
from simulation.face.run import Run
from simulation.face.shallow import shallow
from simulation.model.record import Trajectory
from simulation.results.compare import ACTIVE, check_request
from simulation.results.compare import compare as compared
from simulation.results.execute import execute
from simulation.results.options import RESULTS, Options
from simulation.results.pairing import check_scenarios
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

    >>> wandel.run("small-demo", people=200, weeks=30, replicates=3).weekly("registered").shape
    (630, 5)

    Raises:
        ScenarioError: the scenario cannot be used; it takes more than its budget; nobody is in a target.
        InputError: an argument cannot be.
        ResultsError: results cannot be written, are damaged, or are in use by another process.
    """
    return _stored(loaded(scenario, changes), _options(out, engine, workers, fresh=fresh))


@shallow
def compare(
    base: Source | Run,
    *plans: Source | Run,
    week: int | None = None,
    active: str = ACTIVE,
    out: str | PathLike[str] = RESULTS,
    engine: EngineName = "kernel",
    workers: int | None = None,
    **changes: Any,
) -> Comparison:
    """Compare plans with a base, replicate by replicate and person by person; runs what is missing.

    ``base`` and ``plans`` are runs, or scenarios, which all get the ``changes`` (see `load`). Effects are those at
    ``week`` (the last one where left out); ``active`` is the measure that an additional active person is counted by.

    >>> base = wandel.load("small-demo", people=200, weeks=30, replicates=3)
    >>> wandel.compare(base, wandel.load(base, name="nothing", interventions=[]), week=20).week
    20

    Raises:
        PairingError: the runs differ in more than the plan.
        ScenarioError, InputError, ResultsError: as `run`; also where ``week`` or ``active`` cannot be.
    """
    if not plans:
        raise InputError("compare needs at least one plan beside the base, as in compare(base, plan)")
    options = _options(out, engine, workers)
    if changes and any(isinstance(each, Run) for each in (base, *plans)):
        raise InputError("a finished run cannot be changed; give its scenario instead")
    given: list[Run | Scenario] = []
    for each in (base, *plans):
        given.append(each if isinstance(each, Run) else loaded(each, changes))
    first, *others = [each.scenario() if isinstance(each, Run) else each for each in given]
    for other in others:
        check_scenarios(first, other)
    check_request(first.run.weeks, week, active)
    runs = [each if isinstance(each, Run) else _stored(each, options) for each in given]
    return Comparison.of(compared(runs[0], runs[1:], week, active))


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

    >>> wandel.simulate("small-demo", people=200, weeks=30, parameters={"imitation_rate": 0.1}).counts.shape[0]
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


def _stored(scenario: Scenario, options: Options) -> Run:
    found = execute(scenario, options).run
    return Run(found.folder, found.manifest)


def _options(out: str | PathLike[str], engine: EngineName, workers: int | None, *, fresh: bool = False) -> Options:
    """Return how to run; `InputError` for what cannot be."""
    is_number = isinstance(workers, int) and not isinstance(workers, bool)
    if workers is not None and not (is_number and 1 <= workers <= MOST_WORKERS):
        raise InputError(f"workers must be a whole number between 1 and {MOST_WORKERS}, or None, not {workers!r}")
    if not isinstance(out, str | PathLike):
        raise InputError(f"out must be a folder, not {shown(out)}")
    if not isinstance(fresh, bool):
        raise InputError(f"fresh must be True or False, not {shown(fresh)}")
    return Options(root=Path(out), engine=check_engine(engine), workers=workers, fresh=fresh)

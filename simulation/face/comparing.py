"""`compare`: what plans change against a base, with every check that the command makes."""

from __future__ import annotations

from os import PathLike
from typing import Any

from simulation.engines.choice import EngineName
from simulation.errors import InputError
from simulation.face.comparison import Comparison
from simulation.face.loading import Source, loaded
from simulation.face.run import Run
from simulation.face.running import options_of, stored
from simulation.face.shallow import shallow
from simulation.results.compare import ACTIVE, check_request
from simulation.results.compare import compare as compared
from simulation.results.options import RESULTS
from simulation.results.pairing import check_scenarios
from simulation.scenario.schema import Scenario


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

    >>> base = wandel.load("small-demo", scale=0.2, weeks=30, replicates=3)
    >>> wandel.compare(base, wandel.load(base, name="nothing", interventions=[]), week=20).week
    20

    Raises:
        PairingError: the runs differ in more than the plan.
        ScenarioError, InputError, ResultsError: as `run`; also where ``week`` or ``active`` cannot be.
    """
    if not plans:
        raise InputError("compare needs at least one plan beside the base, as in compare(base, plan)")
    options = options_of(out, engine, workers)
    if changes and any(isinstance(each, Run) for each in (base, *plans)):
        raise InputError("a finished run cannot be changed; give its scenario instead")
    given: list[Run | Scenario] = []
    for each in (base, *plans):
        given.append(each if isinstance(each, Run) else loaded(each, changes))
    first, *others = [each.scenario() if isinstance(each, Run) else each for each in given]
    for other in others:
        check_scenarios(first, other)
    check_request(first.run.weeks, week, active)
    runs = [each if isinstance(each, Run) else stored(each, options) for each in given]
    return Comparison.of(compared(runs[0], runs[1:], week, active))

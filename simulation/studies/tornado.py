"""Tornado: each parameter alone from the low to the high end of its range, all others at their base values.

Behavioural settings of the scenario's interventions are parameters like all others, of a group of their own.

Shows at a glance which assumptions a result depends on. Every run shares the luck of the
base run with the same replicate, so that differences are due to the parameter alone.
Interactions of parameters stay unseen.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from simulation.declare import BEHAVIOUR, Parameter
from simulation.measures import HEADLINES, MEASURES
from simulation.parameters import PARAMETERS
from simulation.portable.sums import mean
from simulation.results.effects import CONFIDENCE, half_width, student
from simulation.results.errors import InputError, ResultsError
from simulation.results.quantiles import Array, quantiles
from simulation.results.summary import check_week
from simulation.studies.design.space import Space
from simulation.studies.running.sweep import STORE, Sweep
from simulation.studies.store.keep import Keep
from simulation.studies.store.model import model_id
from simulation.studies.store.store import RunStore, scenario_id
from simulation.system.names import file_name
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.running.driver import Work
    from simulation.studies.running.pools import Pool

RangeKind = Literal["prior", "posterior", "bounds"]
"""What the ends of a range are: quantiles of the prior, or of the posterior's draws; or the declared bounds."""
ENDS: Final = (0.1, 0.9)
"""The quantiles of prior or posterior at which a parameter is tried."""
_TWO: Final = 2
_ID_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class TornadoQuestion:
    """What is asked: a measure of the whole organisation at a week, over so many replicates, for which parameters."""

    measure: str
    week: int
    replicates: int
    kind: RangeKind = "prior"
    groups: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name of the files with the answer."""
        return "-".join([self.measure, f"week-{self.week}", self.kind, f"x{self.replicates}", *self.groups])


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean of paired differences over ``n`` replicates, its standard error, and half its 95% interval (Student's t).

    NaN where not defined: the mean without a pair, the others with fewer than two.
    ``n_zero`` counts pairs without any difference.
    """

    n: int
    n_zero: int
    mean: float
    error: float
    half: float

    @property
    def is_zero(self) -> bool:
        """Whether there is no difference at all, in any pair."""
        return self.n > 0 and self.n_zero == self.n

    @property
    def is_clear(self) -> bool:
        """Whether the 95% interval of the mean leaves 0 out."""
        return not self.is_zero and abs(self.mean) > self.half


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """What one parameter does: values tried, means of the measure there, and paired differences.

    ``swing`` is high end minus low end, ``low`` and ``high`` are the ends minus the base.
    """

    parameter: Parameter
    low_value: float
    base_value: float
    high_value: float
    at_low: float
    at_high: float
    low: Difference
    high: Difference
    swing: Difference

    @property
    def size(self) -> float:
        """The largest of the three differences; bars are in its order. Below 0 where none is defined."""
        sizes = [abs(each.mean) for each in (self.swing, self.low, self.high) if not math.isnan(each.mean)]
        return max(sizes, default=-1.0)

    @property
    def is_zero(self) -> bool:
        """Whether the parameter changes nothing at all."""
        return self.low.is_zero and self.high.is_zero

    @property
    def bends(self) -> bool:
        """Whether both ends lie on the same side of the base, distinguishably."""
        return self.low.is_clear and self.high.is_clear and self.low.mean * self.high.mean > 0


@dataclass(frozen=True, slots=True)
class Tornado:
    """The answer: bars, largest first; parameters that have no range; mean of the measure at the base values."""

    scenario: Scenario
    question: TornadoQuestion
    base: float
    bars: tuple[TornadoBar, ...]
    fixed: dict[str, float]
    folder: Path


def question(
    scenario: Scenario,
    measure: str | None = None,
    week: int | None = None,
    replicates: int = 4,
    kind: RangeKind = "prior",
    groups: Sequence[str] = (),
) -> TornadoQuestion:
    """Return a question that can be asked: by default the scenario's first headline measure in the last week.

    Raises:
        InputError: there is no such measure, week or group of parameters, or no posterior.
    """
    chosen = measure or (*scenario.measures, *HEADLINES)[0]
    if chosen not in MEASURES:
        raise InputError(unknown("measure", chosen, MEASURES))
    known = _groups()
    for group in groups:
        if group not in known:
            raise InputError(unknown("group of parameters", group, known))
    if kind == "posterior" and scenario.posterior is None:
        raise InputError(f"{scenario.name} has no posterior; take --range prior or --range bounds")
    if replicates < 1:
        raise InputError(f"replicates must be at least 1, not {replicates}")
    ordered = tuple(group for group in known if group in groups)
    return TornadoQuestion(chosen, check_week(scenario.run.weeks, week), replicates, kind, ordered)


def _groups() -> dict[str, None]:
    """Return the groups of parameters, in their order."""
    return dict.fromkeys([*(parameter.group for parameter in PARAMETERS.values()), BEHAVIOUR])


def base_values(scenario: Scenario) -> dict[str, float]:
    """Return the value of every parameter at the base: the posterior's median where it has one, else the scenario's."""
    values = {name: parameter.default for name, parameter in scenario.declared().items()}
    return values | {name: median(draws) for name, draws in _draws(scenario).items()}


def _draws(scenario: Scenario) -> dict[str, list[float]]:
    if scenario.posterior is None:
        return {}
    return {name: list(column) for name, column in scenario.posterior.draws(scenario.declared()).items()}


def ends(scenario: Scenario, kind: RangeKind) -> dict[str, tuple[float, float]]:
    """Return the range of every parameter that has one: a fixed one only has its bounds."""
    draws = _draws(scenario) if kind == "posterior" else {}
    found: dict[str, tuple[float, float]] = {}
    for name, p in scenario.declared().items():
        if kind == "bounds":
            found[name] = (p.low, p.high)
        elif name in draws:
            low, high = quantiles(np.array(draws[name]), ENDS)
            found[name] = (float(low), float(high))
        elif p.prior.kind != "fixed":
            low, high = (p.prior.quantile(end, p.low, p.high) for end in ENDS)
            found[name] = (low, high)
    return {name: (low, high) for name, (low, high) in found.items() if low < high}


def folder(scenario: Scenario, tornado_question: TornadoQuestion, root: Path) -> Path:
    """Return where tables and pages go: the same scenario, week and model give the same folder."""
    name = hashlib.sha256(f"{scenario_id(scenario)} {tornado_question.week} {model_id()}".encode()).hexdigest()[
        :_ID_LENGTH
    ]
    return root / file_name(scenario.name) / f"tornado-{name}"


def changes(scenario: Scenario, tornado_question: TornadoQuestion) -> list[dict[str, float]]:
    """Return what is changed at each point: nothing at the base, then each parameter at its low and high end."""
    base = base_values(scenario)
    found: list[dict[str, float]] = [{}]
    for name, values in _asked_ends(scenario, tornado_question).items():
        found += [_change(name, value, base) for value in values]
    return [dict(each) for each in dict.fromkeys(tuple(change.items()) for change in found)]


def _asked_ends(scenario: Scenario, tornado_question: TornadoQuestion) -> dict[str, tuple[float, float]]:
    found, declared = ends(scenario, tornado_question.kind), scenario.declared()
    return {
        name: pair
        for name, pair in found.items()
        if not tornado_question.groups or declared[name].group in tornado_question.groups
    }


def _change(name: str, value: float, base: dict[str, float]) -> dict[str, float]:
    """Return the change of a point; none where the value is that of the base."""
    return {} if value == base[name] else {name: value}


def sweep_of(scenario: Scenario, tornado_question: TornadoQuestion, store: RunStore) -> Sweep:
    """Return the runs that answer a question: they differ by chance only, and stand at the base but for one change."""
    medians = {name: median(draws) for name, draws in _draws(scenario).items()}
    chance = scenario.run.model_copy(update={"uncertainty": "chance"})
    at_base = scenario.model_copy(update={"run": chance, "posterior": None})
    points = [medians | change for change in changes(scenario, tornado_question)]
    keep = Keep(tuple(MEASURES), (tornado_question.week,))
    return Sweep(Space.of(at_base, {}), points, tuple(range(tornado_question.replicates)), keep, store)


def tornado(
    scenario: Scenario, tornado_question: TornadoQuestion, root: Path, pool: Pool, work: Work | None = None
) -> Tornado:
    """Answer a question; runs that are kept in the store below ``root`` are used again.

    Raises:
        RunInterrupted: ``work.stop`` was set; finished runs are safe.
        ResultsError: runs failed; says how many, and why the first did.
    """
    sweep = sweep_of(scenario, tornado_question, RunStore(root / STORE))
    if sweep.make(pool, work).failed:
        failures = list(sweep.failures())
        raise ResultsError(f"{len(failures)} of {len(sweep)} runs failed, the first so: {failures[0][2].message}")
    found = {
        tuple(change.items()): values
        for change, values in zip(changes(scenario, tornado_question), _read(sweep), strict=True)
    }
    row = list(MEASURES).index(tornado_question.measure)
    base, varied, declared = base_values(scenario), _asked_ends(scenario, tornado_question), scenario.declared()

    def at(change: dict[str, float]) -> Array:
        return found[tuple(change.items())][:, row]

    middle = at({})
    bars = []
    for name, (low, high) in varied.items():
        y_low, y_high = (at(_change(name, value, base)) for value in (low, high))
        bars.append(
            TornadoBar(
                replace(declared[name], name=name), low, base[name], high, _mean(y_low), _mean(y_high),
                difference(middle, y_low), difference(middle, y_high), difference(y_low, y_high),
            )
        )  # fmt: skip
    bars.sort(key=lambda bar: -bar.size)
    groups = tornado_question.groups or _groups()
    fixed = {name: base[name] for name, p in declared.items() if p.group in groups and name not in varied}
    place = folder(scenario, tornado_question, root)
    with contextlib.suppress(OSError):  # who writes there says it
        place.mkdir(parents=True, exist_ok=True)
    return Tornado(scenario, tornado_question, _mean(middle), tuple(bars), fixed, place)


def _read(sweep: Sweep) -> Iterator[Array]:
    """Yield all measures at each point [replicates, measures]."""
    for point in range(len(sweep.points)):
        runs = [sweep.run(point, place) for place in range(len(sweep.replicates))]
        kept = sweep.store.read((run.key for run in runs), runs[0].layout)
        yield np.array([each[:, 0, 0] for each in kept if each is not None])


def _mean(values: Array) -> float:
    defined = values[~np.isnan(values)]
    return float(mean(defined)) if defined.size else math.nan


def difference(first: Array, second: Array) -> Difference:
    """Return the mean of second - first over pairs in which both are defined."""
    pairs = second - first
    pairs = pairs[~np.isnan(pairs)]
    half = half_width(pairs)
    error = half / student(pairs.size) if pairs.size >= _TWO else math.nan
    return Difference(pairs.size, int((pairs == 0).sum()), _mean(pairs), error, half)


def expected_by_chance(bars: Iterable[TornadoBar]) -> float:
    """Return how many swings would look distinguishable from 0 if no parameter mattered: 5% of those that are not 0."""
    return (1 - CONFIDENCE) * sum(not bar.swing.is_zero for bar in bars)

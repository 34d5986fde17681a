"""How a forecast would have done: the company's own last weeks hidden, foretold, and scored beside rivals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from simulation.measures import MEASURES
from simulation.studies.calibration.company import fact
from simulation.studies.calibration.problem import generator
from simulation.studies.forecast import rivals
from simulation.studies.forecast.curves import ObservedCurve, curves, last_week, problems
from simulation.studies.forecast.forecast import Forecast, drawn, forecast
from simulation.studies.forecast.scores import LEVELS, covers, crps, log_score

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from simulation.scenario.checks import Finding
    from simulation.scenario.schema import Scenario
    from simulation.studies.forecast.bank import ForecastBank
    from simulation.studies.forecast.conditioning import Resembling
    from simulation.studies.running.driver import Work
    from simulation.studies.store.store import RunStore

Array = NDArray[np.float64]
WANDEL: Final = "wandel"
OPEN_CEILING: Final = 20.0
"""A rival's ceiling, in multiples of the most that was seen, where what is counted has none of its own."""


@dataclass(frozen=True)
class HiddenScore:
    """One forecaster on one curve: shares of hidden numbers within its bands, mean CRPS, mean log score."""

    coverage: tuple[float, ...]
    crps: float
    log_score: float


@dataclass(frozen=True)
class HiddenCurve:
    """The hidden weeks of a curve, what was counted in them, and what each forecaster foretold [draws, weeks]."""

    measure: str
    silo: str | None
    weeks: tuple[int, ...]
    values: Array
    foretold: Mapping[str, Array]

    @property
    def scores(self) -> dict[str, HiddenScore]:
        """HiddenScore of each forecaster."""
        return {name: score(draws, self.values) for name, draws in self.foretold.items()}

    @property
    def has_rivals(self) -> bool:
        """Whether there were weeks enough to fit rivals to."""
        return len(self.foretold) > 1


@dataclass(frozen=True)
class Backtest:
    """A forecast from an earlier week, and the hidden weeks of every curve beside it."""

    forecast: Forecast
    curves: tuple[HiddenCurve, ...]

    def relative(self) -> dict[str, float]:
        """Return each forecaster's CRPS as a share of what was counted, over all curves with rivals."""
        those = [each for each in self.curves if each.has_rivals]
        names = those[0].foretold if those else ()
        return {
            name: float(np.mean([each.scores[name].crps / max(float(each.values.mean()), 1.0) for each in those]))
            for name in names
        }


def score(draws: Array, values: Array) -> HiddenScore:
    """Return how draws [draws, weeks] foretold values [weeks]."""
    pairs = list(zip(draws.T, values, strict=True))
    coverage = tuple(float(np.mean([covers(each, float(y), level) for each, y in pairs])) for level in LEVELS)
    return HiddenScore(
        coverage,
        float(np.mean([crps(each, float(y)) for each, y in pairs])),
        float(np.mean([log_score(each, float(y)) for each, y in pairs])),
    )


def backtest(
    scenario: Scenario,
    until: int,
    store: Path | RunStore | None = None,
    executor: Executor | None = None,
    *,
    runs: int,
    seed: int = 1,
    workers: int = 1,
    work: Work | None = None,
) -> Backtest:
    """Foretell the observations after a week from those before, and score that beside the rivals.

    Raises:
        RunInterrupted: ``work.stop`` was set.
    """
    found = forecast(scenario, store, executor, until=until, runs=runs, seed=seed, workers=workers, work=work)
    hidden = tuple(foretell(found.bank, found.resembling, each, until, seed) for each in hidden_curves(scenario, until))
    return Backtest(found, hidden)


def hidden_curves(scenario: Scenario, until: int) -> list[ObservedCurve]:
    """Return the curves that go on after a week."""
    return [each for each in curves(scenario.observations) if each.points[-1].week > until]


def foretell(bank: ForecastBank, near: Resembling, curve: ObservedCurve, until: int, seed: int = 1) -> HiddenCurve:
    """Return the weeks of a curve after a week, as Wandel and the rivals foretell them from those before.

    Wandel foretells what would be published: the count with the error that its observation states.
    """
    seen = curve.until(until)
    hidden = curve.points[len(seen) :]
    weeks = tuple(each.week for each in hidden)
    rng = generator(seed, f"hidden {curve.measure} {curve.silo}")
    counts = drawn(bank, near, [fact(curve.measure, week, curve.silo) for week in weeks], seed)
    published = counts * np.exp(np.array([each.spread for each in hidden]) * rng.normal(size=counts.shape))
    found = {WANDEL: published}
    if len(seen) >= rivals.FEWEST:
        past, values = np.array([float(each.week) for each in seen]), np.array([each.value for each in seen])
        ceiling, ahead = _ceiling(bank.scenario, curve.measure, values), np.array(weeks, float)
        found |= {name: rivals.foretold(name, past, values, ceiling, ahead, rng) for name in rivals.NAMES}
    return HiddenCurve(curve.measure, curve.silo, weeks, np.array([each.value for each in hidden]), found)


def _ceiling(scenario: Scenario, measure: str, values: Array) -> float:
    match MEASURES[measure].unit:
        case "people":
            return float(scenario.organisation.people)
        case "share":
            return 1.0
        case _:
            return OPEN_CEILING * max(float(values.max()), 1.0)


def week_before(scenario: Scenario, hide: int | None, until: int | None) -> tuple[int, list[Finding]]:
    """Return the last week that is seen where so many are hidden, and what is wrong with that.

    Half of the weeks are hidden where neither is said.
    """
    place = ("observations",)
    if not scenario.observations:
        return 0, problems(scenario)
    last = last_week(scenario.observations)
    weeks = last + 1
    if until is None:
        until = last - (weeks // 2 if hide is None else hide)
    found = problems(scenario, until)
    if until < 0:
        text = f"go up to week {last}: to hide {hide} weeks hides everything; hide {max(1, weeks - 2)} at most"
        return until, [*(each for each in found if each[0] != place), (place, text)]
    if not hidden_curves(scenario, until):
        text = f"have no point of a curve after week {until}, so nothing is hidden; the last number is of week {last}"
        found.append((place, text))
    return until, found


def beaten(scores: Mapping[str, float], names: Sequence[str] = rivals.NAMES) -> tuple[str, float]:
    """Return the best rival, and by which share of its CRPS Wandel's is smaller; negative where it is larger."""
    best = min(names, key=lambda name: scores[name])
    return best, 1.0 - scores[WANDEL] / max(scores[best], 1e-12)

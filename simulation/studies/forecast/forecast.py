"""The forecast of a company from its own first weeks: courses, what the weeks taught, a posterior for all else."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from simulation.scenario.uncertainty import MOST_POSTERIOR_NUMBERS, Posterior
from simulation.studies.calibration.calibrate import MOST_ROWS
from simulation.studies.calibration.company import Making, observed, parts_of
from simulation.studies.calibration.learned import Learned, learned
from simulation.studies.calibration.problem import columns, generator
from simulation.studies.calibration.weights import resample
from simulation.studies.forecast.bank import RUNS, SHOWN, ForecastBank, bank, course
from simulation.studies.forecast.conditioning import Resembling, Summaries
from simulation.studies.forecast.curves import last_week, used
from simulation.studies.running.driver import Work
from simulation.studies.running.pools import pool_of
from simulation.studies.store.store import RunStore

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from simulation.scenario.observation import Observation
    from simulation.scenario.schema import Scenario
    from simulation.studies.calibration.targets import CalibrationTargets

Array = NDArray[np.float64]
DRAWS: Final = 1000
AHEAD: Final = (13, 26, 52)
"""Weeks ahead whose numbers the summaries are learned to foretell, as far as the run goes on."""


@dataclass(frozen=True)
class Forecast:
    """What a company's first weeks say of the rest.

    ``courses`` holds draws of each measure [draws, weeks] of the whole company, past and future: the count itself,
    without the error of a published number. ``z`` [near, D] is the posterior on the scale on which the prior is
    standard normal, weighed as the runs that resemble the company.
    """

    scenario: Scenario
    until: int
    used: tuple[Observation, ...]
    courses: dict[str, Array]
    z: Array
    posterior: Posterior
    resembling: Resembling
    bank: ForecastBank

    @property
    def calibrated(self) -> Scenario:
        """The scenario with what its weeks taught, for every other command."""
        return self.scenario.model_copy(update={"posterior": self.posterior})

    def learned(self) -> list[Learned]:
        """Return what the weeks taught about each number, most first."""
        return learned(self.bank.names, self.z, self.resembling.weights)


def forecast(
    scenario: Scenario,
    store: Path | RunStore | None = None,
    executor: Executor | None = None,
    *,
    until: int | None = None,
    runs: int = RUNS,
    seed: int = 1,
    workers: int = 1,
    work: Work | None = None,
) -> Forecast:
    """Return what the observations of a scenario up to a week (all of them where left out) say of its later weeks.

    Starts from the scenario's priors, which are those over companies where it states none of its own; a posterior
    that it has is not used, for it may have been learned from the same numbers. Runs are kept in the ``store``.

    Raises:
        RunInterrupted: ``work.stop`` was set.
    """
    with ExitStack() as stack:
        if not isinstance(store, RunStore):
            store = RunStore(store or Path(stack.enter_context(TemporaryDirectory(prefix="wandel-"))))
        pool = stack.enter_context(pool_of(workers, executor=executor))
        runs_of_prior = bank(scenario, Making(store, pool, work or Work()), runs, seed)
    return foretold(runs_of_prior, scenario, until, seed)


@dataclass(frozen=True)
class Prepared:
    """A bank that has learned what numbers, wherever they are published, foretell: the same for many companies."""

    bank: ForecastBank
    targets: CalibrationTargets
    summaries: Summaries

    @classmethod
    def of(cls, bank: ForecastBank, targets: CalibrationTargets, until: int, seed: int = 1) -> Prepared:
        """Learn what is foretold by numbers such as these targets, up to a week; their values play no part."""
        published = published_of(bank, targets, seed)
        return cls(bank, targets, Summaries.learned(published, questions(bank, targets, until)))

    def resembling(self, targets: CalibrationTargets) -> Resembling:
        """Return the runs that resemble a company with these numbers, which stand where the bank's do."""
        return self.summaries.resembling(np.log([target.value for target in targets.targets]))


def targets_of(scenario: Scenario, until: int) -> tuple[tuple[Observation, ...], CalibrationTargets]:
    """Return the numbers of a scenario that a forecast from a week uses, and what they say of a run."""
    chosen = tuple(used(scenario.observations, until))
    return chosen, observed(scenario.model_copy(update={"observations": chosen}))


def foretold(bank: ForecastBank, scenario: Scenario, until: int | None = None, seed: int = 1) -> Forecast:
    """Return the forecast of a scenario from a bank of runs over its priors; runs nothing."""
    seen = last_week(scenario.observations) if until is None else until
    chosen, targets = targets_of(scenario, seen)
    near = Prepared.of(bank, targets, seen, seed).resembling(targets)
    measures = dict.fromkeys([*SHOWN, *(each.measures[0] for each in chosen if each.silo is None)])
    weeks = range(scenario.run.weeks)
    courses = {measure: drawn(bank, near, course(measure, weeks), seed) for measure in measures}
    z = near.moved(bank.z)
    return Forecast(scenario, seen, chosen, courses, z, _posterior(bank, z, near.weights, seed), near, bank)


def drawn(bank: ForecastBank, near: Resembling, names: Sequence[str], seed: int = 1) -> Array:
    """Return even draws of facts [`DRAWS`, facts] of a company: the same courses, whatever facts are asked for."""
    rng = generator(seed, "forecast")
    places = rng.permutation(resample(near.weights, DRAWS, float(rng.random())))
    return bank.counts(names, near.moved(bank.lines(names))[places])


def published_of(bank: ForecastBank, targets: CalibrationTargets, seed: int) -> Array:
    """Return the logarithm of what each run of a bank would publish for each target, with errors and meanings."""
    lines = targets.lines(columns(bank.facts[list(targets.facts)]))
    found: Array = np.log(np.maximum(targets.published(lines, generator(seed, "published")), 1e-9))
    return found


def questions(bank: ForecastBank, targets: CalibrationTargets, until: int) -> Array:
    """Return what the summaries are to foretell [runs, k]: observed and shown measures at weeks to come."""
    end = bank.scenario.run.weeks - 1
    ahead = sorted({min(until + weeks, end) for weeks in AHEAD})
    measures = dict.fromkeys([*SHOWN, *(parts_of(name)[0] for name in targets.facts)])
    return bank.lines([name for measure in measures for name in course(measure, ahead)])


def _posterior(bank: ForecastBank, z: Array, weights: Array, seed: int) -> Posterior:
    rng = generator(seed, "rows")
    n = min(MOST_ROWS, MOST_POSTERIOR_NUMBERS // (len(bank.names) + 1))
    places = rng.permutation(resample(weights, n, float(rng.random())))
    values = bank.values(z[places])
    return Posterior(names=bank.names, rows=tuple(map(tuple, values.to_numpy().tolist())))


def bands(draws: Array, levels: Sequence[float]) -> Array:
    """Return quantiles of draws over the first axis: [levels, weeks]."""
    return np.quantile(draws, levels, axis=0, method="weibull")

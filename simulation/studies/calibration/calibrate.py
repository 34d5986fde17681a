"""The calibration of a scenario from its priors and observations to a posterior, with what checks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from simulation.scenario.overriding import override
from simulation.scenario.uncertainty import MOST_POSTERIOR_NUMBERS, Posterior
from simulation.scenario.yaml_text import text_of
from simulation.studies.calibration.company import Making, company, observed
from simulation.studies.calibration.learned import Direction, Learned, directions, learned
from simulation.studies.calibration.predicted import Predicted, checked
from simulation.studies.calibration.problem import CalibrationProblem, generator
from simulation.studies.calibration.ranks import Ranks, ranks
from simulation.studies.calibration.rivals import Score, scores
from simulation.studies.calibration.second_opinion import Opinion, disagreements, regression_abc
from simulation.studies.calibration.targets import mixed
from simulation.studies.calibration.waves import Approach, CalibrationEffort, Weighed, approach, weighed
from simulation.studies.calibration.weights import resample
from simulation.studies.running.driver import Work
from simulation.studies.running.pools import pool_of
from simulation.studies.store.store import RunStore

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from simulation.scenario.schema import Scenario

QUICK_PEOPLE: Final = 8000
MOST_ROWS: Final = 500
LOOKED_AT: Final = 10
Changes = Mapping[str, Any]


@dataclass(frozen=True)
class CalibrationQuestion:
    """What is asked of a calibration beside the posterior, and with how much effort.

    ``hold_out`` names observations that are not used, but foretold; ``rivals`` are changes to the scenario by name;
    ``truths`` known truths are recovered from the bank to check the method; ``checks`` runs foretell what was observed.
    """

    effort: CalibrationEffort = field(default_factory=CalibrationEffort)
    seed: int = 1
    hold_out: tuple[str, ...] = ()
    quick_people: int | None = QUICK_PEOPLE
    rows: int = MOST_ROWS
    checks: int = 100
    truths: int = 0
    rivals: Mapping[str, Changes] = field(default_factory=dict)


@dataclass(frozen=True)
class Calibration:
    """A scenario's posterior as weighed runs, and what checks it."""

    scenario: Scenario
    problem: CalibrationProblem
    reached: Approach
    weighed: Weighed
    posterior: Posterior
    different: int
    """How many of the stored rows are different draws."""
    predicted: tuple[Predicted, ...]
    opinion: Opinion
    ranks: Ranks | None
    rivals: tuple[Score, ...]

    @property
    def calibrated(self) -> Scenario:
        """The scenario with its posterior."""
        return self.scenario.model_copy(update={"posterior": self.posterior})

    @property
    def effective(self) -> float:
        """Effective sample size (Kish 1965) of the weighed runs."""
        return self.weighed.effective

    def learned(self) -> list[Learned]:
        """Return what the data taught about each number, on the scale on which its prior is standard normal."""
        return learned(self.problem.names, self.weighed.runs.z, self.weighed.weights)

    def directions(self) -> list[Direction]:
        """Return the combinations that the data narrowed most."""
        return directions(self.problem.names, self.weighed.runs.z, self.weighed.weights)

    def disagreements(self) -> list[tuple[str, float, float, float]]:
        """Return where the second opinion differs: name, mean here, mean there, standard error."""
        return disagreements(self.problem.names, self.weighed.runs.z, self.weighed.weights, self.opinion)

    def meanings(self) -> dict[str, dict[str, float]]:
        """Return how likely each meaning of a vague number is, each as likely as the others before."""
        seen = self.problem.observed
        found = {}
        for target, each in zip(seen.targets, seen.log_likelihoods(self.weighed.runs.lines), strict=True):
            share = np.exp(each - mixed(each)) @ self.weighed.weights / len(target.facts)
            found[target.label] = dict(zip(target.facts, map(float, share), strict=True))
        return {label: each for label, each in found.items() if len(each) > 1}

    def draws(self) -> pd.DataFrame:
        """Return the weighed runs: their values, what they showed, and their weights, a row each."""
        values = self.problem.values(self.weighed.runs.z, self.problem.names)
        return pd.concat([values, self.weighed.runs.facts, pd.Series(self.weighed.weights, name="weight")], axis=1)


def calibrate(
    scenario: Scenario,
    question: CalibrationQuestion | None = None,
    store: Path | RunStore | None = None,
    executor: Executor | None = None,
    *,
    workers: int = 1,
    work: Work | None = None,
    note: Callable[[str], None] = lambda _text: None,
) -> Calibration:
    """Return what a scenario's numbers may be, given its priors and observations.

    Starts from the scenario's priors, which are those over companies where it states none of its own (a posterior that
    it has already is not used). Runs are kept in the ``store``: stopped, the same call goes on from there.

    Raises:
        ScenarioError: there is nothing to calibrate to, or to calibrate.
        RunInterrupted: ``work.stop`` was set.
    """
    asked = question or CalibrationQuestion()
    with ExitStack() as stack:
        if not isinstance(store, RunStore):
            store = RunStore(store or Path(stack.enter_context(TemporaryDirectory(prefix="wandel-"))))
        pool = stack.enter_context(pool_of(workers, executor=executor))
        return calibrated(scenario, asked, Making(store, pool, work or Work()), note)


def calibrated(
    scenario: Scenario, calibration_question: CalibrationQuestion, making: Making, note: Callable[[str], None]
) -> Calibration:
    """Return the same as `calibrate`, where runs are made and kept as is said."""
    problem = company(
        scenario, making, observed(scenario, calibration_question.hold_out), calibration_question.quick_people
    )
    reached = approach(problem, calibration_question.effort, calibration_question.seed, note)
    found = weighed(problem, reached, calibration_question.effort, calibration_question.seed, note)
    rng = generator(calibration_question.seed, "rows")
    n = min(calibration_question.rows, MOST_POSTERIOR_NUMBERS // (len(problem.names) + 1))
    places = rng.permutation(resample(found.weights, n, float(rng.random())))
    posterior = _posterior(problem, found, places)
    predicted = (
        checked(scenario, posterior, making, calibration_question.checks, calibration_question.hold_out)
        if calibration_question.checks
        else ()
    )
    opinion = regression_abc(
        found.runs, problem.observed, -found.log_placed, generator(calibration_question.seed, "opinion")
    )
    seen = None
    if calibration_question.truths:
        informed = tuple(each.name for each in learned(problem.names, found.runs.z, found.weights)[:LOOKED_AT])
        seen = ranks(
            problem.names,
            problem.observed,
            reached.bank,
            informed,
            calibration_question.truths,
            calibration_question.seed,
        )
        note(f"ranks of {calibration_question.truths} known truths from the bank")
    rivals = _rivals(scenario, calibration_question, making, reached, note) if calibration_question.rivals else ()
    return Calibration(
        scenario, problem, reached, found, posterior, len(set(places.tolist())), predicted, opinion, seen, rivals
    )


def _posterior(problem: CalibrationProblem, weighed: Weighed, places: Any) -> Posterior:
    values = problem.values(weighed.runs.z[places], problem.names)
    return Posterior(names=problem.names, rows=tuple(map(tuple, values.to_numpy().tolist())))


def _rivals(
    scenario: Scenario,
    calibration_question: CalibrationQuestion,
    making: Making,
    reached: Approach,
    note: Callable[[str], None],
) -> tuple[Score, ...]:
    """Score the scenario and its rivals by emulators of quick runs, a bank and waves of each."""
    emulators, sizes = {scenario.name: reached.emulators}, {scenario.name: reached.bank.z.shape[1]}
    for name, changes in calibration_question.rivals.items():
        note(f"rival: {name}")
        rival = override(scenario, [f"{key}={text_of(value)}" for key, value in changes.items()])
        problem = company(
            rival, making, observed(rival, calibration_question.hold_out), calibration_question.quick_people
        )
        quick = replace(problem, full=problem.quick or problem.full, quick=None)
        emulators[name] = approach(quick, calibration_question.effort, calibration_question.seed, note).emulators
        sizes[name] = problem.dimensions
    return tuple(scores(emulators, sizes, calibration_question.seed))

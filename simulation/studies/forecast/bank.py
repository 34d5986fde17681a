"""The bank of a forecast: runs over the prior of the company as it is, each with luck of its own, kept in a store.

It does not depend on what was observed. So the same runs serve every week's forecast, and every hidden week.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.scenario.scaling import scaled
from simulation.studies.calibration.calibrate import QUICK_PEOPLE
from simulation.studies.calibration.company import (
    Making,
    fact,
    facts_of,
    parts_of,
    rounded,
    scale_of,
    silos_of,
    simulated,
    uncertain,
)
from simulation.studies.calibration.problem import generator, spread_evenly
from simulation.studies.design.space import Space

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

Array = NDArray[np.float64]
RUNS: Final = 4096
SHOWN: Final = ("registered", "readers_28", "contributors_28")
"""Measures that every forecast shows, whether they were observed or not."""
KEPT: Final = (*SHOWN, "readers_7", "contributors_7", "contributions_total_cumulative")
"""Measures that are kept of every run, so that a new column of a report needs no new run."""


@dataclass(frozen=True)
class ForecastBank:
    """Runs over the prior: coordinates [runs, D], standard normal, and facts, a column each."""

    scenario: Scenario
    names: tuple[str, ...]
    z: Array
    facts: pd.DataFrame
    space: Space

    def __len__(self) -> int:
        return len(self.z)

    def lines(self, names: Iterable[str]) -> Array:
        """Return facts on their lines [runs, facts]."""
        return np.column_stack([scale_of(name, self.scenario).line(self.facts[name].to_numpy(float)) for name in names])

    def counts(self, names: Iterable[str], lines: Array) -> Array:
        """Return what stands at places on the lines of facts [draws, facts]."""
        pairs = zip(names, lines.T, strict=True)
        return np.column_stack([np.exp(scale_of(name, self.scenario).log_fact(line)[0]) for name, line in pairs])

    def values(self, z: Array) -> pd.DataFrame:
        """Return the values of the uncertain numbers at coordinates."""
        return rounded(z, self.names, self.space)


def course(measure: str, weeks: Iterable[int]) -> list[str]:
    """Return the facts of a measure of the whole company, week by week."""
    return [fact(measure, week) for week in weeks]


def bank(
    scenario: Scenario, making: Making, runs: int = RUNS, seed: int = 1, quick_people: int = QUICK_PEOPLE
) -> ForecastBank:
    """Run a scenario over its priors, or take the runs from the store.

    Larger companies are run as a smaller copy of ``quick_people``, told for the full size.

    Raises:
        RunInterrupted: stopped; the same call goes on from there.
        InputError: a run failed.
    """
    prior = scenario.model_copy(update={"posterior": None})
    names = uncertain(prior)
    people = prior.organisation.people
    small = scaled(prior, quick_people / people) if quick_people < 0.5 * people else prior
    space = Space.of(small, dict.fromkeys(names, "prior"))
    z = spread_evenly(len(names), runs, generator(seed, "bank"))
    make = partial(simulated, making, space, silos_of(prior))
    facts = make(_facts(prior), rounded(z, names, space), np.arange(runs))
    return ForecastBank(prior, names, z, facts, space)


def _facts(scenario: Scenario) -> list[str]:
    """Return what is kept: every week of some measures, and every week of silos of which anything was observed."""
    inside = [each for each in scenario.observations if each.weeks[-1] < scenario.run.weeks]
    named = [name for each in inside for name in facts_of(each)]
    whole = dict.fromkeys([*KEPT, *(parts_of(name)[0] for name in named)])
    every = [name for measure in whole for name in course(measure, range(scenario.run.weeks))]
    return list(dict.fromkeys([*every, *named]))

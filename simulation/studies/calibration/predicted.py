"""Predictive checks: what runs of the posterior, with fresh luck, say would have been published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from simulation.studies.calibration.company import Making, facts_of, labels_of, scale_of, silos_of, simulated
from simulation.studies.calibration.problem import columns, generator
from simulation.studies.calibration.targets import CalibrationTarget, CalibrationTargets, FactScale
from simulation.studies.design.space import Space

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.scenario.uncertainty import Posterior

FRESH: Final = 90_000
"""Luck of the checks begins here: no run that was weighed had it."""
BAND: Final = (0.1, 0.5, 0.9)
PUBLISHED: Final = 40
"""Numbers that each run would publish, with their errors and meanings."""


@dataclass(frozen=True)
class Predicted:
    """One observation: the number, median and 80% band of what would be published, and where in it the number lies."""

    label: str
    value: float
    low: float
    median: float
    high: float
    rank: float
    is_held_out: bool


def checked(
    scenario: Scenario, posterior: Posterior, making: Making, n: int, hold_out: Sequence[str]
) -> tuple[Predicted, ...]:
    """Run some rows of a posterior with fresh luck, as long as anything was observed; return all observations."""
    labels = labels_of(scenario)
    chosen = {
        i: each for i, each in enumerate(scenario.observations) if each.evidence and each.weeks[-1] < scenario.run.weeks
    }
    targets = tuple(CalibrationTarget(labels[i], each.value, each.spread, facts_of(each)) for i, each in chosen.items())
    scales: dict[str, FactScale] = {name: scale_of(name, scenario) for each in targets for name in each.facts}
    seen = CalibrationTargets(targets, scales)
    prior = scenario.model_copy(update={"posterior": None})
    values = pd.DataFrame(posterior.rows[:n], columns=list(posterior.names))
    space = Space.of(prior, dict.fromkeys(posterior.names, "prior"))
    facts = simulated(making, space, silos_of(prior), seen.facts, values, np.arange(FRESH, FRESH + len(values)))
    lines = np.repeat(seen.lines(columns(facts)), PUBLISHED, axis=0)
    published = seen.published(lines, generator(0, "published"))
    found = []
    for j, target in enumerate(targets):
        low, median, high = np.quantile(published[:, j], BAND)
        rank = float((published[:, j] < target.value).mean())
        is_held_out = target.label in hold_out
        found.append(Predicted(target.label, target.value, float(low), float(median), float(high), rank, is_held_out))
    return tuple(found)

"""Rival models: how well each foretells every published number from the others, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from simulation.studies.calibration.emulators import Emulators
from simulation.studies.calibration.problem import generator
from simulation.studies.calibration.sampling import sampled
from simulation.studies.calibration.weights import normalised

DRAWS: Final = 500


@dataclass(frozen=True)
class Score:
    """One model: log density of each number given the others, and of all numbers; ``share`` among all models.

    A difference of 1 in a log density is a factor of 2.7 in how likely the number was; the share takes all models as
    equally likely before. Neither is a test: a rival that does well has not been refuted.
    """

    name: str
    left_out: dict[str, float]
    together: float
    share: float


def scores(models: Mapping[str, Emulators], dimensions: Mapping[str, int], seed: int) -> list[Score]:
    """Score models by emulators of their runs, each with its own coordinates; the best first."""
    found = {name: _score(name, emulators, dimensions[name], seed) for name, emulators in models.items()}
    together = np.array([whole for _, whole in found.values()])
    shares = normalised(together)
    rows = [
        Score(name, left_out, whole, float(share))
        for (name, (left_out, whole)), share in zip(found.items(), shares, strict=True)
    ]
    return sorted(rows, key=lambda each: -each.together)


def _score(name: str, emulators: Emulators, dimensions: int, seed: int) -> tuple[dict[str, float], float]:
    def evidence(emulators: Emulators, what: str) -> float:
        if not emulators.observed.targets:
            return 0.0
        rng = generator(seed, f"rival {name} {what}")
        return sampled(emulators.log_likelihood, dimensions, DRAWS, rng).log_evidence

    whole = evidence(emulators, "")
    labels = [each.label for each in emulators.observed.targets]
    without = {label: Emulators(emulators.observed.without(label), emulators.by_fact) for label in labels}
    return {label: whole - evidence(asked, label) for label, asked in without.items()}, whole

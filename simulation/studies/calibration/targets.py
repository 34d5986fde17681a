"""What was observed, as a likelihood of what a run shows: published = count x exp(spread x normal)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, log, pi

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FactScale:
    """How one fact of a run is put on a line: its logarithm, or its log-odds where it has a ceiling.

    Facts below the floor, or that are not defined, count as the floor: half a person, say.
    """

    floor: float
    ceiling: float = inf

    def line(self, fact: Array) -> Array:
        """Return facts on the line."""
        held = np.maximum(np.nan_to_num(fact, nan=self.floor), self.floor)
        if self.ceiling == inf:
            return np.asarray(np.log(held), float)
        share = np.minimum(held / self.ceiling, 1.0 - self.floor / self.ceiling / 2)
        found: Array = np.log(share / (1.0 - share))
        return found

    def log_fact(self, line: Array) -> tuple[Array, Array]:
        """Return the logarithm of the fact at places on the line, and its slope there."""
        if self.ceiling == inf:
            return line, np.ones_like(line)
        return log(self.ceiling) - np.logaddexp(0.0, -line), 1.0 / (1.0 + np.exp(line))


@dataclass(frozen=True, slots=True)
class CalibrationTarget:
    """One published number: any of several facts of a run may have been meant, each as likely as the others before."""

    label: str
    value: float
    spread: float
    facts: tuple[str, ...]

    def log_likelihoods(self, log_facts: Array, variances: Array) -> Array:
        """Return the log density of the number's logarithm under each fact [facts, draws], known that well."""
        whole = self.spread**2 + variances
        found: Array = -0.5 * (log(self.value) - log_facts) ** 2 / whole - 0.5 * np.log(2 * pi * whole)
        return found


def mixed(log_likelihoods: Array) -> Array:
    """Return the log of the mean likelihood over meanings [meanings, draws] of each draw."""
    most = log_likelihoods.max(axis=0)
    found: Array = most + np.log(np.exp(log_likelihoods - most).mean(axis=0))
    return found


@dataclass(frozen=True)
class CalibrationTargets:
    """All that was observed: targets, and the scale of every fact that they name."""

    targets: tuple[CalibrationTarget, ...]
    scales: dict[str, FactScale]

    @property
    def facts(self) -> tuple[str, ...]:
        """Facts that a target names, each once, in order."""
        return tuple(dict.fromkeys(name for target in self.targets for name in target.facts))

    def without(self, label: str) -> CalibrationTargets:
        """Return everything but one target."""
        return CalibrationTargets(tuple(each for each in self.targets if each.label != label), self.scales)

    def lines(self, facts: Mapping[str, Array]) -> Array:
        """Return facts of runs on their lines [runs, facts]."""
        return np.column_stack([self.scales[name].line(np.asarray(facts[name], float)) for name in self.facts])

    def logs(self, lines: Array, variances: Array | float = 0.0) -> tuple[Array, Array]:
        """Return logarithms of facts and their variances [draws, facts], given lines and variances there."""
        found = [self.scales[name].log_fact(lines[:, j]) for j, name in enumerate(self.facts)]
        slopes = np.column_stack([slope for _, slope in found])
        return np.column_stack([log_fact for log_fact, _ in found]), slopes**2 * variances

    def log_likelihoods(self, lines: Array, variances: Array | float = 0.0) -> list[Array]:
        """Return each target's log likelihood of each draw under each meaning, given lines and variances there."""
        logs, spread = self.logs(lines, variances)
        places = {name: j for j, name in enumerate(self.facts)}
        chosen = [[places[name] for name in target.facts] for target in self.targets]
        return [
            target.log_likelihoods(logs[:, columns].T, spread[:, columns].T)
            for target, columns in zip(self.targets, chosen, strict=True)
        ]

    def log_likelihood(self, lines: Array, variances: Array | float = 0.0) -> Array:
        """Return the log likelihood of all targets together of each draw."""
        found: Array = np.sum([mixed(each) for each in self.log_likelihoods(lines, variances)], axis=0)
        return found

    def published(self, lines: Array, rng: np.random.Generator) -> Array:
        """Draw what would be published of each run: one of the meanings, with the number's error [runs, targets]."""
        logs, _ = self.logs(lines)
        columns = []
        for target in self.targets:
            places = np.array([self.facts.index(name) for name in target.facts])
            meant = places[rng.integers(places.size, size=len(lines))]
            columns.append(np.exp(logs[np.arange(len(lines)), meant] + target.spread * rng.normal(size=len(lines))))
        return np.column_stack(columns)

    def meaning(self, values: Sequence[float]) -> CalibrationTargets:
        """Return the same targets with other numbers published."""
        changed = [
            CalibrationTarget(each.label, float(value), each.spread, each.facts)
            for each, value in zip(self.targets, values, strict=True)
        ]
        return CalibrationTargets(tuple(changed), self.scales)

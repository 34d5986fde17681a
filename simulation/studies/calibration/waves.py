"""Waves of runs that close in on the posterior: emulate, draw, run there, look how far off the emulator was, again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.studies.calibration.corrected import Corrected, corrected
from simulation.studies.calibration.emulators import Emulators
from simulation.studies.calibration.problem import CalibrationProblem, Runs, generator, spread_evenly
from simulation.studies.calibration.sampling import sampled
from simulation.studies.calibration.targets import mixed
from simulation.studies.calibration.weights import effective_number, normalised

Array = NDArray[np.float64]
Note = Callable[[str], None]


@dataclass(frozen=True)
class CalibrationEffort:
    """How much is run: a bank over the prior, waves at emulated draws, then weighed runs at full size."""

    bank: int = 400
    wave: int = 200
    most_waves: int = 4
    gap: float = 0.25
    """A wave is the last one when the emulator's mean error, in its standard deviations, is below this, and ..."""
    excess: float = 1.2
    """... the spread of its errors, over the spread that it predicted, is below this."""
    effective: float = 1000.0
    most: int = 6000
    """Weighed runs, at most, each after a first run that corrects it; fewer where they are worth ``effective``."""
    batch: int = 300
    refits: int = 2


@dataclass(frozen=True)
class Wave:
    """One wave in numbers: runs so far, and how real runs lay to what was emulated, over facts the worst."""

    runs: int
    gap: float
    excess: float
    inflation: float
    explained: float

    def __str__(self) -> str:
        return (
            f"{self.runs} runs: off by {self.gap:.2f} of the emulator's standard deviations, errors {self.excess:.2f} "
            f"times as wide as predicted, {100 * self.explained:.0f}% of the variance explained"
        )


@dataclass(frozen=True)
class Approach:
    """Where the waves led to: the bank over the prior, all quick runs, emulators of them, the waves."""

    bank: Runs
    runs: Runs
    emulators: Emulators
    waves: tuple[Wave, ...]


@dataclass(frozen=True)
class Weighed:
    """Runs at full size and what each is worth; weights add up to one."""

    runs: Runs
    weights: Array
    log_placed: Array
    """Log density of where each run was placed, over the prior's."""
    emulators: Emulators
    batches: tuple[float, ...]
    """Effective number of each batch."""

    @property
    def effective(self) -> float:
        """Effective sample size (Kish 1965): as many equally weighed draws tell as much."""
        return effective_number(self.weights)


def approach(
    problem: CalibrationProblem, effort: CalibrationEffort, seed: int, note: Note = lambda _text: None
) -> Approach:
    """Run the bank, then waves until the emulator tells what runs show where the posterior is."""
    simulator = problem.quick or problem.full
    z = spread_evenly(problem.dimensions, effort.bank, generator(seed, "bank"))
    bank = runs = Runs.made(problem, simulator, z, 0)
    note(f"bank: {len(bank)} runs over the prior")
    emulators, waves = Emulators.fit(problem.observed, runs.z, runs.lines), list[Wave]()
    for number in range(effort.most_waves):
        rng = generator(seed, f"wave {number}")
        draws = sampled(emulators.log_likelihood, problem.dimensions, effort.wave, rng).z
        new = Runs.made(problem, simulator, draws, len(runs))
        runs = runs.and_(new)
        waves.append(_wave(emulators, new, len(runs)))
        note(f"wave {number + 1}, {waves[-1]}")
        emulators = Emulators.fit(problem.observed, runs.z, runs.lines)
        if waves[-1].gap < effort.gap and waves[-1].excess < effort.excess:
            break
    return Approach(bank, runs, emulators, tuple(waves))


def _wave(emulators: Emulators, new: Runs, total: int) -> Wave:
    """Compare new runs with what was emulated, fact by fact, on the scale of the published number's logarithm."""
    observed = emulators.observed
    means, variances = emulators.predict(new.z)
    expected, spread = observed.logs(means, variances)
    shown, _ = observed.logs(new.lines)
    error = (shown - expected) / np.sqrt(spread)
    worth = _meant(emulators, new)
    gap = np.abs(error.mean(axis=0))[worth].max()
    excess = np.sqrt((error**2).mean(axis=0))[worth].max()
    each = [emulators.by_fact[name] for name, used in zip(observed.facts, worth, strict=True) if used]
    return Wave(
        total, float(gap), float(excess), max(one.inflation for one in each), min(one.explained for one in each)
    )


def _meant(emulators: Emulators, new: Runs, least: float = 0.02) -> NDArray[np.bool_]:
    """Return which facts matter: those that some target may well have meant, given these runs."""
    observed = emulators.observed
    found = dict.fromkeys(observed.facts, False)
    for target, each in zip(observed.targets, observed.log_likelihoods(*emulators.predict(new.z)), strict=True):
        share = np.exp(each - mixed(each)).mean(axis=1) / len(target.facts)
        for name, one in zip(target.facts, share, strict=True):
            found[name] |= bool(one >= least)
    return np.array(list(found.values()))


def weighed(
    problem: CalibrationProblem,
    approach: Approach,
    effort: CalibrationEffort,
    seed: int,
    note: Note = lambda _text: None,
) -> Weighed:
    """Run at full size at emulated draws, correct each by what its run showed, run again, and weigh the second runs.

    However good the emulator is, weighed runs follow the posterior (see `corrected`). Batches count by their effective
    number, for they were drawn by different emulators.
    """
    is_quick = problem.quick is not None
    base, emulators = (approach.emulators if is_quick else None), approach.emulators
    known = None if is_quick else approach.runs
    kept, weights = list[Corrected](), list[Array]()
    first, unsteady = len(approach.runs), None
    while sum(map(effective_number, weights)) < effort.effective and (
        size := _size(effort, [len(each.runs) for each in kept], weights)
    ):
        number = len(kept)
        rng = generator(seed, f"batch {number}")
        new = corrected(problem, emulators, size, first, rng, unsteady)
        first, unsteady = first + size, new.unsteady
        kept.append(new)
        weights.append(normalised(new.log_worth))
        worth = f"worth {effective_number(weights[-1]):.0f} even ones"
        note(f"batch {number + 1}: {size} runs at full size, corrected and run again, {worth}")
        both = new.first.and_(new.runs)
        known = both if known is None else known.and_(both)
        if number < effort.refits:
            emulators = Emulators.fit(problem.observed, known.z, known.lines, base)
    runs = kept[0].runs
    for each in kept[1:]:
        runs = runs.and_(each.runs)
    effective = [effective_number(each) for each in weights]
    shared = np.concatenate([each * share for each, share in zip(weights, effective, strict=True)]) / sum(effective)
    return Weighed(runs, shared, np.concatenate([each.log_placed for each in kept]), emulators, tuple(effective))


def _size(effort: CalibrationEffort, sizes: list[int], weights: list[Array]) -> int:
    """Return how many draws come next: a batch while the emulator learns, then as many as seem to be needed."""
    left = effort.most - sum(sizes)
    if len(sizes) <= effort.refits:
        return min(effort.batch, left)
    lacking = effort.effective - sum(map(effective_number, weights))
    yielded = effective_number(weights[-1]) / sizes[-1]
    return min(left, max(effort.batch, int(1.1 * lacking / yielded) + 1))

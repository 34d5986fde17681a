"""What was observed beside what was simulated, under every meaning that the published word may have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from simulation.portable import normal
from simulation.portable.elementary import exp, log
from simulation.portable.sums import mean
from simulation.results.quantiles import BAND, Array, quantiles

if TYPE_CHECKING:
    from simulation.results.reader import StoredRun
    from simulation.scenario.observation import Observation

Fit = Literal["fits", "too low", "too high", "not defined"]
Z_BAND: Final = 1.2815515655446004
"""Standard normal quantile of 90%: the ends of an 80% interval."""
_TINY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Candidate:
    """One measure that may have been meant: its simulated band and how it agrees with the observation.

    ``compatible`` is the share of replicates whose value lies within the observation's 80%
    interval (over all weeks that it may be from). ``fit`` weighs both spreads: the published number
    *fits* if it lies between the 10% and 90% quantile of what would be published, simulated count x
    exp(spread x normal); else the simulation is *too low* or *too high*. ``probability`` is how
    likely it is that this one was meant, were each as likely as the others before: the chance
    density of the published number under it, averaged over replicates and weeks (none where it has no
    value), as a share of that of all candidates; NaN where no candidate could have given the number.
    """

    measure: str
    low: float
    median: float
    high: float
    compatible: float
    n_defined: int
    fit: Fit
    probability: float


@dataclass(frozen=True, slots=True)
class Checked:
    """An observation with its 80% interval and its candidates; none of them if the run ends before it."""

    observation: Observation
    low: float
    high: float
    candidates: tuple[Candidate, ...]

    @property
    def fitting(self) -> tuple[Candidate, ...]:
        """Candidates that fit."""
        return tuple(one for one in self.candidates if one.fit == "fits")


def check_observations(run: StoredRun) -> list[Checked]:
    """Return every observation of the run's scenario beside what the run simulated, in its silo or all of them."""
    observations = run.manifest.observations
    columns: dict[str | None, dict[str, Array]] = {}
    for silo in dict.fromkeys(each.silo for each in observations):
        wanted = list(dict.fromkeys(name for each in observations if each.silo == silo for name in each.measures))
        columns[silo] = run.totals(wanted, silo)
    return [check(each, columns[each.silo]) for each in observations]


def check(observation: Observation, totals: dict[str, Array]) -> Checked:
    """Compare an observation with measures [replicates, weeks] of what was counted."""
    low, high = interval(observation)
    n_weeks = totals[observation.measures[0]].shape[1]
    weeks = [week for week in observation.weeks if week < n_weeks]
    values = [totals[name][:, weeks] for name in observation.measures if weeks]
    meant = _probabilities([_log_likelihood(each, observation) for each in values])
    found = zip(observation.measures, values, meant, strict=False)
    return Checked(observation, low, high, tuple(_candidate(*each, observation) for each in found))


def interval(observation: Observation) -> tuple[float, float]:
    """Return the 80% interval of what was counted, value x exp(-+1.28 spread)."""
    factor = exp(Z_BAND * observation.spread)
    return observation.value / factor, observation.value * factor


def _candidate(measure: str, simulated: Array, probability: float, observation: Observation) -> Candidate:
    values = simulated[~np.isnan(simulated)]
    if values.size == 0:
        return Candidate(measure, math.nan, math.nan, math.nan, math.nan, 0, "not defined", probability)
    low, high = interval(observation)
    bottom, median, top = (float(q) for q in quantiles(values, BAND))
    compatible = float(mean((values >= low) & (values <= high)))
    n_defined = int((~np.isnan(simulated)).any(axis=1).sum())
    return Candidate(measure, bottom, median, top, compatible, n_defined, _fit(values, observation), probability)


def _fit(values: Array, observation: Observation) -> Fit:
    """Place the published number among what would be published if the candidate were meant."""
    below = math.fsum(_published_below(values, observation.value, observation.spread)) / values.size
    if below < BAND[0]:
        return "too high"
    return "too low" if below > BAND[-1] else "fits"


def _published_below(values: Array, published: float, spread: float) -> Sequence[float]:
    """Chance that count x exp(spread x normal) lies below the published number, for each count; 1/2 for a tie."""
    found = []
    for count in values.tolist():
        if count <= 0 or published <= 0:
            found.append(0.5 if count == published else float(count < published))
        else:
            z = log(published / count) / max(spread, _TINY)
            found.append(normal.cdf(z))
    return found


def _log_likelihood(simulated: Array, observation: Observation) -> float:
    """Log of the mean over replicates and weeks of the density of the published number, but for a common factor."""
    found = [_log_density(count, observation.value, observation.spread) for count in simulated.ravel().tolist()]
    most = max(found, default=-math.inf)
    if most == -math.inf:
        return most
    return most + log(math.fsum(exp(each - most) for each in found) / len(found))


def _log_density(count: float, published: float, spread: float) -> float:
    """Log density of ln published where the count is known; a count of 0 is published as 0, and nothing else is."""
    if math.isnan(count) or count <= 0 or published <= 0:
        return 0.0 if count == published else -math.inf
    z = log(published / count) / max(spread, _TINY)
    return -0.5 * z * z


def _probabilities(log_likelihoods: Sequence[float]) -> list[float]:
    """Likelihoods as shares of their sum; NaN where all are nothing."""
    most = max(log_likelihoods, default=-math.inf)
    if most == -math.inf:
        return [math.nan] * len(log_likelihoods)
    likelihoods = [exp(each - most) for each in log_likelihoods]
    return [each / math.fsum(likelihoods) for each in likelihoods]

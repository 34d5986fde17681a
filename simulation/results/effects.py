"""Statistics of paired effects: replicate r with a plan minus replicate r without it.

Both runs share their luck person by person, so most of what differs between replicates
cancels in the difference. `Effect.pairing_gain` says how much that saved.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from simulation.portable import normal, sums
from simulation.portable import student as student_t
from simulation.results.quantiles import BAND, Array, quantiles

CONFIDENCE = 0.95
_TWO = 2


@dataclass(frozen=True, slots=True)
class Effect:
    """Effect of a plan on one measure, over ``n`` pairs of replicates in which it is defined.

    Two things are uncertain, and only the second shrinks with more replicates. ``low`` and
    ``high`` bound the effect in 80% of the replicates: its spread over whatever differs between
    them (parameters, effects of interventions, luck). ``error`` is the standard error of its
    mean, ``mean_low`` and ``mean_high`` its 95% confidence interval (Student's t), and
    ``n_needed`` are the pairs from which on that interval would leave 0 out if mean and spread
    stayed as they are. ``p_positive`` is the share of pairs with an effect above 0, with its 95%
    Wilson interval; ``p_negative`` that below 0; ``n_zero`` pairs are without any difference,
    which is no failure. ``pairing_gain`` is (var(base) + var(plan)) / var(difference): so many
    times more replicates would unpaired runs need for the same precision. What is not
    defined is NaN; the gain is infinite where all differences are equal.
    """

    n: int
    median: float
    low: float
    high: float
    mean: float
    mean_low: float
    mean_high: float
    p_positive: float
    p_low: float
    p_high: float
    n_zero: int
    pairing_gain: float
    error: float
    n_needed: float
    p_negative: float

    @property
    def p_equal(self) -> float:
        """Share of pairs without any difference; NaN without a pair."""
        return self.n_zero / self.n if self.n else math.nan


def effect(base: Array, plan: Array) -> Effect:
    """Return the paired effect of two arrays [replicates]; pairs with an undefined value are left out."""
    defined = ~(np.isnan(base) | np.isnan(plan))
    base, plan = base[defined], plan[defined]
    difference = plan - base
    n = difference.size
    if n == 0:
        return Effect(0, *(math.nan,) * 9, 0, *(math.nan,) * 4)
    low, median, high = (float(q) for q in quantiles(difference, BAND))
    mean = float(sums.mean(difference))
    half = half_width(difference)
    positive = int((difference > 0).sum())
    p_low, p_high = wilson(positive, n)
    return Effect(
        n=n,
        median=median,
        low=low,
        high=high,
        mean=mean,
        mean_low=mean - half,
        mean_high=mean + half,
        p_positive=positive / n,
        p_low=p_low,
        p_high=p_high,
        n_zero=int((difference == 0).sum()),
        pairing_gain=pairing_gain(base, plan),
        error=half / student(n) if n >= _TWO else math.nan,
        n_needed=needed(n, mean, half),
        p_negative=int((difference < 0).sum()) / n,
    )


def needed(n: int, mean: float, half: float) -> float:
    """Return the pairs from which on the interval of a mean leaves 0 out, if mean and spread stay as in ``n`` pairs.

    The half width shrinks with 1/sqrt(n), so that is n (half / mean)^2, rounded up and at least two. Infinite where
    the mean is 0, NaN where there is no interval.
    """
    if math.isnan(half):
        return math.nan
    if mean == 0:
        return math.inf
    return max(float(math.ceil(n * (half / mean) * (half / mean))), float(_TWO))


def half_width(values: Array) -> float:
    """Half the 95% confidence interval of a mean: t sd / sqrt(n); NaN for fewer than two values."""
    n = values.size
    if n < _TWO:
        return math.nan
    return float(student(n) * sums.deviation(values) / math.sqrt(n))


def student(n: int) -> float:
    """Two-sided 95% quantile of Student's t with n - 1 degrees of freedom."""
    return student_t.quantile(n - 1, (1 + CONFIDENCE) / 2)


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Return the 95% interval of a share, by the score (Wilson 1927): (k + z^2/2 -+ z r) / (n + z^2).

    With r^2 = k (n - k) / n + z^2 / 4; on average over shares it holds the truth as often as it says even
    for small n (Brown, Cai & DasGupta 2001), and 0 of n is not certain. Its ends 0 and 1 are spared their rounding.
    """
    z = normal.quantile((1 + CONFIDENCE) / 2)
    middle, reach = successes + z * z / 2, z * math.sqrt(successes * (n - successes) / n + z * z / 4)
    low = 0.0 if successes == 0 else (middle - reach) / (n + z * z)
    high = 1.0 if successes == n else (middle + reach) / (n + z * z)
    return low, high


def pairing_gain(base: Array, plan: Array) -> float:
    """Return (var(base) + var(plan)) / var(plan - base); NaN where nothing varies."""
    if base.size < _TWO:
        return math.nan
    unpaired = float(sums.variance(base) + sums.variance(plan))
    paired = float(sums.variance(plan - base))
    if paired == 0:
        return math.inf if unpaired > 0 else math.nan
    return unpaired / paired


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Cost of one additional unit of effect with its 95% interval; NaN with a reason where it is not defined."""

    value: float
    low: float
    high: float
    reason: str = ""


def unit_cost(cost: Array, gain: Array) -> UnitCost:
    """Return mean(cost) / mean(gain) over paired replicates, with Fieller's 95% interval.

    Not defined where the interval of the mean gain includes 0 (the ratio could be anything)
    or lies below it, and with fewer than two replicates.
    """
    defined = ~(np.isnan(cost) | np.isnan(gain))
    cost, gain = cost[defined], gain[defined]
    if gain.size < _TWO:
        return UnitCost(math.nan, math.nan, math.nan, "fewer than two replicates")
    mean_gain, half = float(sums.mean(gain)), half_width(gain)
    if mean_gain + half < 0:
        return UnitCost(math.nan, math.nan, math.nan, "the plan has fewer, not more")
    if mean_gain - half <= 0:
        return UnitCost(math.nan, math.nan, math.nan, "the interval of the effect includes 0")
    return _fieller(cost, gain)


def _fieller(cost: Array, gain: Array) -> UnitCost:
    n, t = gain.size, student(gain.size)
    mean_cost, mean_gain = float(sums.mean(cost)), float(sums.mean(gain))
    s_cc, s_cg, s_gg = (sums.covariance(x, y) / n for x, y in ((cost, cost), (cost, gain), (gain, gain)))
    # the bounds r solve (mean_cost - r mean_gain)^2 = t^2 (s_cc - 2 r s_cg + r^2 s_gg)
    a = mean_gain * mean_gain - t * t * s_gg
    b = mean_cost * mean_gain - t * t * s_cg
    c = mean_cost * mean_cost - t * t * s_cc
    root = math.sqrt(max(b * b - a * c, 0.0))
    return UnitCost(mean_cost / mean_gain, (b - root) / a, (b + root) / a)

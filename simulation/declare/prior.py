"""What is believed about a number before data: a distribution."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from simulation.portable import normal as standard_normal
from simulation.portable.elementary import exp, log

PriorKind = Literal["fixed", "uniform", "normal", "lognormal", "logitnormal"]


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed about a number before data: a distribution cut at its bounds.

    ``fixed`` has no spread; ``uniform`` runs from ``a`` to ``b``; ``normal`` has mean ``a``
    and standard deviation ``b``; ``lognormal`` has median ``a`` and standard deviation
    ``b`` of the natural logarithm; ``logitnormal``, for shares, has median ``a`` and standard
    deviation ``b`` of the log-odds.
    """

    kind: PriorKind
    a: float
    b: float = 0.0

    def quantile(self, u: float, low: float, high: float) -> float:
        """Value at probability ``u`` (0 < u < 1) of the prior cut to [low, high]."""
        if self.kind == "fixed":
            return self.a
        if self.kind == "uniform":
            return self.a + u * (self.b - self.a)
        if self.kind == "normal":
            return self._cut_normal(u, low, high)
        if self.kind == "logitnormal":
            odds = Prior("normal", _log_odds(self.a), self.b)._cut_normal(u, _log_odds(low), _log_odds(high))
            return min(max(1.0 / (1.0 + exp(-odds)), low), high)
        lowest = log(low) if low > 0 else float("-inf")
        return min(max(exp(Prior("normal", log(self.a), self.b)._cut_normal(u, lowest, log(high))), low), high)

    def _cut_normal(self, u: float, low: float, high: float) -> float:
        below, above = _cut(self.a, self.b, low, high)
        p = min(max(below + u * (above - below), 1e-12), 1 - 1e-12)
        return min(max(self.a + self.b * standard_normal.quantile(p), low), high)

    def __str__(self) -> str:
        """Return the prior in words, as ``wandel explain`` prints it."""
        match self.kind:
            case "fixed":
                return f"fixed at {self.a:g}"
            case "uniform":
                return f"uniform from {self.a:g} to {self.b:g}"
            case "normal":
                return f"normal, mean {self.a:g}, sd {self.b:g}"
            case "logitnormal":
                return f"logitnormal, median {self.a:g}, sd {self.b:g} of the log-odds"
            case _:
                return f"lognormal, median {self.a:g}, log-sd {self.b:g}"


@lru_cache(maxsize=1024)
def _cut(mean: float, sd: float, low: float, high: float) -> tuple[float, float]:
    """Probabilities of a normal distribution below two bounds."""
    return standard_normal.cdf((low - mean) / sd), standard_normal.cdf((high - mean) / sd)


def _log_odds(share: float) -> float:
    """Log-odds of a share; infinite at its ends and beyond."""
    if share <= 0:
        return float("-inf")
    return log(share / (1.0 - share)) if share < 1 else float("inf")


def uniform(low: float, high: float) -> Prior:
    """Return a prior under which every value from ``low`` to ``high`` is equally likely."""
    return Prior("uniform", low, high)


def normal(mean: float, sd: float) -> Prior:
    """Return a normal prior."""
    return Prior("normal", mean, sd)


def lognormal(median: float, log_sd: float) -> Prior:
    """Return a lognormal prior."""
    return Prior("lognormal", median, log_sd)

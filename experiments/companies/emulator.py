"""Adoption in the mean: the model's registration rules for classes of people who meet everybody, without luck.

Mostly within 7% of the kernel over two dozen companies of 4,000 people (`docs/companies.md`), a thousand times quicker.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from simulation.model.launch import LAUNCH_WEEKS

Array = NDArray[np.float64]
N_CLASSES = 7
"""Classes of equal size by propensity, each at a desk and without one."""
DESK_SHARE, AT_WORK, HALF_LIFE = 0.8, 0.94, 4.0
"""Share of people with a desk, mean share of people at work over a year, half-life of a launch in weeks."""


@dataclass(frozen=True)
class Companies:
    """Levels of companies [draws]: p, q, l_0 per week, s_N; and what else moves registrations."""

    innovation_rate: Array
    imitation_rate: Array
    launch_hazard: Array
    never_share: Array
    register_propensity: Array
    propensity_spread: Array
    never_propensity: Array
    turnover_rate: Array
    nondesk_access: Array
    usefulness: Array

    def curves(self, weeks: int, launch: int | None) -> Array:
        """Return the share registered [draws, weeks]; the launch is announced in a week, or never (None)."""
        p, q, push, never = (_per_class(each) for each in self._levels())
        gamma, spread, rho, turnover, access, useful = (_per_class(each) for each in self._others())
        z = norm.ppf((np.arange(N_CLASSES) + 0.5) / N_CLASSES)[None, :, None]
        cut = norm.ppf(np.clip(never, 1e-9, 1 - 1e-9))
        comers = 1 - norm.cdf((cut - rho * z) / np.sqrt(1 - rho**2))
        desk = np.concatenate([np.ones_like(access), access], axis=2)
        factor = AT_WORK * np.exp(useful + gamma * spread * z) * desk
        size = np.broadcast_to(comers, factor.shape)
        weight = np.array([DESK_SHARE, 1 - DESK_SHARE]) / N_CLASSES
        leaving = 1 - (1 - turnover) ** (1 / 52)
        left, share = size.copy(), np.zeros(len(p))
        found = np.empty((len(p), weeks))
        for week in range(weeks):
            heard = 0.0 if launch is None else _heard(week - launch)
            left = left + leaving * (size - left)
            left *= np.exp(-(p + q * share[:, None, None]) * factor - push * heard)
            share = ((size - left) * weight).sum(axis=(1, 2))
            found[:, week] = share
        return found

    def _levels(self) -> tuple[Array, ...]:
        return self.innovation_rate, self.imitation_rate, self.launch_hazard, self.never_share

    def _others(self) -> tuple[Array, ...]:
        return (
            self.register_propensity,
            self.propensity_spread,
            self.never_propensity,
            self.turnover_rate,
            self.nondesk_access,
            self.usefulness,
        )


def _per_class(values: Array) -> Array:
    return np.asarray(values, float)[:, None, None]


def _heard(age: int) -> float:
    return float(2.0 ** (-age / HALF_LIFE)) if 0 <= age < LAUNCH_WEEKS else 0.0

"""What pairing saved: how many times more replicates would be needed if two runs did not share what they share.

Paired replicates share their parameters and their luck. What each of the two saved is seen from a third run: the base
with the same parameters, replicate by replicate, and other luck.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

import numpy as np

from simulation.measures import measure
from simulation.portable.sums import variance
from simulation.results.arrow import numbers
from simulation.results.effects import pairing_gain
from simulation.results.errors import RunInterrupted
from simulation.results.quantiles import Array
from simulation.results.replicates import in_threads
from simulation.value.drawing import PREFIX

if TYPE_CHECKING:
    from simulation.results.reader import StoredRun

FEWEST = 2
"""Replicates below which there is no variance."""


@dataclass(frozen=True, slots=True)
class Savings:
    """How many times more replicates the same precision would take.

    ``together``: without sharing anything, (var(base) + var(plan)) / var(difference). ``parameters`` and
    ``luck``, whose product that is: without sharing the one, without sharing the other; NaN where it is
    not known. Infinite where the effect is the same in all replicates.
    """

    together: float
    parameters: float
    luck: float


def savings(base: Array, plan: Array, other_luck: Array | None, *, parameters_vary: bool) -> Savings:
    """Return what pairing saved of one measure; the arrays hold its value in each replicate.

    ``other_luck`` is the base with the same parameters and other luck, None where that was not run.
    """
    both = [base, plan] if other_luck is None else [base, plan, other_luck]
    defined = ~np.isnan(both).any(axis=0)
    base, plan = base[defined], plan[defined]
    together = pairing_gain(base, plan)
    if not parameters_vary:
        return Savings(together, 1.0, together)
    if other_luck is None or base.size < FEWEST or not math.isfinite(together):
        return Savings(together, math.nan, math.nan)
    apart = float(variance(plan - other_luck[defined]))
    unpaired = float(variance(base) + variance(plan))
    parameters = unpaired / apart if apart > 0 else math.nan
    return Savings(together, parameters, together / parameters if apart > 0 else math.nan)


def run_with_other_luck(
    base: StoredRun, week: int, names: Sequence[str], workers: int, stop: Event
) -> dict[str, Array]:
    """Run a base again, each replicate with its own parameters and with luck that no replicate of the run has.

    Returns measures of the whole organisation at a week, each [replicates].

    Raises:
        RunInterrupted: ``stop`` was set.
    """
    from simulation.engines.run import Interrupted, simulate  # here, for they bring the compiler along
    from simulation.world import build

    world, n = build(base.scenario()), base.manifest.replicates
    table = base.table("parameters")
    drawn = {
        name: numbers(table[name]) for name in table.column_names if name != "replicate" and not name.startswith(PREFIX)
    }

    def one(replicate: int) -> dict[str, float] | None:
        values = {name: float(column[replicate]) for name, column in drawn.items()}
        try:
            trajectory = simulate(world, n + replicate, stop=stop, parameters=values)
        except Interrupted:
            return None
        found = measure(trajectory, base.manifest.hourly_cost_eur, names)
        return {name: float(found[name][week, -1]) for name in names}

    found = in_threads(one, range(n), workers, stop)
    if len(found) < n:
        raise RunInterrupted(len(found), n, str(base.folder), "replicates with other luck")
    return {name: np.array([each[name] for each in found]) for name in names}

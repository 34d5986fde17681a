"""Who took part in a run's interventions, what was reserved and what was used: totals over the run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.results.arrow import numbers, texts
from simulation.results.reader import StoredRun

if TYPE_CHECKING:
    from simulation.interventions.base import Intervention
    from simulation.results.quantiles import Array

TABLE: Final = "interventions"
ENOUGH: Final = 0.8
"""Share of those whom an intervention pays for who should have an account a week later."""
_SUMS: Final = {
    "reached": "reached_first",
    "took_part": "took_part_first",
    "hours_reserved": "hours_reserved",
    "hours_used": "hours_used",
    "eur_reserved": "eur_reserved",
    "eur_charged": "eur_charged",
}


@dataclass(frozen=True, slots=True)
class Taking:
    """One intervention over the whole run, medians over replicates.

    ``reached`` and ``took_part`` count each seat once. ``with_account`` is the share of those whose
    hours it used in a week who had an account at the start of the next, over all weeks and
    replicates; NaN where nobody was paid for longer than the run's last week. ``reached_nobody``
    counts replicates in which nobody was there to be reached. ``why_without`` says why people need
    no account, where the kind has a reason; ``latent`` that people were chosen by what nobody can observe.
    """

    name: str
    kind: str
    meant: float
    reached: float
    took_part: float
    hours_reserved: float
    hours_used: float
    eur_reserved: float
    eur_charged: float
    with_account: float
    reached_nobody: int
    why_without: str
    latent: bool

    @property
    def lacks_accounts(self) -> bool:
        """Whether fewer than `ENOUGH` of those whom it pays for have an account."""
        return self.with_account < ENOUGH


def has_participation(run: StoredRun) -> bool:
    """Whether a run tells who took part: it has interventions, and is no run of an older version."""
    return TABLE in run.manifest.tables


def participation(run: StoredRun) -> list[Taking]:
    """Return what became of each intervention, in the scenario's order; none where the run does not tell."""
    if not has_participation(run):
        return []
    plans = run.scenario().interventions
    columns = ["meant", *dict.fromkeys([*_SUMS.values(), "paid_before", "paid_before_with_account"])]
    found = np.zeros((run.manifest.replicates, len(plans), len(columns)))
    number = {plan.name: i for i, plan in enumerate(plans)}
    for replicate, table in run.replicate_tables(TABLE, ["intervention", *columns]):
        codes, names = texts(table["intervention"])
        place = np.array([number[name] for name in names], np.int64)[codes]
        for k, name in enumerate(columns):
            values = numbers(table[name])
            if name == "meant":
                found[replicate, place, k] = values
            else:
                found[replicate, :, k] = np.bincount(place, values, minlength=len(plans))
    return [_taking(plan, {name: found[:, i, k] for k, name in enumerate(columns)}) for i, plan in enumerate(plans)]


def _taking(plan: Intervention, columns: dict[str, Array]) -> Taking:
    paid = float(columns["paid_before"].sum())
    return Taking(
        name=plan.name,
        kind=plan.kind,
        meant=float(np.median(columns["meant"])),
        **{name: float(np.median(columns[column])) for name, column in _SUMS.items()},
        with_account=float(columns["paid_before_with_account"].sum()) / paid if paid else math.nan,
        reached_nobody=int(np.count_nonzero(columns["reached_first"] == 0)),
        why_without=plan.off_platform,
        latent=plan.target.is_latent,
    )

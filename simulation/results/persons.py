"""Person by person: who is registered or active at the end only because of a plan, who only without it.

Possible because two runs with one seed share their luck person by person. A person here is
a seat: where someone leaves, the hire takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.results.arrow import numbers, texts
from simulation.results.quantiles import BAND, quantiles
from simulation.results.reader import Run
from simulation.results.tables import TOTAL

STATES: Final = {
    "registered": "has an account at the end of the run",
    "read": "registered and read within the last 4 weeks of the run",
    "contributed": "registered and contributed within the last 4 weeks of the run",
}
"""What can be true of a person at the end of a run."""
WINDOW: Final = 4
_COLUMNS: Final = ("silo", "registered", "last_read", "last_contribution")
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Turned:
    """People of one silo in one state with one of two runs only: mean over replicates and 80% band."""

    silo: str
    state: str
    only_with: tuple[float, float, float]
    only_without: tuple[float, float, float]
    both: float


def turned(base: Run, plan: Run) -> list[Turned]:
    """Return for each state and silo (the whole organisation last) how many people the plan turned."""
    silos = (*base.manifest.silos, TOTAL)
    shape = (base.manifest.replicates, len(silos))
    counts = {(state, what): np.zeros(shape) for state in STATES for what in ("with", "without", "both")}
    pairs = zip(_people(base), _people(plan), strict=True)
    for (replicate, silo, without), (_, _, having) in pairs:
        for state in STATES:
            for what, mask in (
                ("with", having[state] & ~without[state]),
                ("without", without[state] & ~having[state]),
                ("both", having[state] & without[state]),
            ):
                found = np.bincount(silo[mask], minlength=len(silos)).astype(np.float64)
                found[-1] = found.sum()
                counts[state, what][replicate] = found
    return [
        Turned(
            silo,
            state,
            _mean_and_band(counts[state, "with"][:, i]),
            _mean_and_band(counts[state, "without"][:, i]),
            float(counts[state, "both"][:, i].mean()),
        )
        for state in STATES
        for i, silo in enumerate(silos)
    ]


def _people(run: Run) -> Iterator[tuple[int, NDArray[np.intp], dict[str, Flags]]]:
    """Yield replicate, silo of each person, and whether each state holds."""
    place = {name: i for i, name in enumerate((*run.manifest.silos, TOTAL))}
    since = run.manifest.weeks - WINDOW
    for replicate, table in run.replicate_tables("people", _COLUMNS):
        codes, names = texts(table["silo"])
        yield replicate, np.array([place[name] for name in names])[codes], _states(table, since)


def _states(table: Any, since: int) -> dict[str, Flags]:
    registered = numbers(table["registered"]).astype(np.bool_)
    return {
        "registered": registered,
        "read": registered & (numbers(table["last_read"]) >= since),
        "contributed": registered & (numbers(table["last_contribution"]) >= since),
    }


def _mean_and_band(values: NDArray[np.float64]) -> tuple[float, float, float]:
    low, _, high = (float(q) for q in quantiles(values, BAND))
    return float(values.mean()), low, high

"""Person by person: who is registered or active at the end only because of a plan, who only without it.

Possible because two runs with one seed share their luck person by person. A person here is
a seat: where someone leaves, the hire takes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.portable.sums import mean
from simulation.results.arrow import numbers, texts
from simulation.results.missing import NOT_YET
from simulation.results.quantiles import BAND, quantiles
from simulation.results.reader import StoredRun
from simulation.results.tables import TOTAL

STATES: Final = {
    "registered": "has an account at the end of the run",
    "read": "registered and read within the last 4 weeks of the run",
    "contributed": "registered and contributed within the last 4 weeks of the run",
}
"""What can be true of a person at the end of a run."""
WINDOW: Final = 4
_COLUMNS: Final = ("silo", "registered", "last_read", "last_contribution")
_WHAT: Final = ("with", "without", "both")
Flags = NDArray[np.bool_]
Pair = tuple[int, NDArray[Any], Mapping[str, Flags], Mapping[str, Flags]]


@dataclass(frozen=True, slots=True)
class Turned:
    """People of one silo in one state with one of two runs only: mean over replicates and 80% band."""

    silo: str
    state: str
    only_with: tuple[float, float, float]
    only_without: tuple[float, float, float]
    both: float


def turned(base: StoredRun, plan: StoredRun) -> list[Turned]:
    """Return for each state and silo (the whole organisation last) how many people the plan turned."""
    pairs = (
        (replicate, silo, without, having)
        for (replicate, silo, without), (_, _, having) in zip(_people(base), _people(plan), strict=True)
    )
    return count_turned(pairs, base.manifest.silos, base.manifest.replicates, base.manifest.weight)


def count_turned(pairs: Iterable[Pair], silos: Sequence[str], replicates: int, weight: float = 1.0) -> list[Turned]:
    """Return for each state and silo (the whole organisation last) how many people were turned.

    ``pairs`` hold replicate, silo of each person [n], states without and states with what turns them.
    Each person stands for ``weight`` people.
    """
    names = (*silos, TOTAL)
    counts = {(state, what): np.zeros((replicates, len(names))) for state in STATES for what in _WHAT}
    for replicate, silo, without, having in pairs:
        for state in STATES:
            for what, mask in (
                ("with", having[state] & ~without[state]),
                ("without", without[state] & ~having[state]),
                ("both", having[state] & without[state]),
            ):
                found = np.bincount(silo[mask], minlength=len(names)).astype(np.float64)
                found[-1] = found.sum()
                counts[state, what][replicate] = found * weight
    return [
        Turned(
            silo,
            state,
            _mean_and_band(counts[state, "with"][:, i]),
            _mean_and_band(counts[state, "without"][:, i]),
            float(mean(counts[state, "both"][:, i])),
        )
        for state in STATES
        for i, silo in enumerate(names)
    ]


def _people(run: StoredRun) -> Iterator[tuple[int, NDArray[Any], dict[str, Flags]]]:
    """Yield replicate, silo of each person, and whether each state holds."""
    place = {name: i for i, name in enumerate((*run.manifest.silos, TOTAL))}
    for replicate, table in run.replicate_tables("people", _COLUMNS):
        codes, names = texts(table["silo"])
        columns = {name: numbers(table[name], NOT_YET.get(name)) for name in _COLUMNS[1:]}
        yield replicate, np.array([place[name] for name in names])[codes], states(columns, run.manifest.weeks)


def states(columns: Mapping[str, NDArray[Any]], weeks: int) -> dict[str, Flags]:
    """Return whether each state holds, person by person, from the people's columns after so many weeks."""
    since = weeks - WINDOW
    registered = columns["registered"].astype(np.bool_)
    return {
        "registered": registered,
        "read": registered & (columns["last_read"] >= since),
        "contributed": registered & (columns["last_contribution"] >= since),
    }


def _mean_and_band(values: NDArray[np.float64]) -> tuple[float, float, float]:
    low, _, high = (float(q) for q in quantiles(values, BAND))
    return float(mean(values)), low, high

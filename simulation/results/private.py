"""What is shown of a company whose people are real: small units added up, and no attributes of a person.

The simulation keeps every unit; what is stored and shown of it adds small ones up (`organisation.disclosure`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.model.record import Trajectory

ATTRIBUTES: Final = ("department", "level", "assistant", "desk")
"""Columns of people that are not stored: together with the unit they would single people out."""


def told(trajectory: Trajectory, place: Sequence[int]) -> Trajectory:
    """Return a trajectory by the silos that are told: ``place`` holds the row of each silo of the simulation."""
    of = np.array([*place, max(place) + 1])  # the last row is the whole organisation
    return replace(
        trajectory,
        counts=_added(trajectory.counts, of, 1),
        booked=_added(trajectory.booked, of, 1),
        replies=_added(_added(trajectory.replies, of[:-1], 1), of[:-1], 2),
        people=_people(trajectory.people, of),
        communities=_at(trajectory.communities, "home_silo", of),
        survey=None if trajectory.survey is None else _survey(trajectory.survey, of),
    )


def _added(values: NDArray[Any], of: NDArray[np.int64], axis: int) -> NDArray[Any]:
    """Add up the entries along an axis that belong to the same row."""
    shape = list(values.shape)
    shape[axis] = int(of.max()) + 1
    found = np.zeros(shape, values.dtype)
    to, frm = np.moveaxis(found, axis, 0), np.moveaxis(values, axis, 0)
    for number, row in enumerate(of.tolist()):
        to[row] += frm[number]
    return found


def _at(columns: dict[str, NDArray[Any]], name: str, of: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    return columns | {name: of[columns[name]].astype(columns[name].dtype)}


def _people(columns: dict[str, NDArray[Any]], of: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """Return the columns of people without their attributes."""
    kept = {name: values for name, values in columns.items() if name not in ATTRIBUTES}
    return _at(kept, "silo", of)


def _survey(columns: dict[str, NDArray[Any]], of: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """Return the answers by silos that are told; those of small ones together are not known."""
    silo = of[columns["silo"]]
    joined = np.bincount(of)[silo] > 1
    key = np.stack([columns["week"].astype(np.int64), silo, columns["item"].astype(np.int64)], axis=1)
    _, first = np.unique(key, axis=0, return_index=True)
    kept = {name: values[first].copy() for name, values in columns.items()}
    kept["silo"] = silo[first].astype(columns["silo"].dtype)
    for name, values in kept.items():
        if name not in ("week", "silo", "item"):
            values[joined[first]] = np.nan if values.dtype.kind == "f" else 0
    return kept

"""The generated organisation: people as columns, ties as one sparse matrix per layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.model.record import ROLES

LAYERS: Final = ("reporting", "team", "department", "cross_silo")
LEVELS: Final = ("staff", "team_lead", "middle_manager", "executive")
STAFF, TEAM_LEAD, MIDDLE_MANAGER, EXECUTIVE = range(4)
MAX_LAYER_DEGREE: Final = 250
"""Ties a person can have in one layer; keeps 8-bit neighbour counts of a layer from overflowing."""


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """One layer of ties as a symmetric sparse matrix without weights (compressed rows).

    The ties of person i are ``indices[indptr[i]:indptr[i + 1]]``, in rising order, without i
    and without repetition. ``indptr`` has n_people + 1 entries, ``indices`` two per tie.
    """

    name: str
    indptr: NDArray[np.int64]
    indices: NDArray[np.uint32]

    @property
    def n_ties(self) -> int:
        """Number of ties, each counted once."""
        return self.indices.size // 2

    def of(self, person: int) -> NDArray[np.uint32]:
        """Return the people tied to one person, a view."""
        return self.indices[self.indptr[person] : self.indptr[person + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Organisation:
    """People, one array entry each, and their ties in layers.

    People are numbered so that silos, departments and teams are runs of neighbouring
    numbers: the three columns never fall. ``silo``, ``country`` and ``function`` index their
    name tuples, ``level`` indexes `LEVELS`; ``department`` and ``team`` count through the
    whole organisation. ``manager`` is a person, or n_people for the head of the group
    (person 0). ``assistant``: office assistant of a head; ``broker``: bridges silos;
    ``desk``: has a computer workplace. ``layers`` follow `LAYERS`; two people are tied in at
    most one of them.
    """

    silo: NDArray[np.uint16]
    country: NDArray[np.uint8]
    department: NDArray[np.uint32]
    team: NDArray[np.uint32]
    level: NDArray[np.uint8]
    function: NDArray[np.uint8]
    manager: NDArray[np.uint32]
    assistant: NDArray[np.bool_]
    broker: NDArray[np.bool_]
    desk: NDArray[np.bool_]
    silo_names: tuple[str, ...]
    country_names: tuple[str, ...]
    function_names: tuple[str, ...]
    layers: tuple[Ties, ...]

    @property
    def n_people(self) -> int:
        """Number of people."""
        return self.silo.size

    @property
    def n_silos(self) -> int:
        """Number of silos."""
        return len(self.silo_names)

    def layer(self, name: str) -> Ties:
        """Return the layer of that name; `KeyError` lists the names that exist."""
        for ties in self.layers:
            if ties.name == name:
                return ties
        raise KeyError(f"no layer {name!r}; layers are {', '.join(ties.name for ties in self.layers)}")


def roles_of(organisation: Organisation) -> NDArray[np.uint8]:
    """Return everybody's role [n], an index into `simulation.model.record.ROLES`."""
    assistant = np.uint8(ROLES.index("assistant"))
    return np.where(organisation.assistant, assistant, organisation.level).astype(np.uint8)

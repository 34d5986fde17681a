"""The state of a replicate at the start of a week: what a run needs to go on as if it had never stopped."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.model.state import FLAGS, TRAITS, WEEKS, Packed, People


@dataclass(frozen=True, slots=True, eq=False)
class EngineState:
    """What an engine carries over from one week to the next; the same for both engines.

    ``people`` and ``groups`` as in `simulation.model.state`; ``words`` [n] and ``shown`` [n] are what people see of
    each other; ``pull`` [C] is the content of communities that visitors see; ``contributors`` [silos + 1, bins]
    counts people by number of contributions; ``replies`` [years, silos of repliers, silos of authors] are those so far.
    """

    people: Packed
    groups: NDArray[np.void]
    words: NDArray[np.uint32]
    shown: NDArray[np.float32]
    pull: NDArray[np.float32]
    contributors: NDArray[np.int64]
    replies: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """One replicate at the start of ``week``, before anything of that week has happened.

    ``counts``, ``roles`` and ``booked`` hold the weeks before, as in `simulation.model.record.Trajectory`; ``events``
    [m, 3] the registrations (week, person, cause) so far, if they are recorded; ``survey`` the columns so far, if
    anything was asked; ``interventions`` what each one that has begun remembers, by its name.
    """

    replicate: int
    week: int
    seed: int
    parameters: dict[str, float]
    engine: EngineState
    counts: NDArray[np.int64]
    roles: NDArray[np.int64]
    booked: NDArray[np.float64]
    events: NDArray[np.int32] | None
    survey: dict[str, NDArray[Any]] | None
    interventions: dict[str, dict[str, Any]]


class Stops(NamedTuple):
    """Weeks at whose start a run's state is wanted, and who is given it; an exception raised there ends the run."""

    weeks: Collection[int]
    keep: Callable[[State], None]


def pack(people: People) -> Packed:
    """Return people's state by name as few matrices, one row per variable; a copy."""

    def rows(names: tuple[str, ...]) -> NDArray[Any]:
        return np.stack([getattr(people, name) for name in names])

    return Packed(rows(TRAITS), rows(FLAGS), rows(WEEKS), people.contributions.copy())


def fill_years(ours: NDArray[np.int64], theirs: NDArray[np.int64]) -> None:
    """Take over what was counted by year; the runs may differ in length."""
    years = min(len(ours), len(theirs))
    ours[:years] = theirs[:years]

"""Whom an intervention treats as alike: what it looks at while it chooses people is noted, column by column."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.target import Target
from simulation.model.state import empty_groups, empty_people, named, named_groups
from simulation.model.view import View
from simulation.world import World

_ABOUT_NOBODY: Final = frozenset(
    ("seed", "weeks", "week_of", "interventions", "ends", "made", "layer_kinds", "launch_countries",
     "launch_half_life", "attention_of", "highest", "first_turn", "scenario")
)  # fmt: skip
"""What of a world tells nobody from anybody."""


def chosen(world: World, view: View | None = None) -> NDArray[np.int64]:
    """Return whom the last intervention reaches when it begins, before anybody did anything, in rising order."""
    n = world.organisation.n_people
    seen = view or View(
        0, world.seed, named(empty_people(n)), named_groups(empty_groups(world.communities.n_communities, n))
    )
    return np.sort(world.interventions[-1].activate(world, seen).people)


def leaves_out_alike(world: World) -> bool:
    """Whether the last intervention chooses some and leaves out others who are alike in all that it looks at.

    It must choose by something else then: their numbers, or chance that it keys itself. Not told where it looks at
    ties, communities or what people did, in which hardly two are alike.
    """
    notes = _Notes(world.organisation.n_people)
    watched: Any = _World(world, notes)
    unseen: Any = _Unseen(notes)
    try:
        there = chosen(watched, View(0, world.seed, unseen, unseen))
    except (TypeError, AttributeError, ValueError):  # it does with the world what a stand-in cannot take part in
        return False
    if notes.tells_apart or not 0 < there.size < notes.n:
        return False
    alike = np.unique(np.column_stack(notes.columns), axis=0, return_inverse=True)[1].ravel()
    mine = np.zeros(notes.n, np.bool_)
    mine[there] = True
    return bool(np.intersect1d(alike[mine], alike[~mine]).size)


class _Notes:
    """Columns [n] that were looked at, and whether something was that tells everybody from everybody."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.columns: list[NDArray[np.int64]] = [np.zeros(n, np.int64)]
        self.tells_apart = False


class _World:
    """Gives what a world gives, and notes it."""

    def __init__(self, world: World, notes: _Notes) -> None:
        self._world, self._notes = world, notes
        self.organisation = _Organisation(world.organisation, notes)

    def __getattr__(self, name: str) -> Any:
        self._notes.tells_apart |= name not in _ABOUT_NOBODY
        return getattr(self._world, name)

    def choose(self, target: Target, name: str, people: Any = None) -> NDArray[np.int64]:
        """Note who fits: a target is a reason."""
        del people
        self._notes.tells_apart |= target.reads_state
        found = self._world.choose(target.without_state, name)
        column = np.zeros(self._notes.n, np.int64)
        column[found] = 1
        self._notes.columns.append(column)
        return found

    def once(self, key: Any, make: Any) -> Any:
        """Make it anew, so that what it looks at is seen."""
        del key
        return make()

    once_for_all = once


class _Organisation:
    """Gives what an organisation gives, and notes it."""

    def __init__(self, organisation: Any, notes: _Notes) -> None:
        self._organisation, self._notes = organisation, notes

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._organisation, name)
        if isinstance(found, np.ndarray):
            self._notes.columns.append(found.astype(np.int64))
        self._notes.tells_apart |= name in ("layers", "layer")
        return found


class _Unseen:
    """What people do in a run: whoever looks at it chooses by what nobody has done yet."""

    def __init__(self, notes: _Notes) -> None:
        self._notes = notes

    def __getattr__(self, name: str) -> Any:
        self._notes.tells_apart = True
        raise AttributeError(name)

"""What an intervention of a plugin hands over in a run, checked: what is no number or nowhere raises, with its name."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.base import Active, Cost, Turnout
from simulation.model.effects import LAYER_KINDS
from simulation.model.record import BOOKED
from simulation.organisation.organisation import LAYERS

if TYPE_CHECKING:
    from simulation.interventions.base import Intervention

Columns = Mapping[str, tuple[NDArray[np.int64], NDArray[np.generic]]]
MADE = LAYER_KINDS[len(LAYERS) :]
"""Kinds of ties that interventions can make."""


class UnsoundError(ValueError):
    """An intervention handed over something that no run can use; the message names file, intervention and value."""


def check_ties(plan: Intervention, kind: str, ties: Any, n_people: int) -> None:
    """Check the ties that an intervention makes.

    Raises:
        UnsoundError: they are no pairs of people, or of a kind that there is not.
    """
    if not np.size(ties) and not kind:
        return
    if kind not in MADE:
        raise UnsoundError(f"{_named(plan)}: ties of the kind {kind!r}; there are {', '.join(MADE)}")
    if np.shape(ties)[1:] != (2,) or not _are_people(ties, n_people):
        raise UnsoundError(f"{_named(plan)}: ties must be pairs [ties, 2] of people from 0 to {n_people - 1}")


def checked(plan: Intervention, active: Any, n_people: int) -> Active:
    """Return an active intervention that checks what it hands over.

    Raises:
        UnsoundError: it is none, or reaches people that there are not.
    """
    if not isinstance(active, Active):
        raise UnsoundError(f"{_named(plan)}: activate must return an Active, not a {type(active).__name__}")
    people: Any = getattr(active, "people", None)
    if not isinstance(people, np.ndarray) or people.ndim != 1 or not _are_people(people, n_people):
        raise UnsoundError(f"{_named(plan)}: people must be an array of numbers from 0 to {n_people - 1}")
    if np.unique(people).size != people.size:
        raise UnsoundError(f"{_named(plan)}: people must be named once each")
    return cast("Active", _Checked(plan, active, n_people))  # it passes on whatever it does not check


class _Checked:
    """Stands before an active intervention; whatever is not checked here is asked of that."""

    def __init__(self, plan: Intervention, active: Active, n_people: int) -> None:
        self._plan, self._active, self._n_people = plan, active, n_people

    def __getattr__(self, name: str) -> Any:
        return getattr(self._active, name)

    def cost(self, age: int) -> Cost:
        return self._sound_cost(self._active.cost(age), "booked", age)

    def planned(self, age: int) -> Cost:
        says_its_own = type(self._active).planned is not Active.planned
        return self._sound_cost(self._active.planned(age), "planned" if says_its_own else "booked", age)

    def asks(self, age: int) -> Any:
        asked: Any = self._active.asks(age)
        hours = asked[1] if isinstance(asked, tuple) else asked
        if not _all_numbers(hours) or np.any(np.asarray(hours) < 0):
            raise self._error(age, f"asks for {_shown(hours)} hours of attention")
        return asked

    def turnout(self, age: int) -> Turnout:
        found = self._active.turnout(age)
        if not _all_numbers(found.planned) or found.planned < 0:
            raise self._error(age, f"plans {_shown(found.planned)} people")
        for people in (found.reached, found.took_part):
            if not _are_people(people, self._n_people) or np.unique(people).size != np.size(people):
                raise self._error(age, "says that people take part who are not there, or twice")
        return found

    def books(self, age: int) -> Mapping[str, Any]:
        books = self._active.books(age)
        for name, booked in books.items():
            if name not in BOOKED:
                raise self._error(age, f"books {name!r}; there are {', '.join(BOOKED)}")
            people, value = booked if isinstance(booked, tuple) else (self._active.people, booked)
            if not _all_numbers(value):
                raise self._error(age, f"books {name} that are not numbers")
            if not _are_people(people, self._n_people):
                raise self._error(age, f"books {name} for people that there are not")
            if np.ndim(value) and np.shape(value) != np.shape(people):
                raise self._error(age, f"books {name} for {np.size(value)} people, but reaches {np.size(people)}")
        return books

    def columns(self) -> Columns:
        columns = self._active.columns()
        for name, (people, values) in columns.items():
            if not _are_people(people, self._n_people) or np.shape(people) != np.shape(values):
                raise self._error(None, f"the column {name} needs people that there are, and a value for each")
            if np.asarray(values).dtype.kind == "f" and not np.isfinite(values).all():
                raise self._error(None, f"the column {name} holds what is not a number")
        return columns

    def _sound_cost(self, cost: Any, what: str, age: int) -> Cost:
        if not isinstance(cost, Cost):
            raise self._error(age, f"must say its cost as Cost(hours=..., eur=...), not {type(cost).__name__}")
        if not _all_numbers([cost.hours, cost.eur]) or cost.hours < 0:
            raise self._error(age, f"{cost.hours:g} hours and {cost.eur:g} EUR are {what}")
        if not _all_numbers(cost.team_hours) or not 0 <= cost.team_hours <= cost.hours:
            raise self._error(age, f"{cost.team_hours:g} hours of the team are {what}, {cost.hours:g} in all")
        return cost

    def _error(self, age: int | None, text: str) -> UnsoundError:
        return UnsoundError(f"{_named(self._plan)}: {text}{'' if age is None else f' in its week {age}'}")


def _named(plan: Intervention) -> str:
    """Say which intervention of which file it is."""
    file = getattr(sys.modules.get(type(plan).__module__), "__file__", None) or type(plan).__module__
    return f"{file}: {plan.kind} ({plan.name or plan.kind})"


def _are_people(numbers: Any, n_people: int) -> bool:
    """Whether all numbers are those of people; none are."""
    given = np.asarray(numbers)
    if not given.size:
        return True
    return given.dtype.kind in "iu" and int(given.min()) >= 0 and int(given.max()) < n_people


def _all_numbers(value: Any) -> bool:
    try:
        return bool(np.isfinite(np.asarray(value, np.float64)).all())
    except (TypeError, ValueError):
        return False


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else "negative or unknown"

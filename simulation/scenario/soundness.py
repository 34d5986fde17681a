"""Whether the numbers of a scenario are within their bounds, however it was made.

A scenario that was read is; one that was copied in Python with other values (`model_copy`) was not looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from simulation.scenario.checks import Finding, Place, beyond_bounds
from simulation.scenario.fields import between, bounds_of
from simulation.scenario.keys import dotted
from simulation.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from simulation.scenario.schema import Scenario

Bounds = tuple[float, float]
_MOST: Final = sys.float_info.max
_NUMBERS: Final = frozenset({float, int})
_TEXTS: Final = frozenset({str, bool, type(None)})


def check_numbers(scenario: Scenario) -> None:
    """Look at every number of a scenario.

    Raises:
        ScenarioError: some are not finite or outside of their bounds.
    """
    found = [*_wrong(scenario, ()), *beyond_bounds(scenario.parts())]
    if found:
        raise ScenarioError(Problem(scenario.name, 0, 0, dotted(place), message) for place, message in found)


def _wrong(settings: BaseModel, place: Place) -> Iterator[Finding]:
    for name, field, bounds in _fields(type(settings)):
        value = getattr(settings, name)
        kind = type(value)
        if kind in _NUMBERS:
            if bounds[0] <= value <= bounds[1]:  # most of them
                continue
        elif kind in _TEXTS or (kind is tuple and not value):
            continue
        yield from _wrong_in(value, field, bounds, (*place, name))


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, FieldInfo, Bounds], ...]:
    """Return the fields of a kind of settings with their bounds, of finite numbers where none are declared."""
    bounds = {name: bounds_of(field) for name, field in kind.model_fields.items()}
    finite = {
        name: (-_MOST if low is None else low, _MOST if high is None else high) for name, (low, high) in bounds.items()
    }
    return tuple((name, field, finite[name]) for name, field in kind.model_fields.items())


def _wrong_in(value: Any, field: FieldInfo, bounds: Bounds, place: Place) -> Iterable[Finding]:
    if value is None or isinstance(value, str | bool):
        return ()
    if isinstance(value, int | float):
        is_within = bounds[0] <= value <= bounds[1]
        return () if is_within else ((place, f"must be a finite number{between(field)}, not {value}"),)
    if isinstance(value, BaseModel):
        return _wrong(value, place)
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
    return chain.from_iterable(
        _wrong_in(each, field, bounds, (*place, str(key) if isinstance(value, dict) else key)) for key, each in parts
    )

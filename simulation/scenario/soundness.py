"""Whether the numbers of a scenario are within their bounds, however it was made.

A scenario that was read is; one that was copied in Python with other values (`model_copy`) was not looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from simulation.scenario.checks import Finding, Place, beyond_bounds
from simulation.scenario.fields import between, bounds_of
from simulation.scenario.keys import dotted
from simulation.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from simulation.scenario.schema import Scenario

Bounds = tuple[float | None, float | None]


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
        if value is not None and not isinstance(value, str | bool):
            yield from _wrong_in(value, field, bounds, (*place, name))


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, FieldInfo, Bounds], ...]:
    """Return the fields of a kind of settings with their bounds."""
    return tuple((name, field, bounds_of(field)) for name, field in kind.model_fields.items())


def _wrong_in(value: Any, field: FieldInfo, bounds: Bounds, place: Place) -> Iterator[Finding]:
    if isinstance(value, BaseModel):
        yield from _wrong(value, place)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _wrong_in(each, field, bounds, (*place, str(key)))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _wrong_in(each, field, bounds, (*place, index))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low, high = bounds
        is_within = (low is None or value >= low) and (high is None or value <= high)
        if not (math.isfinite(value) and is_within):
            yield place, f"must be a finite number{between(field)}, not {value}"

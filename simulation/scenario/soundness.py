"""Whether the numbers of a scenario are within their bounds, however it was made.

A scenario that was read is; one that was copied in Python with other values (`model_copy`) was not looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from simulation.scenario.checks import Finding, Place, beyond_bounds
from simulation.scenario.fields import between, bounds_of
from simulation.scenario.keys import dotted
from simulation.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from simulation.scenario.schema import Scenario


def check_numbers(scenario: Scenario) -> None:
    """Look at every number of a scenario.

    Raises:
        ScenarioError: some are not finite or outside of their bounds.
    """
    found = [*_wrong(scenario, ()), *beyond_bounds(scenario.parts())]
    if found:
        raise ScenarioError(Problem(scenario.name, 0, 0, dotted(place), message) for place, message in found)


def _wrong(settings: BaseModel, place: Place) -> Iterator[Finding]:
    for name, field in type(settings).model_fields.items():
        yield from _wrong_in(getattr(settings, name), field, (*place, name))


def _wrong_in(value: Any, field: FieldInfo, place: Place) -> Iterator[Finding]:
    if isinstance(value, BaseModel):
        yield from _wrong(value, place)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _wrong_in(each, field, (*place, str(key)))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _wrong_in(each, field, (*place, index))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low, high = bounds_of(field)
        is_within = (low is None or value >= low) and (high is None or value <= high)
        if not (math.isfinite(value) and is_within):
            yield place, f"must be a finite number{between(field)}, not {value}"

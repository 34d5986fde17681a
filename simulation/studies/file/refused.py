"""Why something in a study file cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from simulation.errors import InputError
from simulation.scenario.problems import ScenarioError
from simulation.studies.best.goal import GOAL_OPTION

if TYPE_CHECKING:
    from simulation.studies.design.varied import Finding


def refused(place: tuple[str, ...], read: Callable[[], Any]) -> Iterator[Finding]:
    """Find what a reader refuses, at a place of the file; options that its messages begin with are left out."""
    try:
        read()
    except ScenarioError as error:
        yield from ((place, each.message) for each in error.problems)
    except InputError as error:
        yield place, str(error).removeprefix(GOAL_OPTION).lstrip(": ")

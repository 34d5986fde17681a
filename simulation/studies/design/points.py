"""Points of a study, and what those who run them need of a space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from simulation.studies.design.changing import Changes, Value
from simulation.studies.design.dimension import Dimension

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

Values = Mapping[str, Value]
"""Values by key, one for each dimension; those that are left out stay as the scenario has them."""


class DesignPoint(NamedTuple):
    """One point of a study: a scenario by its name, and what is changed in it."""

    scenario: str
    changes: Changes


class AnySpace(Protocol):
    """What is needed of a `simulation.studies.design.space.Space` to run its points."""

    @property
    def scenarios(self) -> Mapping[str, Scenario]:
        """The scenarios by name."""

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions in which they are varied."""

    @property
    def names(self) -> tuple[str, ...]:
        """Keys of the dimensions."""

    def values(self, row: Sequence[float] | NDArray[np.float64]) -> dict[str, Value]:
        """Return the values that a point of the unit cube stands for."""

    def point(self, values: Values) -> DesignPoint:
        """Return the point at some values."""

    def check(self, values: Values) -> list[str]:
        """Return what is wrong with explicit values."""

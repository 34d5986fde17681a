"""A space: scenarios, and named dimensions in which they are varied; points of the unit cube stand for its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.declare import bounds
from simulation.scenario.problems import Problem, ScenarioError
from simulation.studies.design.changing import Value, effective, is_presence
from simulation.studies.design.dimension import Dimension
from simulation.studies.design.points import DesignPoint, Values
from simulation.studies.design.varied import SCENARIO, Finding, declared_number, dimensions, refusals, unknown_key
from simulation.studies.running.function import Function
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


@dataclass(frozen=True)
class Space:
    """Scenarios by name, and the dimensions in which they are varied.

    Where there are several scenarios, the first dimension, called ``scenario``, chooses among them. `of` makes one
    from what a study file says under ``vary``.
    """

    scenarios: Mapping[str, Scenario]
    dimensions: tuple[Dimension, ...]

    @classmethod
    def of(cls, scenarios: Scenario | Mapping[str, Scenario] | Iterable[Scenario], vary: Mapping[str, Any]) -> Space:
        """Return the space of one or several scenarios, varied as a study file says it.

        Raises:
            ScenarioError: a key does not exist, or reaches values that are not possible; every problem is named.
        """
        space, wrong = cls.checked(named(scenarios), vary)
        if wrong:
            raise ScenarioError(Problem("vary", 0, 0, ".".join(map(str, place)), text) for place, text in wrong)
        return space

    @classmethod
    def checked(cls, scenarios: Mapping[str, Scenario], vary: Mapping[str, Any]) -> tuple[Space, list[Finding]]:
        """Return the space as far as it is sound, and what is wrong, each at its place below ``vary``."""
        found, wrong = dimensions(vary, scenarios)
        if len(scenarios) > 1:
            found.insert(0, Dimension(SCENARIO, "levels", levels=tuple(scenarios)))
        return cls(dict(scenarios), tuple(found)), wrong

    @property
    def names(self) -> tuple[str, ...]:
        """Keys of the dimensions, in the order of the columns of designs."""
        return tuple(each.key for each in self.dimensions)

    @property
    def base(self) -> str:
        """Name of the first scenario, which others are compared with."""
        return next(iter(self.scenarios))

    @property
    def problem(self) -> dict[str, Any]:
        """The space as SALib describes one: every dimension goes from 0 to 1."""
        return {"num_vars": len(self.names), "names": list(self.names), "bounds": [[0.0, 1.0]] * len(self.names)}

    def values(self, row: Sequence[float] | NDArray[np.float64]) -> dict[str, Value]:
        """Return the values that a point of the unit cube stands for.

        Raises:
            ValueError: it has another number of dimensions, or lies outside of the unit cube.
        """
        if len(row) != len(self.dimensions):
            raise ValueError(f"a point of this space has {len(self.dimensions)} dimensions, not {len(row)}")
        return {each.key: each.value(float(u)) for each, u in zip(self.dimensions, row, strict=True)}

    def point(self, values: Values) -> DesignPoint:
        """Return the point at some values; those of absent interventions do not count."""
        name = str(values.get(SCENARIO, self.base))
        others = {key: value for key, value in values.items() if key != SCENARIO}
        return DesignPoint(name, effective(self.scenarios[name], others))

    def function(self, *measures: str, **how: Any) -> Function:
        """Return it as a function of its values, for SALib, optuna, pyABC and the like; ``how`` is what it takes."""
        return Function(self, measures, **how)

    def check(self, values: Values) -> list[str]:
        """Return what is wrong with explicit values, which may also be of keys that the space does not vary."""
        wrong = []
        for key, value in values.items():
            declared = declared_number(key, self.scenarios)
            if key == SCENARIO:
                wrong += [] if value in self.scenarios else [unknown("scenario", str(value), self.scenarios)]
            elif is_presence(key) and not isinstance(value, bool):
                wrong.append(f"{key}: must be true or false: whether it takes place")
            elif declared is None:
                unknown_ones = [message for _, message in unknown_key(key, self.scenarios)]
                refused = unknown_ones or refusals(key, value, self.scenarios)
                wrong += [f"{key}: {message}" for message in refused]
            elif isinstance(value, str | bool) or not declared.low <= value <= declared.high:
                wrong.append(f"{key}: must be {bounds(declared)}, not {value}")
        return wrong


def named(scenarios: Scenario | Mapping[str, Scenario] | Iterable[Scenario]) -> dict[str, Scenario]:
    """Return scenarios by their names."""
    if isinstance(scenarios, Mapping):
        return dict(scenarios)
    from simulation.scenario.schema import Scenario

    return {each.name: each for each in ([scenarios] if isinstance(scenarios, Scenario) else scenarios)}

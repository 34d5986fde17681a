"""The designs that a study file can ask for."""

from __future__ import annotations

from math import prod
from typing import Annotated, Any, Literal

from pydantic import Field

from simulation.declare import setting
from simulation.settings import Settings
from simulation.studies.design.designs import (
    MOST_POINTS,
    Design,
    grid,
    latin_hypercube,
    morris,
    one_at_a_time,
    sobol_indices,
    sobol_sequence,
)
from simulation.studies.design.points import AnySpace

_TWO = 2


def _points() -> Any:
    return setting(meaning="number of points", unit="points", low=1, high=MOST_POINTS)


def _seed() -> Any:
    return setting(1, meaning="seed of the design; luck is the scenario's own", low=0, high=2**31 - 1)


class Grid(Settings):
    """Every combination: of all levels, and of so many steps where there are none."""

    kind: Literal["grid"]
    steps: int = setting(3, meaning="values of a dimension without levels", unit="values", low=1, high=1000)

    def size(self, space: AnySpace) -> int:
        """Return the number of points."""
        return prod(len(each.levels) or self.steps for each in space.dimensions)

    def made(self, space: AnySpace) -> Design:
        """Return the points."""
        return grid(space, self.steps)


class SobolSequence(Settings):
    """A Sobol sequence: evenly spread, and a longer one begins with the shorter one."""

    kind: Literal["sobol_sequence"]
    points: int = _points()
    seed: int = _seed()

    def size(self, space: AnySpace) -> int:
        """Return the number of points."""
        del space
        return self.points

    def made(self, space: AnySpace) -> Design:
        """Return the points."""
        return sobol_sequence(len(space.dimensions), self.points, self.seed)


class Hypercube(Settings):
    """A Latin hypercube: every slice of every dimension once."""

    kind: Literal["latin_hypercube"]
    points: int = _points()
    seed: int = _seed()

    def size(self, space: AnySpace) -> int:
        """Return the number of points."""
        del space
        return self.points

    def made(self, space: AnySpace) -> Design:
        """Return the points."""
        return latin_hypercube(len(space.dimensions), self.points, self.seed)


class OneAtATime(Settings):
    """The middle, then each dimension alone at a low and a high place, or at all of its levels."""

    kind: Literal["one_at_a_time"]
    low: float = setting(0.1, meaning="low place, from 0 to 1; of a prior a probability", low=0, high=0.5)
    high: float = setting(0.9, meaning="high place, from 0 to 1; of a prior a probability", low=0.5, high=1)

    def size(self, space: AnySpace) -> int:
        """Return the number of points."""
        return 1 + sum(len(each.levels) or _TWO for each in space.dimensions)

    def made(self, space: AnySpace) -> Design:
        """Return the points."""
        return one_at_a_time(space, (self.low, self.high))


class Trajectories(Settings):
    """Trajectories for Morris's screening: one dimension after the other moves."""

    kind: Literal["morris"]
    trajectories: int = setting(meaning="number of trajectories", unit="trajectories", low=2, high=100_000)
    seed: int = _seed()

    def size(self, space: AnySpace) -> int:
        """Return the number of points."""
        return self.trajectories * (len(space.dimensions) + 1)

    def made(self, space: AnySpace) -> Design:
        """Return the points."""
        return morris(len(space.dimensions), self.trajectories, self.seed)


class IndicesSettings(Settings):
    """Points for Sobol's indices: two to the power of ``power``, times the number of dimensions plus two."""

    kind: Literal["sobol_indices"]
    power: int = setting(meaning="the two samples have 2 to this power points each", low=1, high=20)
    seed: int = _seed()

    def size(self, space: AnySpace) -> int:
        """Return the number of points."""
        return (1 << self.power) * (len(space.dimensions) + _TWO)

    def made(self, space: AnySpace) -> Design:
        """Return the points."""
        return sobol_indices(len(space.dimensions), 1 << self.power, self.seed)


AnyDesign = Annotated[
    Grid | SobolSequence | Hypercube | OneAtATime | Trajectories | IndicesSettings, Field(discriminator="kind")
]

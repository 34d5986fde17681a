"""What the data taught: how much narrower each coordinate became, and along which directions they did together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.studies.calibration.weights import effective_number

Array = NDArray[np.float64]
INFORMED: Final = 0.1
"""Share of the prior variance of a coordinate that must have gone before the data are said to have informed it."""
MOVED: Final = 0.5
"""Or its mean lies so many prior standard deviations away."""
DIRECTIONS: Final = 3
SHOWN: Final = 0.35
"""Coordinates with at least such a part in a direction are named."""


@dataclass(frozen=True)
class Learned:
    """One coordinate, standard normal before: its mean and standard deviation now.

    ``shrinkage`` is the share of its variance that the data took away, ``error`` its standard error.
    """

    name: str
    mean: float
    sd: float
    shrinkage: float
    error: float

    @property
    def is_informed(self) -> bool:
        """Whether the data said something about it, beyond what the number of draws could feign."""
        return self.shrinkage > max(INFORMED, 2 * self.error) or abs(self.mean) > MOVED


@dataclass(frozen=True)
class Direction:
    """A combination of coordinates, of length 1, that the data narrowed together: where each alone may hide it."""

    parts: tuple[tuple[str, float], ...]
    shrinkage: float

    def __str__(self) -> str:
        terms = [f"{part:+.2f} {name}" for name, part in self.parts]
        return f"{' '.join(terms)}: {100 * self.shrinkage:.0f}% of the variance gone"


def learned(names: tuple[str, ...], z: Array, weights: Array) -> list[Learned]:
    """Return what became of each coordinate, those first that the data informed most."""
    means = weights @ z
    variances = weights @ (z - means) ** 2
    error = float(np.sqrt(2.0 / effective_number(weights)))
    found = [
        Learned(name, float(mean), float(np.sqrt(variance)), float(1.0 - variance), error)
        for name, mean, variance in zip(names, means, variances, strict=True)
    ]
    return sorted(found, key=lambda each: -(each.shrinkage + each.mean**2))


def directions(names: tuple[str, ...], z: Array, weights: Array, most: int = 20) -> list[Direction]:
    """Return the directions that narrowed most, among the coordinates that did (principal axes of the posterior).

    Only among those, for with few draws some direction among all would look narrow by chance.
    """
    order = [names.index(each.name) for each in learned(names, z, weights)[:most]]
    chosen = z[:, order]
    away = chosen - weights @ chosen
    variances, axes = np.linalg.eigh((away * weights[:, None]).T @ away)
    found = []
    for variance, axis in list(zip(variances, axes.T, strict=True))[:DIRECTIONS]:
        signed = axis * np.sign(axis[np.argmax(np.abs(axis))])
        parts = [(names[j], float(part)) for j, part in zip(order, signed, strict=True) if abs(part) >= SHOWN]
        found.append(Direction(tuple(sorted(parts, key=lambda each: -abs(each[1]))), float(1.0 - variance)))
    return [each for each in found if each.shrinkage > INFORMED and each.parts]

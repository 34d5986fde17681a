"""Designs: which points of the unit cube are run. Rows are points, columns dimensions; the same seed gives the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.studies.design.points import AnySpace

Design = NDArray[np.float64]
"""Points [n, dimensions], each from 0 to 1."""
_MIDDLE: Final = 0.5
MOST_POINTS: Final = 1_000_000


def sobol_sequence(dimensions: int, n: int, seed: int = 1) -> Design:
    """Return the first ``n`` points of a scrambled Sobol sequence; a longer one begins with the shorter one.

    Evenly spread where ``n`` is a power of two. Source: Sobol 1967, scrambled as by Owen 1998, in scipy.
    """
    from scipy.stats import qmc

    sequence = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed))
    wanted = 1 << max(0, (n - 1).bit_length())
    points: Design = sequence.random(wanted)[:n]
    return points


def latin_hypercube(dimensions: int, n: int, seed: int = 1) -> Design:
    """Return ``n`` points that fall into each of ``n`` equal slices of every dimension once (McKay 1979)."""
    from scipy.stats import qmc

    points: Design = qmc.LatinHypercube(dimensions, rng=np.random.default_rng(seed)).random(n)
    return points


def grid(space: AnySpace, steps: int) -> Design:
    """Return every combination of ``steps`` values of each dimension, ends included; of all levels where it has some.

    A prior's are its quantiles at the middles of equal slices, for it can have no ends.
    """
    axes = [_axis(each.way, len(each.levels), steps) for each in space.dimensions]
    rows = list(product(*axes))
    return np.array(rows, float).reshape(len(rows), len(axes))


def _axis(way: str, n_levels: int, steps: int) -> list[float]:
    if way in {"levels", "prior"}:
        n = n_levels if way == "levels" else steps
        return [(step + _MIDDLE) / n for step in range(n)]
    return [step / (steps - 1) for step in range(steps)] if steps > 1 else [_MIDDLE]


def one_at_a_time(space: AnySpace, ends: tuple[float, float] = (0.1, 0.9)) -> Design:
    """Return the middle of every dimension, then each dimension alone at two ends, or at each of its levels."""
    middle = [_MIDDLE] * len(space.dimensions)
    rows = [middle]
    for column, each in enumerate(space.dimensions):
        for u in _axis("levels", len(each.levels), 0) if each.way == "levels" else ends:
            rows.append([*middle[:column], u, *middle[column + 1 :]])
    return np.array(rows)


def morris(dimensions: int, trajectories: int, seed: int = 1, levels: int = 4) -> Design:
    """Return trajectories of Morris 1991: from a random point of a grid, one dimension after the other moves.

    Rows come in groups of ``dimensions + 1``, as SALib's analysis expects them.
    """
    from SALib.sample.morris import sample

    problem: dict[str, Any] = {
        "num_vars": dimensions,
        "names": [str(number) for number in range(dimensions)],
        "bounds": [[0.0, 1.0]] * dimensions,
    }
    return np.asarray(sample(problem, trajectories, num_levels=levels, seed=seed), float)


def sobol_indices(dimensions: int, n: int, seed: int = 1) -> Design:
    """Return the ``n * (dimensions + 2)`` points from which Sobol indices are worked out (Saltelli 2010).

    Rows come as SALib's analysis expects them, without second-order indices; ``n`` is a power of two.
    """
    from SALib.sample.sobol import sample

    problem: dict[str, Any] = {
        "num_vars": dimensions,
        "names": [str(number) for number in range(dimensions)],
        "bounds": [[0.0, 1.0]] * dimensions,
    }
    return np.asarray(sample(problem, n, calc_second_order=False, seed=seed), float)


def as_design(rows: Sequence[Sequence[float]] | Design, dimensions: int) -> Design:
    """Return points as a design.

    Raises:
        ValueError: they have another number of dimensions, or lie outside of the unit cube.
    """
    points = np.asarray(rows, float)
    if points.shape[1:] != (dimensions,):
        raise ValueError(f"points are rows of {dimensions} numbers, not an array of the shape {points.shape}")
    if not ((points >= 0) & (points <= 1)).all():
        raise ValueError("points of a design lie between 0 and 1 in every dimension")
    return points

"""Weights that both engines share: of layers, of a person's ties, of access."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.engines.kernel.layout import weighted_degree
from simulation.model import rules
from simulation.model.coefficients import Coefficients
from simulation.model.effects import LAYER_NAMES, EffectArrays

if TYPE_CHECKING:
    from simulation.world import World

_ON = np.array([1, 1, 1, 1, 0, 0], np.float32)
"""Layers of the organisation are on; those that interventions make are off until switched on."""


def layer_weights(values: dict[str, float], effects: EffectArrays) -> NDArray[np.float32]:
    """Weight of a tie in each layer: the parameter times (1 or 0, plus the effect)."""
    base = np.array([values[f"layer_{name}"] for name in LAYER_NAMES], np.float32)
    return base * (_ON + effects.layer_weight)


def inverse_weights(world: World, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 / (sum of a person's tie weights), 0 without ties."""
    total = np.zeros(world.organisation.n_people, np.float32)
    for weight, (indptr, _) in zip(weights, world.layers, strict=True):
        if weight != 0:
            weighted_degree(indptr, weight, total)
    _invert(total)
    return total


def access_shares(world: World, c: Coefficients) -> NDArray[np.float32]:
    """Share of weeks in which a person can use the platform: 1 with a desk."""
    return np.where(world.organisation.desk, np.float32(1), c.nondesk_access).astype(np.float32)


@loop
def _invert(total: NDArray[np.float32]) -> None:
    for i in range(total.size):
        total[i] = rules.inverse_or_zero(total[i])

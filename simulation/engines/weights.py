"""Weights that both engines share: of layers, of a person's ties, of access."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.compiled import loop
from simulation.engines.kernel.layout import weighted_degree
from simulation.model import rules
from simulation.model.coefficients import Coefficients
from simulation.model.effects import Effects
from simulation.organisation.organisation import LAYERS

if TYPE_CHECKING:
    from simulation.world import World


def layer_weights(world: World, values: dict[str, float], effects: Effects) -> NDArray[np.float32]:
    """Weight of a tie in each layer: the parameter of its kind times (1 plus the effect).

    A layer that an intervention makes is off (0 instead of 1) until the intervention switches it on.
    """
    base = np.array([values[f"layer_{kind}"] for kind in world.layer_kinds], np.float32)
    own = np.array([kind in LAYERS for kind in world.layer_kinds], np.float32)
    return base * (own + effects.layer)


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

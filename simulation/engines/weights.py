"""Weights that both engines share: of layers, of a person's ties, of access."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.engines.kernel.arrays import F4
from simulation.model.coefficients import Coefficients
from simulation.model.effects import Effects
from simulation.organisation.organisation import LAYERS

if TYPE_CHECKING:
    from simulation.world import World


STEPS = np.float32(4096)
"""Steps of a weight of 1, so that sums over ties are exact (see `rules.tie_sum`)."""


def layer_base(world: World, values: dict[str, float]) -> tuple[F4, F4]:
    """Return the parameter of each layer's kind, and how many times it weighs by itself.

    A layer that an intervention makes is off (0 instead of 1) until the intervention switches it on.
    """
    base = np.array([values[f"layer_{kind}"] for kind in world.layer_kinds], np.float32)
    return base, np.array([kind in LAYERS for kind in world.layer_kinds], np.float32)


def layer_weights(layers: tuple[F4, F4], effects: Effects) -> F4:
    """Weight of a tie in each layer: the parameter of its kind times (1 plus the effect), in steps of 1/4096.

    What weighs anything weighs at least one step.
    """
    base, own = layers
    exact = base * (own + effects.layer)
    return (np.maximum(np.rint(exact * STEPS), exact > 0) / STEPS).astype(np.float32)


def access_shares(world: World, c: Coefficients) -> NDArray[np.float32]:
    """Share of weeks in which a person can use the platform: 1 with a desk."""
    return np.where(world.organisation.desk, np.float32(1), c.nondesk_access).astype(np.float32)

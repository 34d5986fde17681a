"""Choosing communities: those at home in the silos of a target, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.select import chance_order, fitting
from simulation.interventions.target import Target

if TYPE_CHECKING:
    from simulation.interventions.world_view import WorldView


def at_home(target: Target, world: WorldView) -> NDArray[np.bool_]:
    """Which communities [C] are at home in a silo in which somebody fits the target; its size plays no part."""
    organisation = world.organisation
    has_some = np.zeros(organisation.n_silos, np.bool_)
    has_some[organisation.silo[fitting(target.without_state, organisation)]] = True
    here: NDArray[np.bool_] = has_some[world.communities.home_silo]
    return here


def could_belong(world: WorldView) -> NDArray[np.int64]:
    """How many people could belong to each community [C]."""
    n = world.communities.n_communities
    return world.once_for_all(
        "could belong", lambda: np.bincount(world.slots.ravel() // 2, minlength=n)[:n].astype(np.int64)
    )


def largest_first(luck: str, eligible: NDArray[np.bool_], world: WorldView) -> NDArray[np.int64]:
    """Return the eligible ones by the people who could belong, most first; chance decides among equals."""
    chosen = chance_order(luck, np.flatnonzero(eligible), seed=world.seed)
    return chosen[np.argsort(-could_belong(world)[chosen], kind="stable")]

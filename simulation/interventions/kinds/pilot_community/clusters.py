"""Choosing people unit by unit, so that those chosen sit together."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.select import chance_order, ranked, size_of
from simulation.interventions.target import Target
from simulation.model.state import People
from simulation.organisation.organisation import Organisation

Unit = Literal["team", "department"]


def clustered(
    target: Target,
    organisation: Organisation,
    luck: str,
    people: People | None,
    unit: Unit,
    density: float,
    *,
    seed: int = 0,
    week: int = 0,
) -> NDArray[np.int64]:
    """Return the target's people drawn from few units, in the order of joining.

    Unit after unit gives a share ``density`` of its people who fit, at least one, in the target's own
    order, until the target's size is reached; the units with the largest share of people who fit
    come first, equals in an order of chance. Who is still missing then, and all where
    the density is 0, come in the target's order from wherever they sit.
    """
    who = ranked(target, organisation, luck, people, seed=seed, week=week)
    size = size_of(target, who.size)
    together = _by_unit(who, organisation, f"{luck} units", seed, unit, density)[:size] if density > 0 else who[:0]
    return np.concatenate([together, who[~np.isin(who, together)][: size - together.size]])


def _by_unit(
    who: NDArray[np.int64], organisation: Organisation, luck: str, seed: int, unit: Unit, density: float
) -> NDArray[np.int64]:
    """Return the first ones of every unit, unit by unit, the unit with the largest share of them first."""
    units = (organisation.team if unit == "team" else organisation.department).astype(np.int64)
    fitting = np.bincount(units[who], minlength=units.max() + 1)
    lots = np.empty(fitting.size)
    lots[chance_order(luck, np.arange(fitting.size), seed=seed)] = np.arange(fitting.size)
    share = fitting / np.bincount(units)
    by_unit = who[np.lexsort((np.arange(who.size), lots[units[who]], -share[units[who]]))]
    starts = np.flatnonzero(np.diff(units[by_unit], prepend=-1))
    place = np.arange(who.size) - np.repeat(starts, np.diff(np.append(starts, who.size)))
    chosen: NDArray[np.int64] = by_unit[place < np.maximum(np.floor(density * fitting[units[by_unit]] + 0.5), 1)]
    return chosen

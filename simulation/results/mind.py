"""What would change our mind: how the chance of a loss depends on each value factor, low against high."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from simulation.results.quantiles import Array, quantiles

if TYPE_CHECKING:
    from simulation.results.board import Board

_THIRDS: Final = (1 / 3, 2 / 3)


@dataclass(frozen=True, slots=True)
class Swayed:
    """A factor, and the share of losses where it lies in its lowest and in its highest third."""

    factor: str
    loss_if_low: float
    loss_if_high: float

    @property
    def reach(self) -> float:
        """How far the chance of a loss moves between the two."""
        return abs(self.loss_if_high - self.loss_if_low)


@dataclass(frozen=True, slots=True)
class Mind:
    """The share of losses over all draws, and what each factor would do to it, the farthest first."""

    loss: float
    swayed: tuple[Swayed, ...]


def mind(board: Board, place: int) -> Mind | None:
    """Return what knowing each factor would do to the chance that a plan loses; None where nothing is drawn.

    Both runs are valued again with the same further draws of the factors, so that their difference is that of the plan.
    """
    base, plan = board.base.redrawn, board.plans[place].redrawn
    if base is None or plan is None:
        return None
    factors, gain = plan[0], plan[1] - base[1]
    found = [_swayed(name, values, gain) for name, values in factors.items() if np.ptp(values) > 0]
    return Mind(_losses(gain), tuple(sorted(found, key=lambda each: (-each.reach, each.factor))))


def _swayed(name: str, values: Array, gain: Array) -> Swayed:
    low, high = quantiles(values, _THIRDS)
    return Swayed(name, _losses(gain[values <= low]), _losses(gain[values >= high]))


def _losses(gain: Array) -> float:
    return int((gain < 0).sum()) / gain.size

"""Whom an intervention reaches: a filter over the organisation, an order, and a size."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from simulation.declare import setting
from simulation.settings import Settings

Role = Literal["anyone", "staff", "team_lead", "middle_manager", "executive", "manager", "assistant", "broker"]
Rank = Literal["random", "number", "degree", "cross_silo_degree", "propensity", "contributions"]


class Target(Settings):
    """Select people by role, silo, country and function, then the first ones in an order.

    With neither ``count`` nor ``share`` everybody who fits is selected. ``manager`` means
    any level above staff. The order ``number`` takes people as the organisation numbers them,
    so that neighbours in the tree (or on a ring) come together. The orders ``propensity``
    (early movers) and ``contributions`` read the people's state in the week in which the
    intervention starts.
    """

    role: Role = setting("anyone", meaning="role that people must have")
    silos: tuple[str, ...] = setting((), meaning="silos to choose from; none means all")
    countries: tuple[str, ...] = setting((), meaning="countries to choose from; none means all")
    functions: tuple[str, ...] = setting((), meaning="functions to choose from; none means all")
    desk_only: bool = setting(False, meaning="only people with a desk")
    rank: Rank = setting("random", meaning="order in which people are chosen")
    count: int | None = setting(None, meaning="number of people", unit="people", low=1, high=2_000_000)
    share: float | None = setting(None, meaning="share of those who fit", unit="share", low=0, high=1)

    @model_validator(mode="after")
    def _one_size(self) -> Target:
        if self.count is not None and self.share is not None:
            raise ValueError("give count or share, not both")
        return self

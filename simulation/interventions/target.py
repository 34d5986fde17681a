"""Whom an intervention reaches: a filter over the organisation, an order, and a size."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import model_validator

from simulation.declare import setting
from simulation.settings import Settings

Role = Literal["anyone", "staff", "team_lead", "middle_manager", "executive", "manager", "assistant", "broker"]
Rank = Literal[
    "random", "number", "degree", "cross_silo_degree", "contributions", "replies", "reads", "registered", "propensity"
]
STATE_RANKS: Final = ("contributions", "replies", "reads", "registered", "propensity")
"""Orders that read people's state in the week in which the intervention starts."""
LATENT: Final = ("propensity",)
"""Orders by what nobody can observe in a company."""


class Target(Settings):
    """Select people by role, silo, country and function, then the first ones in an order.

    With neither ``count`` nor ``share`` everybody who fits is selected. ``manager`` means
    any level above staff. The order ``number`` takes people as the organisation numbers them,
    so that neighbours in the tree (or on a ring) come together. The orders in `STATE_RANKS` and the
    filters ``users_only`` and ``read_within`` read the people's state in the week in which the
    intervention starts. ``propensity`` is latent: no company can choose by it, so that a plan that
    does shows what perfect knowledge would bring.
    """

    role: Role = setting("anyone", meaning="role that people must have")
    silos: tuple[str, ...] = setting((), meaning="silos to choose from; none means all")
    countries: tuple[str, ...] = setting((), meaning="countries to choose from; none means all")
    functions: tuple[str, ...] = setting((), meaning="functions to choose from; none means all")
    desk_only: bool = setting(False, meaning="only people with a desk")
    users_only: bool = setting(False, meaning="only people who have an account when it starts")
    read_within: int | None = setting(
        None, meaning="only people who read within so many weeks before it starts", unit="weeks", low=1, high=1040
    )
    rank: Rank = setting("random", meaning="order in which people are chosen")
    count: int | None = setting(None, meaning="number of people", unit="people", per="company", low=1, high=2_000_000)
    share: float | None = setting(None, meaning="share of those who fit", unit="share", low=0, high=1)

    @model_validator(mode="after")
    def _one_size(self) -> Target:
        if self.count is not None and self.share is not None:
            raise ValueError("give count or share, not both")
        return self

    @property
    def reads_state(self) -> bool:
        """Whether whom it selects is known only in a run, in the week in which the intervention starts."""
        return self.rank in STATE_RANKS or self.users_only or self.read_within is not None

    @property
    def without_state(self) -> Target:
        """The same without the filters that read people's state."""
        return self.model_copy(update={"users_only": False, "read_within": None}) if self.reads_state else self

    @property
    def is_latent(self) -> bool:
        """Whether it chooses by what nobody can observe."""
        return self.rank in LATENT

    @property
    def is_sized(self) -> bool:
        """Whether it takes some of those who fit only, so that an order decides who."""
        return self.count is not None or (self.share is not None and self.share < 1)

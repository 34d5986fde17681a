"""What a study file says of the search for the best plan."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from simulation.declare import setting
from simulation.engines.limits import WHAT
from simulation.settings import Settings
from simulation.studies.best.search import SearchEffort

BUDGETS: Final = tuple(f"budget_{what}" for what in WHAT)
"""Budgets that can be given for a search, by their keys under ``economics``."""
FRESH: Final = 64
_EFFORT: Final = SearchEffort()
_MOST_HOURS: Final = 1e10


class BestSettings(Settings):
    """What is wanted, what may be spent, what is decided on, and how much is run."""

    goal: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None = setting(
        None, meaning="what is wanted, as in “30% monthly readers by December 2027”"
    )
    measure: str | None = setting(
        None, meaning="without a goal: measure of which the most is wanted at the end; monthly readers where left out"
    )
    budget_eur: float | None = setting(
        None, meaning="money that all interventions together may spend", unit="EUR", low=0, high=1e12
    )
    budget_hours: float | None = setting(
        None, meaning="hours that they may take together", unit="hours", low=0, high=_MOST_HOURS
    )
    budget_team_hours: float | None = setting(
        None, meaning="of these, hours of the team", unit="hours", low=0, high=_MOST_HOURS
    )
    budget_participant_hours: float | None = setting(
        None, meaning="of these, hours of participants", unit="hours", low=0, high=_MOST_HOURS
    )
    only: Annotated[tuple[str, ...], Field(max_length=100)] = setting(
        (), meaning="where nothing is varied: kinds of the menu to decide on; all of them where left out"
    )
    also: Annotated[tuple[str, ...], Field(max_length=10)] | None = setting(
        None, meaning="measures that plans are shown by, too; readers and contributions where left out"
    )
    runs: int = setting(_EFFORT.runs, meaning="runs of the search, at most", unit="runs", low=100, high=1_000_000)
    fresh: int = setting(FRESH, meaning="fresh runs of every plan that counts", unit="runs", low=8, high=10_000)
    scale: float | None = setting(
        None, meaning="share of the company's size at which plans are searched; 10,000 people at most where left out",
        low=0.001, high=1,
    )  # fmt: skip

    @property
    def budget(self) -> dict[str, float]:
        """What may be spent, by key under ``economics``."""
        return {name: amount for name in BUDGETS if (amount := getattr(self, name)) is not None}

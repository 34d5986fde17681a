"""Measures of communities: how many, how open, at which stage of life."""

from __future__ import annotations

from itertools import chain
from typing import Final

from simulation.measures.base import Direction, Measure, count, ratio, share
from simulation.model.record import STAGES

_RUNNING: Final = tuple(stage for stage in STAGES if stage not in ("latent", "dead"))


def _by_stage(stage: str) -> tuple[Measure, ...]:
    counter = f"stage_{stage}"
    better: Direction = "down" if stage == "decline" else "up" if stage == "maturity" else "none"
    return (
        count(f"communities_{stage}", f"Communities in {stage}", counter, "communities", better),
        share(f"{stage}_share_of_communities", f"In {stage}, of communities", (counter,), "communities", better),
    )


COMMUNITY: Final[tuple[Measure, ...]] = (
    count("communities", "Communities", "communities", "communities", "up", headline=True),
    count("communities_open", "Open communities", "communities_open", "communities", "up"),
    share(
        "open_share_of_communities", "Open, of communities", ("communities_open",), "communities", "up", headline=True
    ),
    count("communities_live", "Communities with a contribution", "live_communities", "communities", "up"),
    share(
        "live_share_of_communities", "With a contribution, of communities", ("live_communities",), "communities", "up"
    ),
    count("communities_founded", "Communities founded", "founded", "communities per week", "up"),
    *chain.from_iterable(_by_stage(stage) for stage in _RUNNING),
    count("communities_dead", "Communities given up", "stage_dead", "communities", "down"),
    Measure(
        "registered_per_community",
        "Registered people per community",
        "people per community",
        "none",
        "employees with an account",
        "communities that run",
        lambda r: ratio(r["registered"], r["communities"]),
    ),
)
"""Measures of communities, by their home silo."""

"""Measures of what interventions book beside their cost: talks, tiers of ambassadors, tasks, external reach."""

from __future__ import annotations

from typing import Final

from simulation.measures.base import Direction, Measure, Recorded, Values, cumulative, ratio
from simulation.model.record import BOOKED


def _booked(name: str, label: str, unit: str, direction: Direction = "none") -> Measure:
    return Measure(name, label, unit, direction, BOOKED[name], "", lambda r: r.book(name))


def _in_all(name: str, label: str, unit: str, direction: Direction = "none") -> Measure:
    return Measure(
        f"{name}_cumulative",
        f"{label} since the start",
        unit,
        direction,
        f"{BOOKED[name]}, since the start",
        "",
        lambda r: cumulative(r.book(name)),
    )


def _ambassadors(r: Recorded) -> Values:
    return r.book("ambassadors_interested") + r.book("ambassadors_active") + r.book("ambassadors_core")


def _tier(name: str) -> Measure:
    words = BOOKED[f"ambassadors_{name}"]
    return Measure(
        f"ambassadors_{name}_share_of_ambassadors",
        f"Ambassadors, {name}, of all tiers",
        "share",
        "none",
        words,
        "people in any tier of ambassador programmes",
        lambda r: ratio(r.book(f"ambassadors_{name}"), _ambassadors(r)),
    )


TIERS: Final = ("interested", "active", "core")

REACH: Final[tuple[Measure, ...]] = (
    _booked("talks", "Talks of persuasion", "talks per week"),
    _in_all("talks", "Talks of persuasion", "talks"),
    Measure(
        "talks_per_push_registration",
        "Talks per registration by push, since the start",
        "talks per registration",
        "down",
        "talks of persuasion since the start",
        "registrations through a campaign, a talk or by order since the start",
        lambda r: ratio(cumulative(r.book("talks")), cumulative(r["new_by_push"])),
        note="says what a convert takes only where talks are the only push",
    ),
    *(_booked(f"ambassadors_{tier}", f"Ambassadors, {tier}", "people", "up") for tier in TIERS),
    *(_tier(tier) for tier in TIERS),
    _booked("tasks_done", "Tasks done by ambassadors", "tasks per week", "up"),
    _booked("departments_supported", "Departments that ambassadors support", "departments", "up"),
    _in_all("support_requests", "Departments' requests for support", "requests", "up"),
    _in_all("support_newcomers", "Members won in supported departments", "people", "up"),
    _booked("external_posts", "External posts of ambassadors", "posts per week"),
    _booked("external_impressions", "External impressions", "impressions per week", "up"),
    _in_all("external_impressions", "External impressions", "impressions", "up"),
)
"""Measures of persuasion, ambassadors and external reach; all 0 without such interventions."""

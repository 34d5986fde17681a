"""What a run records: whole-number counters by week and silo, the same in both engines.

Sums of shares are kept in fixed point (1/65536), so that every order of adding gives the
same bits. Measures are computed from these counters, in one place (`simulation.measures`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FIXED_POINT: Final = 65536
LAPSE_WEEKS: Final = 12
"""Weeks without reading after which somebody has lapsed."""
SETTLED_WEEKS: Final = 26
"""Weeks with an account from which on it counts whether somebody stayed."""

TENURES: Final = (1, 2, 4, 8, 13, 26, 52, 104, 208)
"""Weeks since registering at which it is counted who still reads."""

COUNTERS: Final[dict[str, str]] = {
    # people at the end of the week, by their silo
    "people": "employees",
    "registered": "employees with an account",
    "new_registered": "registrations in the week",
    "new_by_self": "of these, spontaneous ones",
    "new_by_peers": "of these, through colleagues who had registered",
    "new_by_push": "of these, through a campaign or by order",
    "readers_7": "read in the week",
    "readers_28": "read within 4 weeks",
    "readers_365": "read within 52 weeks",
    "contributors_7": "contributed in the week",
    "contributors_28": "contributed within 4 weeks",
    "contributors_365": "contributed within 52 weeks",
    "visible": "visibly active to colleagues",
    "segment_low": "registered, read in 1-3 of the last 12 weeks",
    "segment_novice": "registered, read in 4-8 of the last 12 weeks",
    "segment_habitual": "registered, read in 9 or more of the last 12 weeks, no contribution within 4 weeks",
    "segment_power": "registered, read in 9 or more of the last 12 weeks and contributed within 4 weeks",
    "accounts": "employees with an account (of their own, or given to all who have access)",
    "quits": "accounts closed in the week by people who stay in the company",
    "hires": "people who left and were replaced in the week",
    "lapsed": "read for the last time exactly 12 weeks ago",
    "returned": "read after at least 11 weeks without, registered for longer than that",
    "settled": "registered for at least 26 weeks",
    "settled_readers": "registered for at least 26 weeks and read within 12 weeks",
    "month_few": "contributed once or twice within 4 weeks",
    "month_many": "contributed more than twice within 4 weeks",
    **{f"tenure_{k}": f"registered exactly {k} weeks ago" for k in TENURES},
    **{f"tenure_readers_{k}": "of these, read in the week" for k in TENURES},
    # sums over people, in 1/65536
    "belief_sum": "sum of beliefs",
    "anchor_sum": "sum of belief anchors",
    "norm_sum": "sum of perceived norms",
    "expressed_sum": "sum of expressed beliefs",
    "skill_sum": "sum of skills",
    "habit_sum": "sum of reading habits",
    # contributions of the week, by the author's silo
    "documents": "documents",
    "discussions": "discussions",
    "comments": "comments on documents, replies among them",
    "others": "other contributions, replies in discussions among them",
    "replied": "contributions of the week that were replied to",
    "replied_by_people": "of these, by a colleague and not by the management",
    "replied_cross_silo": "of these, first by a colleague in another silo",
    "replies": "replies by colleagues, each a contribution of hers",
    "founded": "communities founded in the week",
    # participation since the start, by the silo of the author
    "contributors_ever": "people who ever contributed (leavers included)",
    "contributions_ever": "contributions since the start",
    "top_1_contributions": "contributions of the most active 1% of contributors",
    "top_5_contributions": "contributions of the most active 5% of contributors",
    "top_10_contributions": "contributions of the most active 10% of contributors",
    "gini_area": "Gini coefficient of contributions among contributors, in 1/65536",
    # communities at the end of the week, by home silo
    "communities": "communities that run (opened and not given up)",
    "communities_open": "of these, open to everybody",
    "stage_inception": "communities in inception",
    "stage_establishment": "communities in establishment",
    "stage_maturity": "communities in maturity",
    "stage_decline": "communities in decline",
    "stage_dead": "communities given up after a long silence",
    "live_communities": "communities with a contribution in the week",
}
"""Name and meaning of each counter, in storage order; the last axis of `Trajectory.counts`."""

INDEX: Final[dict[str, int]] = {name: place for place, name in enumerate(COUNTERS)}
"""Place of each counter on the last axis."""

CONTENT_TYPES: Final = ("documents", "discussions", "comments", "others")
STAGES: Final = ("latent", "inception", "establishment", "maturity", "decline", "dead")
CAUSES: Final = ("none", "self", "peers", "push", "pilot", "gone")
"""Causes of a registration; "gone" is who closed an account for ever."""

ROLES: Final = ("staff", "team_lead", "middle_manager", "executive", "assistant")
"""Roles that are told apart in records: the levels, and assistants, who are left out of the staff."""
ROLE_COUNTERS: Final[dict[str, str]] = {
    name: COUNTERS[name]
    for name in ("people", "registered", "readers_7", "readers_28", "contributors_7", "contributors_28", "visible")
} | {name: COUNTERS[name] for name in ("belief_sum", "anchor_sum", "norm_sum", "skill_sum")}
"""Counters that are kept by role as well."""

BOOKED: Final[dict[str, str]] = {
    "hours": "person-hours that interventions took",
    "eur": "money that interventions took beside those hours, in euro",
    "talks": "talks of persuasion, face to face",
    "ambassadors_interested": "people in the outer tier of ambassador programmes",
    "ambassadors_active": "people in the active tier",
    "ambassadors_core": "people in the core tier",
    "tasks_done": "tasks that ambassadors did",
    "support_requests": "departments that asked an ambassador programme for support",
    "departments_supported": "departments that are supported by one",
    "support_newcomers": "people who joined one in a department that it supports",
    "external_posts": "posts of brand ambassadors outside the company",
    "external_impressions": "times that such posts were shown to somebody",
}
"""What interventions book week by week for the silos of the people they reach; no rule reads it."""
BOOKING: Final[dict[str, int]] = {name: place for place, name in enumerate(BOOKED)}
PARTICIPATION: Final[dict[str, tuple[str, str]]] = {
    "planned": ("people", "people whom the plan had in this week"),
    "reached": ("people", "people whom it reached in the week"),
    "took_part": ("people", "people who took part in the week: those whose hours it used"),
    "reached_first": ("people", "of those reached, people (by seat) for the first time"),
    "took_part_first": ("people", "of those who took part, people (by seat) for the first time"),
    "paid_before": ("people", "people whose hours it used in the week before"),
    "paid_before_with_account": ("people", "of these, people with an account at the start of this week"),
    "hours_reserved": ("hours", "hours that were reserved for the week"),
    "hours_used": ("hours", "hours that it used, as they are charged"),
    "eur_reserved": ("EUR", "money that was reserved for the week"),
    "eur_charged": ("EUR", "money that was charged"),
}
"""What is taken down of each intervention in each of its weeks: name -> (unit, meaning)."""
WEEKS_PER_YEAR: Final = 52
"""Replies between silos are summed over years of this length."""


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One replicate's result, as an engine leaves it.

    ``counts`` [weeks, silos + 1, counters] and ``booked`` [weeks, silos + 1, `BOOKED`]: the
    last silo row is the whole organisation; ``roles`` [weeks, `ROLES`, `ROLE_COUNTERS`];
    ``replies`` [years, silos of repliers, silos of authors]; ``people`` [n] and
    ``communities`` [C] are columns at the end of the run; ``events`` are registrations
    (week, person, cause) when asked for; ``parameters`` are the values that this replicate drew;
    ``survey`` are the columns of `simulation.survey.columns` where the scenario has a survey;
    ``participation`` says by week and intervention what `PARTICIPATION` names. ``weight`` is how many people of the
    company each simulated one stands for: counts here are those of the simulated.
    """

    replicate: int
    counts: NDArray[np.int64]
    booked: NDArray[np.float64]
    roles: NDArray[np.int64]
    replies: NDArray[np.int64]
    people: dict[str, NDArray[Any]]
    communities: dict[str, NDArray[Any]]
    parameters: dict[str, float]
    events: dict[str, NDArray[Any]] | None = None
    survey: dict[str, NDArray[Any]] | None = None
    participation: dict[str, NDArray[Any]] | None = None
    weight: float = 1.0

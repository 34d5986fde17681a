"""Measures of content: contributions by type, replies, and how unequally people contribute."""

from __future__ import annotations

from itertools import chain
from typing import Final

from simulation.measures.adoption import registered_ever
from simulation.measures.base import Measure, Recorded, Values, count, cumulative, ratio, recent, share
from simulation.model.record import CONTENT_TYPES

TOPS: Final = (1, 5, 10)
QUARTER: Final = 12
"""Weeks over which replies are looked at: single weeks of small companies say little."""


def _total(r: Recorded) -> Values:
    return r["documents"] + r["discussions"] + r["comments"] + r["others"]


def _posts(r: Recorded) -> Values:
    return _total(r) - r["replies"]


_POSTS = "contributions {} that are not replies themselves"


def _by_type(kind: str) -> tuple[Measure, ...]:
    """One content type: the week's number, and the sum since the start."""
    words = "comments on documents" if kind == "comments" else "other contributions" if kind == "others" else kind
    label = words.capitalize()
    return (
        count(f"contributions_{kind}", label, kind, "items per week", "up"),
        Measure(
            f"contributions_{kind}_cumulative",
            f"{label} since the start",
            "items",
            "up",
            f"{words} since the start of the run",
            "",
            lambda r: cumulative(r[kind]),
            headline=True,
        ),
    )


REPORTED_PERCENT = 5
"""The share of contributors whose part sources report."""


def _top(percent: int) -> Measure:
    return Measure(
        f"top_{percent}_share_of_contributions",
        f"Share of contributions by the top {percent}%",
        "share",
        "down",
        f"contributions since the start of the most active {percent}% of contributors",
        "contributions since the start",
        lambda r: ratio(r[f"top_{percent}_contributions"], r["contributions_ever"]),
        headline=percent == REPORTED_PERCENT,
        note="contributors are all who ever contributed",
    )


CONTENT: Final[tuple[Measure, ...]] = (
    *chain.from_iterable(_by_type(kind) for kind in CONTENT_TYPES),
    Measure(
        "contributions_total",
        "Contributions",
        "items per week",
        "up",
        "documents, discussions, comments on documents and other contributions of the week",
        "",
        _total,
    ),
    Measure(
        "contributions_total_cumulative",
        "Contributions since the start",
        "items",
        "up",
        "contributions of all types since the start of the run",
        "",
        lambda r: cumulative(_total(r)),
        headline=True,
    ),
    Measure(
        "contributions_per_registered",
        "Contributions per registered person",
        "items per person and week",
        "up",
        "contributions of the week",
        "employees with an account",
        lambda r: ratio(_total(r), r["registered"]),
    ),
    Measure(
        "reply_share_of_contributions",
        "Contributions replied to",
        "share",
        "up",
        "contributions of the week that were replied to",
        _POSTS.format("of the week"),
        lambda r: ratio(r["replied"], _posts(r)),
    ),
    count("replies", "Replies by colleagues", "replies", "items per week", "up"),
    Measure(
        "replies_per_post_12_weeks",
        "Replies per post, in 12 weeks",
        "items per item",
        "up",
        "replies by colleagues in the last 12 weeks",
        _POSTS.format("of the last 12 weeks"),
        lambda r: ratio(recent(r["replies"], QUARTER), recent(_posts(r), QUARTER)),
    ),
    Measure(
        "reply_share_of_contributions_12_weeks",
        "Contributions replied to, in 12 weeks",
        "share",
        "up",
        "contributions of the last 12 weeks that were replied to in their week",
        _POSTS.format("of the last 12 weeks"),
        lambda r: ratio(recent(r["replied"], QUARTER), recent(_posts(r), QUARTER)),
        headline=True,
    ),
    share("cross_silo_share_of_replied", "Replies from another silo", ("replied_cross_silo",), "replied", "up"),
    Measure(
        "cross_silo_share_of_replied_12_weeks",
        "Replies from another silo, in 12 weeks",
        "share",
        "up",
        "contributions of the last 12 weeks whose first reply came from a colleague in another silo",
        "contributions of the last 12 weeks that were replied to",
        lambda r: ratio(recent(r["replied_cross_silo"], QUARTER), recent(r["replied"], QUARTER)),
        headline=True,
    ),
    Measure(
        "ei_index_of_replies_12_weeks",
        "E-I index of replies, in 12 weeks",
        "index (-1 to 1)",
        "up",
        "contributions of the last 12 weeks whose first reply came from a colleague in another silo, minus those where "
        "she was in the same silo",
        "contributions of the last 12 weeks that a colleague replied to",
        lambda r: ratio(
            recent(2 * r["replied_cross_silo"] - r["replied_by_people"], QUARTER),
            recent(r["replied_by_people"], QUARTER),
        ),
        headline=True,
        note="-1: only within silos, 1: only between them; replies come in the week itself or not at all, so there "
        "is no measure of their delay",
    ),
    count("contributors_ever", "Ever contributed", "contributors_ever", "people", "up"),
    Measure(
        "contributors_ever_share_of_registered",
        "Ever contributed, of those who ever registered",
        "share",
        "up",
        "people who ever contributed (leavers included)",
        "accounts that were ever made, those of pilots before the start and of people who have left included",
        lambda r: ratio(r["contributors_ever"], registered_ever(r)),
    ),
    count("contributions_ever", "Contributions by people since the start", "contributions_ever", "items", "up"),
    *(_top(percent) for percent in TOPS),
    Measure(
        "gini_of_contributors",
        "Inequality among contributors (Gini)",
        "1",
        "down",
        "Gini coefficient of contributions since the start, among all who ever contributed",
        "",
        lambda r: ratio(r.as_kept("gini_area") * r["contributors_ever"], r["contributors_ever"]),
        headline=True,
        note="not defined before the first contribution",
    ),
)
"""Measures of contributions, replies and participation inequality."""

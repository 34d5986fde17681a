"""Measures of activity: readers and contributors over windows, and segments of use.

What "active" means is seldom said where a figure is quoted. `ACTIVE_DEFINITIONS` lists the
measures that can stand for it: each is one observation model of "x% of the registered are
active".
"""

from __future__ import annotations

from itertools import chain
from typing import Final

from simulation.measures.base import Measure, Recorded, Values, count, cumulative, ratio, recent, share
from simulation.model.record import LAPSE_WEEKS, TENURES

WINDOWS: Final = {7: "in the week", 28: "within 4 weeks", 365: "within 52 weeks"}
SEGMENTS: Final = ("low", "novice", "habitual", "power")


ACTIVE_DAYS = 28
"""Who read within this window is what "active" means where nothing else is said."""


def _window(days: int, words: str) -> tuple[Measure, ...]:
    """Readers and contributors over one window: number, share of registered, share of people."""
    made: list[Measure] = []
    for who, label in (("readers", "Read"), ("contributors", "Contributed")):
        counter = f"{who}_{days}"
        headline = days == ACTIVE_DAYS
        made += (
            count(counter, f"{label} {words}", counter, "people", "up", headline=headline),
            share(
                f"{counter}_share_of_registered",
                f"{label} {words}, of the registered",
                (counter,),
                "registered",
                "up",
                headline=headline,
            ),
            share(f"{counter}_share_of_people", f"{label} {words}, of all people", (counter,), "people", "up"),
        )
    return tuple(made)


def _silent(r: Recorded) -> Values:
    users = r["segment_low"] + r["segment_novice"] + r["segment_habitual"] + r["segment_power"]
    return r["registered"] - users


def _tenure(weeks: int) -> Measure:
    """Whether people still come some weeks after their first visit: all who have been there for so long so far."""
    after = f"{weeks} week{'s' if weeks > 1 else ''} after the first visit"
    return Measure(
        f"read_share_of_accounts_after_{weeks}_weeks",
        f"Read {after}",
        "share",
        "up",
        f"people who read in the week exactly {after}, all such weeks since the start of the run",
        f"people who had an account {after}",
        lambda r: ratio(cumulative(r[f"tenure_readers_{weeks}"]), cumulative(r[f"tenure_{weeks}"])),
        note="a point of the tenure curve",
    )


_SILENT = "employees with an account who read in none of the last 12 weeks"

ACTIVITY: Final[tuple[Measure, ...]] = (
    *chain.from_iterable(_window(days, words) for days, words in WINDOWS.items()),
    count("visible", "Visibly active", "visible", "people", "up"),
    share("visible_share_of_registered", "Visibly active, of the registered", ("visible",), "registered", "up"),
    share(
        "habitual_share_of_registered",
        "Read in 9 of 12 weeks, of the registered",
        ("segment_habitual", "segment_power"),
        "registered",
        "up",
    ),
    Measure("segment_non", "Non-users with an account", "people", "down", _SILENT, "", _silent),
    Measure(
        "segment_non_share_of_registered",
        "Non-users, of the registered",
        "share",
        "down",
        _SILENT,
        "employees with an account",
        lambda r: ratio(_silent(r), r["registered"]),
    ),
    *(count(f"segment_{s}", f"{s.capitalize()} users", f"segment_{s}", "people") for s in SEGMENTS),
    *(
        share(
            f"segment_{s}_share_of_registered",
            f"{s.capitalize()} users, of the registered",
            (f"segment_{s}",),
            "registered",
        )
        for s in SEGMENTS
    ),
    Measure(
        "month_silent_share_of_registered",
        "Silent in 4 weeks, of the registered",
        "share",
        "down",
        "employees with an account who contributed nothing within the last 4 weeks",
        "employees with an account",
        lambda r: ratio(r["registered"] - r["month_few"] - r["month_many"], r["registered"]),
    ),
    share(
        "month_few_share_of_registered",
        "One or two contributions in 4 weeks, of the registered",
        ("month_few",),
        "registered",
    ),
    share(
        "month_many_share_of_registered",
        "More than two contributions in 4 weeks, of the registered",
        ("month_many",),
        "registered",
        "up",
    ),
    *map(_tenure, TENURES),
    count("lapsed", "Stopped reading", "lapsed", "people per week", "down"),
    count("returned", "Came back", "returned", "people per week", "up"),
    Measure(
        "lapsed_12_weeks_share_of_registered",
        "Stopped reading in 12 weeks, of the registered",
        "share",
        "down",
        "people who in one of the last 12 weeks had read for the last time exactly 12 weeks before",
        "employees with an account",
        lambda r: ratio(recent(r["lapsed"], LAPSE_WEEKS), r["registered"]),
        note="relapse; who comes back later counts as returned",
    ),
    share(
        "retained_share_of_settled",
        "Retention: still reading after half a year",
        ("settled_readers",),
        "settled",
        "up",
        headline=True,
    ),
)
"""Measures of use by those who are registered."""

ACTIVE_DEFINITIONS: Final = (
    "readers_7_share_of_registered",
    "readers_28_share_of_registered",
    "readers_365_share_of_registered",
    "contributors_7_share_of_registered",
    "contributors_28_share_of_registered",
    "contributors_365_share_of_registered",
    "visible_share_of_registered",
    "habitual_share_of_registered",
    "contributors_ever_share_of_registered",
)
"""Measures that can stand for "active, of the registered" where a source does not define the word."""

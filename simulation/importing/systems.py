"""Exports that are known by their headers, and what their columns are to Wandel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["people", "ties", "group_ties", "series", "accounts", "groups", "survey"]


@dataclass(frozen=True, slots=True)
class System:
    """An export: headers that it is known by (as `vocabulary.bare` has them), its kind, and the headers of its roles.

    ``about`` says what a reader of the draft must know of its definitions.
    """

    name: str
    known_by: frozenset[str]
    kind: Kind
    roles: dict[str, tuple[str, ...]]
    about: str = ""


def _known(*headers: str) -> frozenset[str]:
    return frozenset(headers)


SYSTEMS: Final = (
    System(
        "Slack analytics",
        _known("date", "weeklyactivemembers"),
        "series",
        {
            "date": ("date",),
            "registered": ("totalmembership", "totalenabledmembership", "enabledfullmembers", "fullmembers"),
            "readers_7": ("weeklyactivemembers",),
            "contributors_7": ("weeklymemberspostingmessages",),
        },
        "membership counts people who were invited; weekly active members count eight days, weekly posters seven",
    ),
    System(
        "Slack warehouse",
        _known("ds", "readerscount7d", "writerscount7d"),
        "series",
        {
            "date": ("ds",),
            "registered": ("claimedfullmemberscount", "fullmemberscount"),
            "readers_7": ("readerscount7d",),
            "contributors_7": ("writerscount7d",),
        },
        "claimed accounts are those of people who have logged in",
    ),
    System(
        "Microsoft 365 Yammer groups by day",
        _known("total", "active", "reportdate", "reportperiod"),
        "series",
        {"date": ("reportdate",), "communities": ("total",), "communities_live": ("active",)},
        "a group is active in which something happened in the period of the report",
    ),
    System(
        "Microsoft 365 Yammer users",
        _known("userprincipalname", "postedcount", "readcount"),
        "accounts",
        {"date": ("reportdate", "reportrefreshdate"), "person": ("userprincipalname",), "readers": ("readcount",),
         "contributors": ("postedcount",)},
        "where the tenant conceals names, principal names are codes and no unit can be found",
    ),
    System(
        "Microsoft 365 Teams users",
        _known("userprincipalname", "teamchatmessagecount", "reportperiod"),
        "accounts",
        {"date": ("reportrefreshdate",), "person": ("userprincipalname",), "contributors": ("teamchatmessagecount",)},
        "who wrote in a channel; reading is not counted",
    ),
    System(
        "Microsoft 365 active users",
        _known("userprincipalname", "yammerlastactivitydate"),
        "accounts",
        {"date": ("reportrefreshdate",), "person": ("userprincipalname",), "readers": ("yammerlastactivitydate",)},
        "who did anything in Yammer within 28 days before the report; take another column for another product",
    ),
    System(
        "Atlassian users",
        _known("userid", "userstatus", "addedtoorg"),
        "accounts",
        {"person": ("email",), "readers": ("lastseeninconfluence*",)},
        "who was seen within 28 days before the export; the day of the export stands nowhere in it",
    ),
    System(
        "Yammer export of users",
        _known("joinedat", "email", "id"),
        "accounts",
        {"registered": ("joinedat",), "left": ("deletedat",), "unit": ("department",)},
        "joined_at is the day of the first log-in: the curve of registrations, by department in one file",
    ),
    System(
        "Microsoft 365 Yammer groups",
        _known("groupdisplayname", "membercount"),
        "groups",
        {"people": ("membercount",), "contributions": ("postedcount",), "open": ("grouptype",)},
    ),
    System(
        "Viva Insights person to person",
        _known("primarycollaboratorpersonid", "secondarycollaboratorpersonid"),
        "ties",
        {"from": ("primarycollaboratorpersonid",), "to": ("secondarycollaboratorpersonid",),
         "weight": ("strongtiescore", "diversetiescore"), "period": ("metricdate",)},
        "the strongest ties only: others are generated",
    ),
    System(
        "Viva Insights group to group",
        _known("primarycollaboratororganization", "secondarycollaboratororganization"),
        "group_ties",
        {"from": ("primarycollaboratororganization",), "to": ("secondarycollaboratororganization",),
         "weight": ("groupcollaborationtimeinvested", "groupemailsentcount"), "period": ("metricdate",)},
        "how much of the work together goes across units: it sets the silo barrier and makes no people",
    ),
    System("Qualtrics", _known("responseid", "recordeddate", "finished"), "survey", {"finished": ("finished",)}),
    System("Qualtrics, old format", _known("v1", "v2", "v10"), "survey", {"finished": ("v10",)}),
)  # fmt: skip

DAILY: Final = (_known("liked", "posted", "read", "reportdate"), _known("office365", "yammer", "reportdate"),
                _known("teamchatmessages", "privatechatmessages", "reportdate"))  # fmt: skip
"""Microsoft 365 reports by day, of messages or of people: neither is a count of people over 7 or 28 days."""


def system_of(headers: frozenset[str]) -> System | None:
    """Return the system whose headers these are; None where they are no known export's."""
    fitting = [system for system in SYSTEMS if system.known_by <= headers]
    return max(fitting, key=lambda system: len(system.known_by), default=None)

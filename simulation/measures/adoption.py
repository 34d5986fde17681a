"""Measures of adoption: who has an account, how they came to it, and turnover."""

from __future__ import annotations

from typing import Final

from simulation.measures.base import Measure, Recorded, Values, count, cumulative, share


def _new_by_pilot(r: Recorded) -> Values:
    return r["new_registered"] - r["new_by_self"] - r["new_by_peers"] - r["new_by_push"]


def registered_ever(r: Recorded) -> Values:
    """Accounts made so far: new ones, and those of the first week that were not made in it (pilots before the start).

    A pilot who left the company before the end of the first week is not known any longer.
    """
    before = r["registered"][:1] + r["quits"][:1] - r["new_registered"][:1]
    return before + cumulative(r["new_registered"])


ADOPTION: Final[tuple[Measure, ...]] = (
    count("people", "People", "people", "people"),
    count("registered", "Registered", "registered", "people", "up", headline=True),
    share("registered_share_of_people", "Registered, of all people", ("registered",), "people", "up", headline=True),
    count("accounts", "Accounts", "accounts", "people", "up"),
    share("registered_share_of_accounts", "Came at least once, of the accounts", ("registered",), "accounts", "up"),
    count("new_registered", "New registrations", "new_registered", "people per week", "up"),
    count("new_by_self", "Registered by themselves", "new_by_self", "people per week"),
    count("new_by_peers", "Registered through colleagues", "new_by_peers", "people per week"),
    count("new_by_push", "Registered by campaign or order", "new_by_push", "people per week"),
    Measure(
        "new_by_pilot",
        "Registered with a pilot",
        "people per week",
        "none",
        "registrations in the week that were neither spontaneous nor through colleagues, campaign or order "
        "(pilot communities, onboarding)",
        "",
        _new_by_pilot,
    ),
    Measure(
        "registered_ever",
        "Accounts ever made",
        "people",
        "up",
        "accounts that were ever made, those of pilots before the start and of people who have left included",
        "",
        registered_ever,
        note="an observed count of accounts may be this one, if accounts of leavers are kept",
    ),
    count("quits", "Accounts closed", "quits", "people per week", "down"),
    count("hires", "Leavers replaced", "hires", "people per week", "down"),
    Measure(
        "hires_cumulative",
        "Leavers replaced since the start",
        "people",
        "down",
        "people who left and were replaced since the start",
        "",
        lambda r: cumulative(r["hires"]),
    ),
)
"""Measures of registration and turnover."""

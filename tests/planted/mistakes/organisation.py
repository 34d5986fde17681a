"""Mistakes in the organisation, its network and its communities."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "wrong sign of E-I",
        "The E-I index of the network is that of the silos turned round.",
        "simulation/organisation/measures.py",
        "_ratio(between - within, between + within)",
        "_ratio(within - between, between + within)",
    ),
    Mistake(
        "ties counted twice",
        "Ties within a silo are counted from both ends.",
        "simulation/organisation/measures.py",
        "organisation.silo[network.indices])) // 2",
        "organisation.silo[network.indices]))",
    ),
    Mistake(
        "closed for open",
        "As many communities are closed as should be open.",
        "simulation/organisation/communities.py",
        "< round(settings.open_share * count)",
        ">= round(settings.open_share * count)",
    ),
    Mistake(
        "outsiders at home",
        "Members from the own silo are the outsiders.",
        "simulation/organisation/communities.py",
        "(offer.home_silo[community] != silo[person])",
        "(offer.home_silo[community] == silo[person])",
    ),
    Mistake(
        "barrier turned round",
        "A strong barrier sends ties to other silos.",
        "simulation/organisation/layers.py",
        "round(beyond * settings.silo_barrier)",
        "round(beyond * (1 - settings.silo_barrier))",
    ),
)

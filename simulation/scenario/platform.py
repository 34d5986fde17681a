"""The platform of a scenario: its communities, what it starts with, what it replaces, who tried it first."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from simulation.declare import setting
from simulation.interventions.target import Target
from simulation.organisation.settings import CommunitySettings
from simulation.settings import Settings

Label = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class LegacyIsland(Settings):
    """An older platform (an island) that holds a part of its users' attention.

    It goes on for ever unless an intervention of the kind ``legacy_retirement`` retires it.
    """

    name: Label = setting(meaning="name shown in results")
    users_share: float = setting(meaning="share of employees who use it", unit="share", low=0, high=1)
    attention: float = setting(
        0.5, meaning="share of its users' attention that it holds until it is retired", unit="share", low=0, high=1
    )


class Pilot(Settings):
    """A group that tried the platform before the launch and starts registered, trained and with content."""

    name: Label = setting(meaning="name shown in results")
    target: Target = setting(Target(), meaning="whom it comprises")
    registered_share: float = setting(
        1, meaning="share of its people who start registered", unit="share", low=0, high=1
    )
    skill: float = setting(0.2, meaning="skill that its people gained by training", unit="share", low=0, high=1)
    content: float = setting(
        20, meaning="items that its community starts with", unit="items", per="one", low=0, high=1e6, source="KT13"
    )


class PlatformSettings(Settings):
    """What the platform is at the start of the run, and what surrounds it."""

    communities: CommunitySettings = setting(CommunitySettings(), meaning="communities that could exist")
    started_share: float = setting(
        0.15, meaning="share of the communities that run at the launch already", unit="share", low=0, high=1
    )
    started_content: float = setting(
        10, meaning="official items in each community that runs at the launch", unit="items", per="one", low=0, high=1e6
    )
    official_content: float = setting(
        2, meaning="official items that everybody with access sees", unit="items", per="one", low=0, high=1e6
    )
    launch_half_life: float = setting(
        4, meaning="half-life of the announcement of a launch, at home and in each further country", unit="weeks",
        low=0.25, high=520,
    )  # fmt: skip
    launch_countries: Annotated[tuple[str, ...], Field(max_length=200)] = setting(
        (), meaning="countries with access from the launch on; all where left out (see country_roll_out)"
    )
    legacy: Annotated[tuple[LegacyIsland, ...], Field(max_length=20)] = setting(
        (), meaning="older platforms that split attention"
    )
    pilots: Annotated[tuple[Pilot, ...], Field(max_length=100)] = setting(
        (), meaning="groups that tried the platform first"
    )

"""The platform's own effects: official content, legacy islands that hold attention, countries still without access."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.model.effects import Addition
from simulation.model.launch import LAUNCH_WEEKS, launch_level

if TYPE_CHECKING:
    from simulation.model.effects import EffectBuilder
    from simulation.world import World


class Platform:
    """What holds from the first week to the last, until interventions change it."""

    def __init__(self, world: World) -> None:
        """Choose the users of every island and who has no access at the launch."""
        self._settings = world.scenario.platform
        self._islands = [(island.attention, world.island_users(island.name)) for island in self._settings.legacy]
        launched, organisation = self._settings.launch_countries, world.organisation
        outside = [k for k, name in enumerate(organisation.country_names) if launched and name not in launched]
        self._barred = np.flatnonzero(np.isin(organisation.country, outside))

    def apply(self, effects: EffectBuilder) -> None:
        """Add what the platform does in all weeks."""
        effects.add("official_content", 0, self._settings.official_content)
        for attention, users in self._islands:
            effects.add("distraction", users, attention)
        if self._barred.size:
            effects.add("barred", self._barred, 1.0)

    def launches(self) -> list[list[Addition]]:
        """Return what the home launch adds in each of its first weeks."""
        half_life = self._settings.launch_half_life
        return [[Addition("launch", slice(None), launch_level(week, half_life))] for week in range(LAUNCH_WEEKS)]

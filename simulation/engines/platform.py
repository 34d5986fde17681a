"""The platform's own effects: official content, and legacy islands until and after they retire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.interventions.select import chance_order

if TYPE_CHECKING:
    from simulation.model.effects import EffectBuilder
    from simulation.world import World


class Platform:
    """Legacy islands hold a part of their users' attention; retired, their archive becomes official content."""

    def __init__(self, world: World) -> None:
        """Choose the users of every island."""
        scenario = world.scenario
        self._settings = scenario.platform
        self._islands = [
            (
                island,
                _users(island.name, island.users_share, world.organisation.n_people),
                scenario.week_of(island.retired) if island.retired is not None else None,
            )
            for island in scenario.platform.legacy
        ]

    def next_change(self, week: int) -> int | None:
        """Return the next week after ``week`` in which an island retires."""
        later = [retired for _, _, retired in self._islands if retired is not None and retired > week]
        return min(later, default=None)

    def apply(self, week: int, effects: EffectBuilder) -> None:
        """Add the platform's effects of a week."""
        effects.add("official_content", 0, self._settings.official_content)
        for island, users, retired in self._islands:
            if retired is None or week < retired:
                effects.add("attention", users, 1.0 - island.attention)
                continue
            effects.add("official_content", 0, island.archive)
            if week == retired and island.irritation > 0:
                effects.add("motivation", users, -island.irritation)


def _users(name: str, share: float, n: int) -> NDArray[np.int64]:
    everybody = np.arange(n, dtype=np.int64)
    return np.sort(chance_order(f"island {name}", everybody)[: int(np.floor(share * n + 0.5))])

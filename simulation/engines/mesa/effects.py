"""A week's effects as agents look them up: one number for each person, community or layer."""

from __future__ import annotations

from typing import Any

from simulation.model.effects import CHANNELS, COMMUNITY_CHANNELS, PERSON_CHANNELS, Effects


class WeekEffects:
    """Effects by channel name (`simulation.model.effects.CHANNELS`), neutral where nothing acts.

    ``touched`` names the channels of people on which something acts at all.
    """

    def __init__(self, effects: Effects, n_people: int) -> None:
        """Take the arrays apart."""
        rows = dict(zip(PERSON_CHANNELS, effects.row.tolist(), strict=True))
        self.touched = frozenset(name for name, row in rows.items() if row >= 0)
        channels: dict[str, list[float] | float] = {
            name: effects.person[row].tolist() if row >= 0 else [CHANNELS[name].neutral] * n_people
            for name, row in rows.items()
        }
        channels |= dict(zip(COMMUNITY_CHANNELS, effects.community.tolist(), strict=True))
        vars(self).update(channels, official_content=float(effects.official))

    def __getattr__(self, name: str) -> Any:
        """Refuse what is no channel."""
        raise AttributeError(f"no channel {name!r}; channels are {', '.join(CHANNELS)}")

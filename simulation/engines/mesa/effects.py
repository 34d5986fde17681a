"""A week's effects as agents look them up: one number for each person, community or layer."""

from __future__ import annotations

from typing import Any

from simulation.model.effects import CHANNELS, EffectArrays


class WeekEffects:
    """Effects by channel name (`simulation.model.effects.CHANNELS`), neutral where nothing acts.

    ``touched`` names the channels on which something acts at all.
    """

    def __init__(self, effects: EffectArrays, n_people: int, n_communities: int) -> None:
        """Take the arrays apart."""
        sizes = {"person": n_people, "community": n_communities}
        self.touched = frozenset(name for name in CHANNELS if getattr(effects, name).size)
        self._channels: dict[str, list[float]] = {
            name: getattr(effects, name).tolist() if name in self.touched else [channel.neutral] * sizes[channel.scope]
            for name, channel in CHANNELS.items()
        }
        vars(self).update(self._channels)

    def __getattr__(self, name: str) -> Any:
        """Refuse what is no channel."""
        raise AttributeError(f"no channel {name!r}; channels are {', '.join(CHANNELS)}")

"""Between agents and arrays: the state of all people or communities, and a week's effects on each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_type_hints

import numpy as np

from simulation.engines.mesa.community import CommunityAgent
from simulation.engines.mesa.person import Person
from simulation.model.effects import CHANNELS, COMMUNITY_CHANNELS, PERSON_CHANNELS, Effects
from simulation.model.state import Groups, People, array_type

_TYPES: dict[type, dict[str, Any]] = {
    kind: {name: array_type(hint) for name, hint in get_type_hints(kind).items()} for kind in (People, Groups)
}


def set_states(agents: Sequence[Person] | Sequence[CommunityAgent], state: People | Groups) -> None:
    """Give every agent its values of the state's arrays."""
    for name, array in state._asdict().items():
        for agent, value in zip(agents, array.tolist(), strict=True):
            setattr(agent, name, value)


def people_of(people: Sequence[Person]) -> People:
    """Return the state of all people as arrays."""
    return People(*_columns(people, People))


def groups_of(communities: Sequence[CommunityAgent]) -> Groups:
    """Return the state of all communities as arrays."""
    columns = _columns(communities, Groups)
    content = columns[Groups._fields.index("content")]
    columns[Groups._fields.index("content")] = content.reshape(len(communities), 4)
    return Groups(*columns)


def _columns(agents: Sequence[Any], kind: type) -> list[Any]:
    return [np.array([getattr(agent, name) for agent in agents], to) for name, to in _TYPES[kind].items()]


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

"""Players of a split: each intervention one, or several together as a group."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.results.errors import InputError
from simulation.words.nearest import quoted, unknown

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Player:
    """One player: its name, and the names of its interventions."""

    name: str
    interventions: tuple[str, ...]


def players_of(scenario: Scenario, groups: Sequence[str] = ()) -> list[Player]:
    """Return the players in the order of the scenario; a group stands where its first intervention does.

    ``groups`` are texts ``NAME=a,"b, with a comma",c``; what is in no group plays alone.

    Raises:
        InputError: there is no intervention, or a group is not well-formed.
    """
    names = [each.name for each in scenario.interventions]
    if not names:
        raise InputError(f"{scenario.name} has no interventions to split an effect over")
    chosen: dict[str, Player] = {}
    for text in groups:
        group = _group(text, names)
        for name in group.interventions:
            if name in chosen:
                raise InputError(f"--group {group.name}: {quoted(name)} is in group {quoted(chosen[name].name)} too")
        chosen |= dict.fromkeys(group.interventions, group)
    players = list(dict.fromkeys(chosen.get(name, Player(name, (name,))) for name in names))
    for i, player in enumerate(players):
        if player.name in [other.name for other in players[:i]]:
            raise InputError(f"--group: two players would be called {quoted(player.name)}; give each a name of its own")
    return players


def _group(text: str, names: Sequence[str]) -> Player:
    name, equals, members = text.partition("=")
    row = next(csv.reader([members], skipinitialspace=True), [])
    name, listed = name.strip(), [each.strip() for each in row if each.strip()]
    if not equals or not name or not listed:
        rule = "a name with a comma stands in double quotes"
        raise InputError(f"--group must be NAME=intervention,intervention ({rule}), not {quoted(text)}")
    for member in listed:
        if member not in names:
            raise InputError(f"--group {name}: {unknown('intervention', member, names)}")
    if len(set(listed)) < len(listed):
        raise InputError(f"--group {name}: names an intervention twice")
    return Player(name, tuple(listed))

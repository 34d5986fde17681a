"""What a study that asks for the best plan decides on: what it varies, or else the menu."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from simulation.studies.best.levers import Lever, Levers
from simulation.studies.best.menu import menu
from simulation.studies.design.changing import intervention_of, is_presence
from simulation.studies.design.varied import SCENARIO, Finding, declared_number

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.design.space import Space


def decided(scenario: Scenario, space: Space, only: Sequence[str]) -> tuple[Scenario, Levers]:
    """Return the scenario with everything that can be decided, and the levers that decide.

    Raises:
        InputError: a kind is not on the menu.
    """
    if not space.dimensions:
        return menu(scenario, only)
    there = {intervention_of(each.key) for each in space.dimensions if is_presence(each.key)}
    return scenario, Levers(
        tuple(
            Lever(
                each.key,
                each.levels,
                name if (name := intervention_of(each.key) or "") in there else "",
                is_presence=is_presence(each.key),
            )
            for each in space.dimensions
        )
    )


def undecidable(space: Space) -> Iterator[Finding]:
    """Find what is varied that no plan can decide, or of which it is not said among which values."""
    for each in space.dimensions:
        if each.key == SCENARIO:
            continue
        if declared_number(each.key, space.scenarios) is not None or intervention_of(each.key) is None:
            yield ("vary", each.key), "is no decision: a plan chooses interventions (presence) and their settings"
        elif each.way != "levels":
            yield ("vary", each.key), "needs levels, from the least to the most: a search chooses among a few values"

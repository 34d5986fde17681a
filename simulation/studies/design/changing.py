"""A scenario with the changes of a point: numbers that replicates would draw, settings, interventions left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from simulation.interventions.behaviour import beliefs
from simulation.scenario.keys import in_quotes, split_key
from simulation.scenario.overriding import with_changes

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

Value = float | int | bool | str
Changes = tuple[tuple[str, Value], ...]
"""What a point changes, by key, in rising order of the keys.

A key is a number that replicates draw (``imitation_rate``, ``kick_off.persuasion``), an intervention
(``interventions.kick-off``: whether it takes place), or any other key of the scenario, as `--set` takes it.
"""
SECTION: Final = "interventions"
_PRESENCE = 2
"""Steps of a key that names an intervention."""


def sorted_changes(values: Mapping[str, Value]) -> Changes:
    """Return changes in their one order."""
    return tuple(sorted(values.items()))


def presence_key(name: str) -> str:
    """Return the key that says whether an intervention takes place."""
    return f"{SECTION}.{in_quotes(name)}"


def intervention_of(key: str) -> str | None:
    """Return the name of the intervention that a key is about; None for other keys."""
    steps = split_key(key)[0]
    return str(steps[1]) if len(steps) >= _PRESENCE and steps[0] == SECTION and isinstance(steps[1], str) else None


def is_presence(key: str) -> bool:
    """Whether a key says if an intervention takes place at all."""
    return intervention_of(key) is not None and len(split_key(key)[0]) == _PRESENCE


def parted(drawn: Collection[str], changes: Iterable[tuple[str, Value]]) -> tuple[dict[str, float], Changes]:
    """Return the changes of numbers that replicates draw (their names are ``drawn``), and all others."""
    numbers: dict[str, float] = {}
    others: list[tuple[str, Value]] = []
    for key, value in changes:
        if key in drawn:
            numbers[key] = float(value)
        else:
            others.append((key, value))
    return numbers, tuple(others)


def effective(scenario: Scenario, values: Mapping[str, Value]) -> Changes:
    """Return the changes that count: without what is said of interventions that are absent, or not in the scenario.

    So that two points which differ only in the strength of something that does not happen are one run.
    """
    absent = {intervention_of(key) for key, value in values.items() if is_presence(key) and value is False}
    there = [plan for plan in scenario.interventions if plan.name not in absent]
    names = {plan.name for plan in there}
    moot = beliefs(scenario.interventions).keys() - beliefs(there).keys() if absent else set()
    kept = {}
    for key, value in values.items():
        name = intervention_of(key)
        if is_presence(key):
            counts = value is False and any(plan.name == name for plan in scenario.interventions)
        else:
            counts = name in names if name is not None else own_name(key, names) is not None or key not in moot
        if counts:
            kept[key] = value
    return sorted_changes(kept)


def own_name(key: str, names: Collection[str]) -> str | None:
    """Return the one of some interventions whose own belief a drawn number is: ``kick_off.persuasion (kick-off)``."""
    name = key.partition(" (")[2].removesuffix(")")
    return name if name in names else None


def drawn_numbers(scenario: Scenario, numbers: Mapping[str, float]) -> dict[str, float]:
    """Return numbers under the names that a scenario draws them by: an own belief is the kind's where it is alone."""
    declared = scenario.declared()
    return {key if key in declared else key.partition(" (")[0]: value for key, value in numbers.items()}


def changed(scenario: Scenario, changes: Changes) -> Scenario:
    """Return a scenario with other settings, and without the interventions that do not take place.

    Raises:
        ScenarioError: a key does not exist, or a value is not possible there; every problem is named.
    """
    absent = {intervention_of(key) for key, _ in changes if is_presence(key)}
    plans = tuple(plan for plan in scenario.interventions if plan.name not in absent)
    there = scenario.model_copy(update={SECTION: plans}) if absent else scenario
    return with_changes(there, [(key, value) for key, value in changes if not is_presence(key)])

"""A scenario with some values changed, validated like a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from simulation.declare import ParameterSetting, completed
from simulation.interventions import Intervention
from simulation.parameters import PARAMETERS
from simulation.scenario.ambiguous import ambiguous
from simulation.scenario.changes import SET, Change, Changes, apply, asked
from simulation.scenario.checks import inconsistencies
from simulation.scenario.keys import Step, split_key
from simulation.scenario.loading import validated
from simulation.scenario.schema import Scenario
from simulation.scenario.tree import Mark, Table, grow, plain

_IDENTITY: Final = ("kind", "name", "luck")
"""Keys of an intervention on which others of the scenario may hang."""


def override(scenario: Scenario, assignments: Sequence[str]) -> Scenario:
    """Return a scenario with some values changed, each given as ``key=value`` (`simulation.scenario.changes`).

    Raises `ScenarioError` with every problem, under the file name ``--set``.
    """
    return _with(scenario, asked(assignments)) if assignments else scenario


def with_changes(scenario: Scenario, values: Iterable[tuple[str, Any]]) -> Scenario:
    """Return a scenario with plain values at some keys; as `override`."""
    changes = (Change(tuple(split_key(key)[0]), grow(value, Mark(SET))) for key, value in values)
    return _with(scenario, Changes(tuple(changes)))


def _with(scenario: Scenario, changes: Changes) -> Scenario:
    found = _read_in_part(scenario, changes)
    return _read_whole(scenario.model_dump(mode="json"), changes) if found is None else found


def overridden(data: dict[str, Any], assignments: Sequence[str]) -> Scenario:
    """Return the scenario of plain values with some changed, which need not be complete before; as `override`."""
    return _read_whole(data, asked(assignments))


def _read_whole(data: dict[str, Any], changes: Changes) -> Scenario:
    tree = _tree(data)
    problems = apply(tree, changes)
    return validated(tree, [*problems, *ambiguous(tree)])


def _tree(data: dict[str, Any]) -> Table:
    tree = grow(data, Mark(SET))
    if not isinstance(tree, Table):
        raise TypeError("a scenario is a table")
    return tree


def _read_in_part(scenario: Scenario, changes: Changes) -> Scenario | None:
    """Return what reading the whole would give, where only parameters and settings of interventions change.

    That is most of what studies change, and takes a tenth of the time. None where anything else changes, or
    anything is wrong: whoever reads the whole says what.
    """
    ways = [change.steps for change in changes.changes]
    if changes.problems or not all(map(_is_of_part, ways)):
        return None
    changed = {way[:2] for way in ways}
    plans = [_plain(plan, is_changed=_is_changed(plan, i, changed)) for i, plan in enumerate(scenario.interventions)]
    numbers = {name: scenario.parameters[name].model_dump() for _, name in changed if name in scenario.parameters}
    tree = _tree({"interventions": plans, "parameters": numbers})
    if apply(tree, changes) or any(ambiguous(tree)):
        return None
    data = plain(tree)
    if not data["parameters"].keys() <= PARAMETERS.keys():
        return None
    try:
        update = {
            "interventions": tuple(map(_read_plan, scenario.interventions, plans, data["interventions"])),
            "parameters": scenario.parameters | {name: _read_number(name, n) for name, n in data["parameters"].items()},
        }
    except ValueError:
        return None
    found = scenario.model_copy(update=update)
    return None if inconsistencies(found.parts()) else found


def _is_of_part(way: tuple[Step, ...]) -> bool:
    """Whether a way leads to a parameter, or to a setting of an intervention that tells nobody what it is."""
    section, *rest = way
    if section == "parameters":
        return bool(rest)
    return section == "interventions" and len(rest) > 1 and rest[1] not in _IDENTITY


def _is_changed(plan: Intervention, place: int, changed: set[tuple[Step, ...]]) -> bool:
    return not changed.isdisjoint((("interventions", place), ("interventions", plan.name)))


def _plain(plan: Intervention, *, is_changed: bool) -> dict[str, Any]:
    """Return an intervention as plain values, its name alone where it stays as it is."""
    return plan.model_dump(mode="json") if is_changed else {"name": plan.name}


def _read_plan(plan: Intervention, before: dict[str, Any], now: dict[str, Any]) -> Intervention:
    return plan if now == before else type(plan).model_validate_json(json.dumps(now, allow_nan=False), strict=True)


def _read_number(name: str, now: Any) -> ParameterSetting:
    return ParameterSetting.model_validate_json(
        json.dumps(completed(PARAMETERS[name], now), allow_nan=False), strict=True
    )

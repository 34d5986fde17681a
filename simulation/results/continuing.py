"""Whether a plan may go on from a checkpoint: everything that shaped the weeks before must be the same in both."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from simulation.results.checkpoints import Checkpoint
from simulation.results.errors import InputError
from simulation.scenario.problems import Problem, ScenarioError
from simulation.words.nearest import quoted

if TYPE_CHECKING:
    from simulation.interventions.base import Intervention
    from simulation.scenario.schema import Scenario

ALWAYS = ("organisation", "platform", "model", "parameters", "posterior")
"""Sections that act from the first week on; the others are compared as far as they act before the checkpoint."""
_ABSENT = object()
_LONGEST = 60


def check_continuation(plan: Scenario, file: str, start: Checkpoint) -> None:
    """Refuse a plan that would have had another past; ``file`` names it in messages.

    Raises:
        ScenarioError: every key that differs, with both values.
    """
    made, week = start.scenario(), start.record.week
    source = str(start.folder)
    found = [Problem(file, 0, 0, key, _said(ours, theirs, source)) for key, ours, theirs in _past(plan, made, week)]
    found += [Problem(file, 0, 0, key, message) for key, message in _impossible(plan, made, start)]
    if found:
        raise ScenarioError(found)


def check_ends(ours: Mapping[str, int], start: Checkpoint) -> None:
    """Refuse a plan whose budget would have cut other interventions before the checkpoint.

    Raises:
        InputError: an intervention that had begun would have ended in another week.
    """
    week, theirs = start.record.week, start.record.ends
    for name in sorted({*ours, *theirs}):
        one, other = (min(ends.get(name, week), week) for ends in (ours, theirs))
        if one != other:
            text = f"economics: the budget ends {name} before week {week} in one of them, in another week or not at all"
            raise InputError(f"{text}, in the other: week {ours.get(name, 'none')} and week {theirs.get(name, 'none')}")


def _past(plan: Scenario, made: Scenario, week: int) -> Iterator[tuple[str, Any, Any]]:
    """Yield each key that acts before ``week`` and differs, with the plan's value and the checkpoint's."""
    ours, theirs = plan.model_dump(mode="json"), made.model_dump(mode="json")
    for section in ALWAYS:
        yield from _unequal(ours[section], theirs[section], section)
    for key in ("start", "seed", "uncertainty", "scale"):
        yield from _unequal(ours["run"][key], theirs["run"][key], f"run.{key}")
    if plan.survey is not None and plan.week_of(plan.survey.start) < week:
        yield from _unequal(ours["survey"], theirs["survey"], "survey")
    begun, before = _begun(plan, week), _begun(made, week)
    for name in before:
        if name in begun:
            yield from _unequal(_settings(plan, begun[name]), _settings(made, before[name]), f"interventions.{name}")
    if len(before) > 1:  # one initiative alone is never dulled
        key = "attention_hours"
        yield from _unequal(ours["economics"][key], theirs["economics"][key], f"economics.{key}")


def _impossible(plan: Scenario, made: Scenario, start: Checkpoint) -> Iterator[tuple[str, str]]:
    """Yield what a checkpoint cannot give a plan, by key."""
    week = start.record.week
    begun, before = _begun(plan, week), _begun(made, week)
    for name in before:
        if name not in begun:
            when = made.week_of(before[name].start)
            yield "interventions", f"{quoted(name)} is missing, which had begun in week {when}, before week {week}"
    for name, each in begun.items():
        if name not in before:
            when = plan.week_of(each.start)
            message = f"is week {when}; what is added must start in week {week}, that of the checkpoint, or later"
            yield f"interventions.{name}.start", message
    if set(begun) == set(before) and list(begun) != list(before):
        names = ", ".join(map(quoted, before))
        yield "interventions", f"those that had begun must stand in the order of the checkpoint's: {names}"
    if plan.run.weeks < week:
        yield "run.weeks", f"is {plan.run.weeks}, but the checkpoint stands at week {week}"
    if plan.run.replicates > start.record.replicates:
        yield "run.replicates", f"is {plan.run.replicates}, but the checkpoint holds {start.record.replicates}"
    if plan.run.events and not made.run.events:
        yield "run.events", f"is true, but what happened before the checkpoint was not recorded in {start.folder}"


def _begun(scenario: Scenario, week: int) -> dict[str, Intervention]:
    """Interventions that begin before a week, by name."""
    return {each.name: each for each in scenario.interventions if scenario.week_of(each.start) < week}


def _settings(scenario: Scenario, intervention: Intervention) -> dict[str, Any]:
    return intervention.model_dump(mode="json") | {"start": scenario.week_of(intervention.start)}


def _unequal(ours: Any, theirs: Any, key: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield what differs as (key, ours, theirs), as deep as both are tables."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for name in dict.fromkeys([*ours, *theirs]):
            yield from _unequal(ours.get(name, _ABSENT), theirs.get(name, _ABSENT), f"{key}.{name}")
    elif ours != theirs:
        yield key, ours, theirs


def _said(ours: Any, theirs: Any, source: str) -> str:
    return f"is {_short(ours)}, but {_short(theirs)} in the past of {source}"


def _short(value: Any) -> str:
    if value is _ABSENT:
        return "not there"
    text = json.dumps(int(value) if isinstance(value, float) and value.is_integer() else value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."

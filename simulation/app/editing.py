"""A value of a form, put into the text of its file: comments and order stay wherever that is possible."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from simulation.app.opened import scenario_of
from simulation.scenario.keys import split_key
from simulation.scenario.overriding import override
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.yaml_text import LINE, text_of
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulation.app.scenario_folder import FileText, ScenarioFolder
    from simulation.scenario.keys import Step
    from simulation.scenario.schema import Scenario


def with_value(scenarios: ScenarioFolder, file: FileText, key: str, value: Any) -> FileText:
    """Return a file whose text says that a key has a value, as `--set` would.

    The text is changed in its place where that says the same; else the whole scenario is written, every default
    spelled out, as where the value stands in a file that this one extends.

    Raises:
        ScenarioError: the value is not possible, or the text was not before.
    """
    wanted = override(scenario_of(scenarios, file), [f"{key}={text_of(value)}"])
    text = _in_place(file.text, split_key(key)[0], value)
    if text is not None and _means(scenarios, replace(file, text=text), wanted):
        return replace(file, text=text)
    return replace(file, text=wanted.yaml())


def _means(scenarios: ScenarioFolder, file: FileText, wanted: Scenario) -> bool:
    try:
        return scenario_of(scenarios, file) == wanted
    except ScenarioError:
        return False


def _in_place(text: str, steps: Sequence[Step], value: Any) -> str | None:
    """Return the text with one value changed, or put where it belongs; None where that has no one place."""
    yaml = YAML(typ="rt")
    yaml.width, yaml.preserve_quotes = LINE, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        whole = yaml.load(text)
        node = whole
        for step in steps[:-1]:
            node = _child(node, step)
        if not isinstance(node, dict):
            return None
        node[str(steps[-1])] = value
        out = io.StringIO()
        yaml.dump(whole, out)
    except (YAMLError, _NoPlaceError, AttributeError, TypeError):
        return None
    return out.getvalue()


class _NoPlaceError(Exception):
    """The text has nothing at a step."""


def _child(node: Any, step: Step) -> Any:
    if isinstance(node, list):
        named = [each for each in node if isinstance(each, dict) and (each.get("name") or each.get("kind")) == step]
        if len(named) != 1:
            raise _NoPlaceError
        return named[0]
    if not isinstance(node, dict):
        raise _NoPlaceError
    if node.get(str(step)) is None:
        node[str(step)] = {}
    return node[str(step)]


def problems_in(scenarios: ScenarioFolder, file: FileText) -> list[Problem]:
    """Return what is wrong with a text, each at its line; nothing where it can be run."""
    try:
        scenario_of(scenarios, file)
    except ScenarioError as error:
        return list(error.problems)
    return []


def at_lines(problems: Sequence[Problem]) -> list[str]:
    """Return problems as they are shown below a text: the line first."""
    lines = []
    for each in problems:
        place = f"{each.line}" if each.line else ""
        lines.append(safe(": ".join(part for part in (place, each.key, each.message) if part)))
    return lines

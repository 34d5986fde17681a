"""`load`: a scenario from a file, a name, a dict or another scenario, with changes, checked like a file."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Final, TypeAlias

from simulation.errors import InputError
from simulation.face.shallow import shallow
from simulation.parameters import PARAMETERS
from simulation.scenario.ambiguous import ambiguous
from simulation.scenario.changes import OPTIONS, Change, Changes, apply
from simulation.scenario.consequences import consequences
from simulation.scenario.inheritance import on_base
from simulation.scenario.keys import Step, split_key
from simulation.scenario.loading import tree_of_file, validated, with_files
from simulation.scenario.places import resolve_path
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.python_values import shown, tree_of
from simulation.scenario.remarks import remarks
from simulation.scenario.schema import Scenario
from simulation.scenario.tree import Table
from simulation.words.nearest import unknown

Source: TypeAlias = str | PathLike[str] | Mapping[str, Any] | Scenario
"""What a scenario is made of: the name of a shipped one, a file, a table of its keys, or another scenario."""


_SIZES: Final = frozenset(("run", "organisation"))
"""Sections whose changes can leave behind what was meant for another length or size."""


@shallow
def load(source: Source, **changes: Any) -> Scenario:
    """Return a scenario, complete and checked.

    ``source`` is the name of a shipped scenario, a file, a dict with the keys of a file, or a scenario. ``changes``
    are laid over it: ``people``, ``scale``, ``weeks``, ``replicates``, ``seed`` and ``events`` as on the command line,
    or any key of a scenario. A table is merged key by key with the one that is there, anything else takes its place; a
    dotted key goes deeper, as in ``load("small-demo", **{"run.start": "2025-01-06"})``.

    >>> wandel.load("small-demo", weeks=52, parameters={"imitation_rate": 0.05}).run.weeks
    52

    Raises:
        ScenarioError: every problem, with file, line, key, what may stand there, and the nearest name.
        InputError: ``source`` is none of these, or there is no such key to change.
    """
    return loaded(source, changes)


def loaded(source: Source, changes: Mapping[str, Any]) -> Scenario:
    """Return what `load` does; what may be meant otherwise is a warning."""
    found = _validated(source, changes)
    touched = {OPTIONS.get(name, (name.split(".")[0],))[0] for name in changes}
    stated = _validated(source, {}) if _SIZES & touched and not isinstance(source, Mapping) else found
    for remark in (*remarks(found), *consequences(stated, found)):
        warnings.warn(f"{found.name}: {remark}", stacklevel=4)
    return found


def _validated(source: Source, changes: Mapping[str, Any]) -> Scenario:
    problems: list[Problem] = []
    tree = _tree(source, problems)
    problems += apply(tree, Changes(tuple(_change(name, value, problems) for name, value in changes.items())))
    return validated(tree, [*problems, *ambiguous(tree)])


def _tree(source: Source, problems: list[Problem]) -> Table:
    if isinstance(source, str | PathLike):
        text = str(Path(source)) if isinstance(source, PathLike) else source
        return tree_of_file(resolve_path(text), problems)
    if not isinstance(source, Mapping | Scenario):
        kinds = "the name of a scenario, a file, a dict of its keys, or a Scenario"
        raise InputError(f"a scenario is {kinds}, not {shown(source)}")
    tree = tree_of(source, (), problems)
    if not isinstance(tree, Table):
        raise ScenarioError(problems)
    here = Path("scenario.yaml")
    return with_files(on_base(tree, here, "", problems), here, "")


def _change(name: str, value: Any, problems: list[Problem]) -> Change:
    """Return one keyword as a change."""
    steps: tuple[Step, ...] = OPTIONS.get(name, ())
    if not steps:
        found, rest = split_key(name)
        if rest or not found or str(found[0]) not in Scenario.model_fields:
            raise InputError(_no_such_key(name))
        steps = tuple(found)
    return Change(steps, tree_of(value, steps, problems), merges=True)


def _no_such_key(name: str) -> str:
    if name in PARAMETERS:
        return f"{name} is a parameter; give it as parameters={{{name!r}: ...}}"
    return unknown("key", name, [*OPTIONS, *Scenario.model_fields])

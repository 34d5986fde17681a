"""Numbers of a study that have two readings: 25.000 may be meant as 25,000."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from simulation.scenario.ambiguous import ambiguous, leaves
from simulation.scenario.messages import problem_at
from simulation.scenario.overriding import override
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.tree import Table
from simulation.studies.design.varied import declared_number
from simulation.studies.file.settings import StudySettings
from simulation.words.numerals import TWO_READINGS, both_readings, may_be_either

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

BY_KEY: Final = ("vary", "against")
"""Sections whose keys are those of the scenarios; those of `set` are read as on the command line."""


def misreadable(tree: Table, scenarios: Mapping[str, Scenario]) -> Iterator[Problem]:
    """Yield a problem for every number of a study file with two readings, both of which may be meant."""
    yield from ambiguous(tree, StudySettings)
    for section in BY_KEY:
        table = tree.get(section)
        for key, (_, node) in table.entries.items() if isinstance(table, Table) else ():
            for place, leaf in leaves(node, (section, key)):
                if has_two_readings(key, leaf.text, scenarios):
                    yield problem_at(tree, place, both_readings(leaf.text))


def has_two_readings(key: str, text: str, scenarios: Mapping[str, Scenario]) -> bool:
    """Whether both readings of a number may be meant under a key of some scenarios."""
    if not TWO_READINGS.fullmatch(text):
        return False
    declared = declared_number(key.removeprefix("parameters."), scenarios)
    if declared is not None:
        return may_be_either(text, declared.low, declared.high)
    return any(_is_refused(each, key, text) for each in scenarios.values())


def _is_refused(scenario: Scenario, key: str, text: str) -> bool:
    """Whether a scenario refuses a number for its two readings, not for anything else."""
    try:
        override(scenario, [f"{key}={text}"])
    except ScenarioError as error:
        return any(each.message == both_readings(text) for each in error.problems)
    return False

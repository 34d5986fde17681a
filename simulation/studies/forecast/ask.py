"""Whether a scenario can be forecast: every reason why not, with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulation.scenario.inheritance import read_tree
from simulation.scenario.keys import dotted
from simulation.scenario.messages import problem_at
from simulation.scenario.problems import Problem, ScenarioError
from simulation.studies.forecast.curves import problems

if TYPE_CHECKING:
    from simulation.scenario.checks import Finding
    from simulation.scenario.schema import Scenario


def check_forecast(scenario: Scenario, path: Path | None = None, until: int | None = None) -> None:
    """Refuse a scenario that cannot be forecast.

    Raises:
        ScenarioError: with everything that is wrong, at its line in the file where there is one.
    """
    refuse(problems(scenario, until), scenario, path)


def refuse(findings: list[Finding], scenario: Scenario, path: Path | None) -> None:
    """Raise what was found, if anything was."""
    if not findings:
        return
    if path is None:
        raise ScenarioError(Problem(scenario.name, 0, 0, dotted(place), text) for place, text in findings)
    tree = read_tree(path, str(path), [])
    raise ScenarioError(problem_at(tree, place, text) for place, text in findings)

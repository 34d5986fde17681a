"""A scenario with some values changed, validated like a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulation.scenario.ambiguous import ambiguous
from simulation.scenario.changes import SET, apply, asked
from simulation.scenario.loading import validated
from simulation.scenario.schema import Scenario
from simulation.scenario.tree import Mark, Table, grow


def override(scenario: Scenario, assignments: Sequence[str]) -> Scenario:
    """Return a scenario with some values changed, each given as ``key=value`` (`simulation.scenario.changes`).

    Raises `ScenarioError` with every problem, under the file name ``--set``.
    """
    return overridden(scenario.model_dump(mode="json"), assignments) if assignments else scenario


def overridden(data: dict[str, Any], assignments: Sequence[str]) -> Scenario:
    """Return the scenario of plain values with some changed, which need not be complete before; as `override`."""
    tree = grow(data, Mark(SET))
    if not isinstance(tree, Table):
        raise TypeError("a scenario is a table")
    problems = apply(tree, asked(assignments))
    return validated(tree, [*problems, *ambiguous(tree)])

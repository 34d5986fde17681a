"""Rows of numbers read beside the parser: the same tree; what only looks like them goes to the parser."""

from __future__ import annotations

import pytest

from simulation.scenario import document
from simulation.scenario.document import parse
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.tree import Table

POSTERIOR = """\
name: demo
posterior:
  names:
    - innovation_rate
    - imitation_rate
  rows:
    -
      - 0.000344868
      - -1
    -
      - 1.5e-07
      - 12
"""


def by_parser(text: str) -> tuple[Table | None, list[Problem]]:
    problems: list[Problem] = []
    try:
        return document._parsed(text, "x.yaml", problems), problems
    except ScenarioError as error:
        return None, list(error.problems)


def by_both(text: str) -> tuple[Table | None, list[Problem]]:
    problems: list[Problem] = []
    try:
        return parse(text, "x.yaml", problems), problems
    except ScenarioError as error:
        return None, list(error.problems)


@pytest.mark.parametrize(
    "text",
    [
        POSTERIOR,
        POSTERIOR + "  seed: 3\nother: 1\n",
        POSTERIOR + "# a remark\nother: [1, 2]\n",
        POSTERIOR + "    -\n      - not a number\n",
        POSTERIOR + "      - 1e999\n",
        POSTERIOR + "other: &anchor 1\n",
        POSTERIOR + "  rows: 1\n",
        POSTERIOR + "posterior: {}\n",
        POSTERIOR + "other: [1\n",
        POSTERIOR.replace("posterior:\n", "posterior: |\n"),
        POSTERIOR.replace("posterior:\n", "posterior: >-\n"),
        POSTERIOR.replace("posterior:", "list:\n  -\n    posterior:"),
        POSTERIOR.replace("12\n", "12"),
        POSTERIOR.replace("name: demo", "name: cut-out-rows-of-numbers"),
        "rows:\n    -\n      - 1\n",
    ],
)
def test_the_tree_is_that_of_the_parser_alone(text: str) -> None:
    assert by_both(text) == by_parser(text)


def test_a_posterior_is_read_beside_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = by_parser(POSTERIOR)
    monkeypatch.setattr(document, "_parsed", None)  # is not needed
    assert by_both(POSTERIOR) == expected


def test_the_numbers_count_as_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_NODES", 10)
    assert by_both(POSTERIOR) == by_parser(POSTERIOR)
    assert by_both(POSTERIOR)[0] is None

"""Levers come from declarations; what they are set to is what the command line would make of the same words."""

from __future__ import annotations

from typing import Any

import pytest

from simulation.app.levers import AppLever, by_intervention, levers_of, moved
from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from tests.studies.company import KICK_OFF, MANAGERS, company

PLAN = company()
BASE = company(interventions=[])
FOUND = levers_of(BASE, PLAN)
ALL = [each for those in FOUND.values() for each in those]
OWN = "interventions.kick-off"


def lever(key: str) -> AppLever:
    return next(each for each in ALL if each.key == key)


def set_to(**values: Any) -> Scenario:
    return moved(PLAN, ALL, {key.replace("__", OWN): value for key, value in values.items()})


def test_every_intervention_beyond_the_base_has_levers() -> None:
    assert list(FOUND) == ["kick-off", "managers"]
    assert list(levers_of(company(interventions=[KICK_OFF]), PLAN)) == ["managers"]
    for those in FOUND.values():
        assert [each.kind for each in those[:1]] == ["presence"]
        assert "shift" in {each.kind for each in those}


def test_a_lever_has_unit_bounds_and_words_of_its_declaration() -> None:
    found = lever(f"{OWN}.weeks")
    assert (found.value, found.unit, found.low, found.high, found.step) == (8, "weeks", 1, 1040, 1)
    assert found.help == "duration; to the end of the run where left out"
    assert lever(f"{OWN}.target.count").value == KICK_OFF["target"]["count"]
    assert not any("persuasion" in each.key for each in ALL), "what is believed is no decision"


def test_levers_as_planned_change_nothing() -> None:
    assert moved(PLAN, ALL, {each.key: each.value for each in ALL}) == PLAN
    assert moved(PLAN, ALL, {"interventions.nobody": False, "nonsense": 7}) == PLAN


def test_what_does_not_take_place_is_left_out_whatever_else_is_set() -> None:
    found = set_to(**{OWN: False, f"{OWN}.weeks": 9, f"amount.{OWN}": 2.0})
    assert [each.name for each in found.interventions] == ["managers"]


def test_times_shift_and_numbers_are_those_that_the_command_line_would_set() -> None:
    found = set_to(**{f"amount.{OWN}": 2.0, f"shift.{OWN}": 3, f"{OWN}.weeks": 9})
    whole = found.interventions[0]
    assert (whole.target.count, whole.start, whole.weeks) == (40, 5, 9)
    rest = [f"{OWN}.target.count=40", f"{OWN}.start=5", f"{OWN}.weeks=9", f"{OWN}.eur_fixed={whole.eur_fixed}"]
    assert found == override(PLAN, rest)


def test_a_number_that_is_set_itself_counts_more_than_times_of_the_plan() -> None:
    assert set_to(**{f"amount.{OWN}": 2.0, f"{OWN}.target.count": 7}).interventions[0].target.count == 7


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**9, -5, "a", None, [], True])
def test_times_stay_within_their_ends(value: Any) -> None:
    count = set_to(**{f"amount.{OWN}": value}).interventions[0].target.count
    assert count is not None
    assert 5 <= count <= 60


def test_what_is_not_possible_is_told_at_its_intervention() -> None:
    values = {f"{OWN}.weeks": 0, "interventions.managers.communities": -3}
    with pytest.raises(ScenarioError) as raised:
        moved(PLAN, ALL, values)
    found = by_intervention(raised.value, PLAN, values)
    assert set(found) == {"kick-off", "managers"}
    assert found["kick-off"][0].startswith("weeks: must be a whole number between 1 and 1040")


def test_problems_are_at_the_right_one_where_another_does_not_take_place() -> None:
    values = {OWN: False, "interventions.managers.communities": -3}
    with pytest.raises(ScenarioError) as raised:
        moved(PLAN, ALL, values)
    assert set(by_intervention(raised.value, PLAN, values)) == {"managers"}
    assert MANAGERS["name"] == "managers"

"""What changes in part only is read in part: it must be what reading the whole scenario gives."""

import pytest

from simulation.scenario.changes import asked
from simulation.scenario.overriding import _read_in_part, _read_whole, override, with_changes
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario

PLANS = [
    {"kind": "kick_off", "start": 4, "target": {"count": 40}},
    {"kind": "community_manager", "name": "care", "start": "2012-04-01"},
]
SCENARIO = Scenario.model_validate({"name": "a", "organisation": {"people": 300}, "interventions": PLANS})


@pytest.mark.parametrize(
    "assignment",
    [
        "parameters.imitation_rate=0.1",
        "parameters.imitation_rate.value=0.1",
        "parameters.imitation_rate={prior: {kind: uniform, a: 0.1, b: 0.3}}",
        "interventions[0].strength=0.5",
        "interventions.kick_off.target.count=20",
        "interventions.kick_off.excitement={prior: {kind: normal, a: 0.5, b: 0.1}}",
        "interventions.care.start=2012-05-01",
        "interventions.care.weeks=9",
    ],
)
def test_reading_in_part_is_reading_the_whole(assignment):
    part = _read_in_part(SCENARIO, asked([assignment]))
    assert part == _read_whole(SCENARIO.model_dump(mode="json"), asked([assignment])) != SCENARIO


def test_several_changes_are_made_in_their_order():
    found = override(SCENARIO, ["interventions.care.communities=3", "parameters.susceptibility=0.2"])
    assert (found.interventions[1].communities, found.parameters["susceptibility"].value) == (3, 0.2)
    assert found.interventions[0] is SCENARIO.interventions[0]
    assert with_changes(SCENARIO, [("interventions.care.communities", 3), ("parameters.susceptibility", 0.2)]) == found


@pytest.mark.parametrize(
    "assignment",
    [
        "run.weeks=20",
        "interventions.care.name=other",
        "interventions.nobody.strength=1",
        "interventions.care.strength=9",
        "interventions.care.training_eur=1.375",
        "interventions.care.start=2099-01-01",
        "parameters.imitation_rat=1",
        "parameters.imitation_rate=-1",
        "parameters.imitation_rate=.nan",
    ],
)
def test_what_hangs_together_or_is_wrong_is_left_to_whoever_reads_the_whole(assignment):
    assert _read_in_part(SCENARIO, asked([assignment])) is None


def test_all_problems_are_named_at_once():
    with pytest.raises(ScenarioError) as caught:
        override(SCENARIO, ["interventions.care.strength=9", "parameters.imitation_rat=1"])
    assert {problem.key for problem in caught.value.problems} == {
        "interventions[1].strength",
        "parameters.imitation_rat",
    }

"""A target that selects nobody is refused with what each filter leaves; one that a run decides is told there."""

import pytest

from simulation.cli.request import runnable
from simulation.organisation.cache import load_or_generate
from simulation.scenario.problems import ScenarioError
from simulation.scenario.remarks import remarks
from simulation.scenario.schema import Scenario
from simulation.scenario.selection import empty_selections
from simulation.world import build

HEAD = """schema_version: 1
name: nobody
organisation: {people: 100, countries: {A: 1}, divisions: {D: 0.5, E: 0.5}}
run: {weeks: 10}
"""


def scenario(*plans, **sections):
    organisation = {"people": 100, "countries": {"A": 1}, "divisions": {"D": 0.5, "E": 0.5}}
    data = {"name": "nobody", "organisation": organisation, "run": {"weeks": 10}, "interventions": list(plans)}
    return Scenario.model_validate(data | sections)


def found(*plans, **sections):
    one = scenario(*plans, **sections)
    return [(place, message) for place, message in empty_selections(one, load_or_generate(one.organisation))]


@pytest.mark.parametrize(
    ("plan", "steps"),
    [
        ({"kind": "kick_off", "target": {"role": "middle_manager"}}, "100 people; role middle_manager: 0"),
        ({"kind": "face_to_face", "target": {"share": 0.004}}, "100 people; share 0.004 of 100: 0"),
        (
            {"kind": "reverse_mentoring", "target": {"role": "executive", "share": 0.1}},
            "100 people; role executive: 3; share 0.1 of 3: 0",
        ),
        (
            {"kind": "workshops", "target": {"silos": ["E"], "role": "executive", "share": 0.3}},
            "100 people; role executive: 3; silos E: 1; share 0.3 of 1: 0",
        ),
        (
            {"kind": "campaign", "target": {"role": "middle_manager", "users_only": True, "rank": "contributions"}},
            "100 people; role middle_manager: 0",
        ),
    ],
)
def test_what_each_filter_leaves(plan, steps):
    assert found(plan | {"start": 1, "name": "plan"}) == [
        (("interventions", 0, "target"), f"'plan' selects nobody: {steps}")
    ]


def test_what_a_kind_does_with_its_people_counts_too():
    plan = {"kind": "use_cases", "start": 1, "fits_share": 0.1, "target": {"role": "executive"}}
    ((place, message),) = found(plan)
    assert place == ("interventions", 0)
    assert message == "'use_cases' reaches nobody: 100 people; role executive: 3; fits_share 0.1 of 3: 0"


def test_an_island_of_nobody_cannot_be_retired():
    plan = {"kind": "legacy_retirement", "start": 1, "island": "wiki"}
    islands = {"legacy": [{"name": "wiki", "users_share": 0.001, "attention": 0.5}]}
    ((place, message),) = found(plan, platform=islands)
    assert place == ("interventions", 0, "island")
    assert "users of 'wiki' (0.001 of them): 0" in message


def test_kinds_that_choose_silos_need_no_size():
    """A community manager's target says where; its share plays no part."""
    assert found({"kind": "community_manager", "start": 1, "target": {"role": "executive", "share": 0.01}}) == []
    assert len(found({"kind": "open_groups", "start": 1, "target": {"role": "middle_manager"}})) == 1


def test_pilots_count_as_well():
    pilots = {"pilots": [{"name": "p", "target": {"role": "middle_manager"}}]}
    assert [place for place, _ in found(platform=pilots)] == [("platform", "pilots", 0, "target")]


def test_what_a_run_decides_is_left_to_it():
    assert found({"kind": "campaign", "start": 1, "target": {"users_only": True}}) == []


def test_building_refuses_all_at_once():
    plans = [{"kind": "kick_off", "name": f"{k}", "start": 1, "target": {"role": "middle_manager"}} for k in range(3)]
    with pytest.raises(ScenarioError) as caught:
        build(scenario(*plans))
    assert [problem.key for problem in caught.value.problems] == [f"interventions[{k}].target" for k in range(3)]


def test_a_file_is_refused_with_its_line(tmp_path):
    path = tmp_path / "nobody.yaml"
    path.write_text(HEAD + "interventions:\n  - kind: kick_off\n    start: 2\n    target: {role: middle_manager}\n")
    with pytest.raises(ScenarioError) as caught:
        runnable(str(path))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.key) == (str(path), 8, "interventions[0].target")


def test_an_order_that_nobody_can_observe_is_told():
    plan = {"kind": "ambassador_tasks", "start": 1, "target": {"rank": "propensity", "count": 5}}
    assert "interventions[0].target.rank" in "".join(remarks(scenario(plan)))
    assert not remarks(scenario(plan | {"target": {"rank": "contributions", "count": 5}}))

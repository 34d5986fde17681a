"""A run made shorter: what begins later is left out and said; another number of people: what no longer fits is said."""

from pathlib import Path

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import INDEX
from simulation.scenario.consequences import consequences
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.world import build

ROOT = Path(__file__).parents[2]
SCENARIO = Scenario.model_validate(
    {
        "name": "long",
        "organisation": {"people": 200, "countries": {"A": 1}, "divisions": {"X": 0.5, "Y": 0.5}},
        "platform": {"pilots": [{"name": "first", "target": {"count": 20}}]},
        "interventions": [
            {"kind": "kick_off", "name": "by day", "start": "2024-03-11", "target": {"count": 10}},
            {"kind": "kick_off", "name": "early", "start": 2, "target": {"count": 10}},
            {"kind": "campaign", "name": "late", "start": 20},
        ],
        "observations": [{"measure": "registered", "week": 30, "value": 50, "label": "counted"}],
        "economics": {"budget_years": [{"year": 2025, "eur": 1e6}, {"year": 2024, "eur": 1e6}]},
        "survey": {"start": 15, "sample": {"count": 30}},
        "run": {"start": "2024-01-01", "weeks": 60},
    }
)


def names(scenario):
    return [each.name for each in scenario.interventions]


def test_a_shorter_run_leaves_out_what_starts_later_and_says_so():
    short = override(SCENARIO, ["run.weeks=10"])
    assert names(short) == ["early"]
    assert short.survey is None
    assert [each.year for each in short.economics.budget_years] == [2024]
    said = consequences(SCENARIO, short)
    assert said == [
        "run.weeks: the run ends with week 9; what would start later is left out: 'by day' (week 10), 'late' (week 20)",
        "run.weeks: the run ends with week 9; the survey, which would start later, is left out",
        "run.weeks: the run ends with week 9; what was observed later cannot be compared: 'counted'",
        "run.weeks: the run ends with week 9; budgets of later years are left out: 2025",
    ]


def test_one_more_week_keeps_what_starts_in_it():
    assert names(override(SCENARIO, ["run.weeks=11"])) == ["by day", "early"]
    whole = override(SCENARIO, ["run.weeks=60"])
    assert whole == SCENARIO
    assert consequences(SCENARIO, whole) == consequences(SCENARIO, override(SCENARIO, ["run.weeks=70"])) == []


def test_what_remains_has_its_luck():
    """A short run is the beginning of the long one, to the bit."""
    short = override(SCENARIO, ["run.weeks=12"])
    long = simulate(build(SCENARIO), 0).counts[:12]
    assert np.array_equal(simulate(build(short), 0).counts, long)
    assert long[-1, -1, INDEX["registered"]] > 0


def test_the_stored_scenario_is_whole_again():
    short = override(SCENARIO, ["run.weeks=10"])
    assert Scenario.model_validate_json(short.model_dump_json()) == short


@pytest.mark.parametrize("changes", [["run.weeks=10", "interventions.late.start=15"], ["interventions.late.start=70"]])
def test_a_start_that_is_set_behind_the_end_is_refused(changes):
    with pytest.raises(ScenarioError, match="must be between week 0 and week"):
        override(SCENARIO, changes)


def test_a_file_whose_plan_starts_too_late_is_refused(tmp_path):
    path = tmp_path / "late.yaml"
    path.write_text(
        "schema_version: 1\nname: late\nrun: {weeks: 10}\ninterventions: [{kind: campaign, start: 20}]\n", "utf-8"
    )
    with pytest.raises(ScenarioError, match=r"late\.yaml:4: interventions\[0\]\.start"):
        load(path)


def test_another_number_of_people_says_which_amounts_stay():
    (said,) = consequences(SCENARIO, override(SCENARIO, ["organisation.people=100"]))
    assert said.startswith(
        "organisation.people: is 100 instead of 200, and what is counted for the whole company stays, 2 times as much "
        "for each person; run.scale=0.5 instead makes a smaller copy, counts and all: pilot 'first': target.count 20; "
        "'by day': target.count 10, eur_fixed 5,000; 'early': target.count 10, eur_fixed 5,000; "
        "'late': lead_hours 20, eur_fixed 10,000; economics: budget_years[0].eur 1,000,000"
    )
    fitted = ["organisation.people=100", "interventions.early.target.count=5"]
    (said,) = consequences(SCENARIO, override(SCENARIO, fitted))
    assert "'early': eur_fixed 5,000" in said
    assert consequences(SCENARIO, override(SCENARIO, ["run.scale=0.5", "run.seed=2"])) == []


def test_every_shipped_scenario_can_run_for_a_week():
    for path in sorted((ROOT / "scenarios").glob("*.yaml")):
        scenario = load(path)
        short = override(scenario, ["run.weeks=1"])
        assert all(scenario.week_of(each.start) < 1 for each in short.interventions)

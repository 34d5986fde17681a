"""The Mesa model is usable with Mesa's own tools, and its data collector says what the results say."""

from __future__ import annotations

from unittest.mock import patch

import mesa
import numpy as np
import pytest

from simulation.engines.mesa import CommunityAgent, Employee, WandelModel
from simulation.engines.mesa.engine import MesaEngine
from simulation.engines.mesa.replica import full_name
from simulation.engines.run import simulate
from simulation.model.record import COUNTERS, INDEX
from simulation.organisation.generator import generate
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import resolved_yaml
from tests.engines.cases import small, world_of
from tests.engines.lockstep import kernel_of

WEEKS = 8


@pytest.fixture(autouse=True)
def _nothing_is_kept_on_disk():
    with patch("simulation.shared_company.load_or_generate", generate):
        yield


@pytest.fixture
def scenario() -> Scenario:
    """A plan with an intervention that begins and one that ends within the run."""
    return small(
        weeks=WEEKS,
        people=60,
        interventions=[
            {"kind": "kick_off", "start": 2, "target": {"share": 0.5}},
            {"kind": "ambassador_tasks", "start": 1, "weeks": 3, "target": {"count": 10}},
        ],
    )


def test_model_runs_as_mesa_runs_models(scenario: Scenario):
    model = WandelModel(scenario, replicate=2)
    model.run_model()
    assert not model.running
    table = model.datacollector.get_model_vars_dataframe()
    assert list(table) == list(COUNTERS)
    assert len(table) == WEEKS + 1
    assert np.array_equal(table.to_numpy()[1:], simulate(world_of(scenario), 2).counts[:, -1])
    assert table["people"].tolist() == [60] * (WEEKS + 1)
    assert table.loc[0, ["new_registered", "readers_7", "contributions_ever"]].tolist() == [0, 0, 0]


def test_model_steps_week_by_week(scenario: Scenario):
    model = WandelModel(scenario)
    for week in range(1, 4):
        model.step()
        assert (model.steps, model.week, model.running) == (week, week, True)


def test_agents_are_people_and_communities(scenario: Scenario):
    model = WandelModel(scenario)
    world = world_of(scenario)
    assert len(model.agents_by_type[Employee]) == 60
    assert len(model.agents_by_type[CommunityAgent]) == world.communities.n_communities
    employee = model.employees[7]
    assert [colleague.seat for colleague in employee.ties[0]] == world.organisation.layers[0].of(7).tolist()
    assert employee.manager is model.employees[world.organisation.manager[7]]
    assert model.employees[0].manager is None
    assert model.agents.select(lambda agent: getattr(agent, "registered", 0)).agg("belief", len) >= 0


def test_agents_are_collected(scenario: Scenario):
    model = WandelModel(scenario)
    model.run_model()
    people = model.datacollector.get_agent_vars_dataframe().loc[WEEKS].dropna()
    assert people["has_account"].sum() == model.counts[-1, INDEX["registered"]]
    assert people["read"].sum() == model.counts[-1, INDEX["readers_7"]]
    groups = model.datacollector.get_agenttype_vars_dataframe(CommunityAgent).loc[WEEKS]
    assert (groups["stage"] > 0).sum() == model.counts[-1, INDEX["communities"]]


def test_batch_run(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(resolved_yaml(small(weeks=WEEKS, people=60)), encoding="utf-8")
    parameters = {"scenario": str(path), "replicate": range(2), "innovation_rate": [0.0, 0.3], "weeks": 4}
    rows = mesa.batch_run(WandelModel, parameters, display_progress=False)
    ends = {(row["replicate"], row["innovation_rate"]): row for row in rows}
    assert set(ends) == {(0, 0.0), (0, 0.3), (1, 0.0), (1, 0.3)}
    for (replicate, rate), row in ends.items():
        assert row["Step"] == 4
        expected = simulate(world_of(small(weeks=4, people=60, parameters={"innovation_rate": rate})), replicate)
        assert [row[name] for name in COUNTERS] == expected.counts[-1, -1].tolist()
        mine = [each for each in rows if (each["replicate"], each["innovation_rate"]) == (replicate, rate)]
        employees = [each for each in mine if each.get("has_account") is not None]  # since 3.5 also rows of communities
        assert sum(each["has_account"] for each in employees) == row["registered"]
        assert len(employees) == len({each["AgentID"] for each in employees}) == 60


def test_plain_arguments_change_the_scenario(scenario: Scenario):
    dotted = {"interventions[0].strength": 0}
    model = WandelModel(scenario, seed=5, weeks=3, imitation_rate=np.float64(0.03), contagion="simple", **dotted)
    changed = model.world.scenario
    assert (changed.run.seed, changed.run.weeks, changed.model.contagion) == (5, 3, "simple")
    assert changed.interventions[0].strength == 0
    assert model.replica.values["imitation_rate"] == 0.03
    assert [full_name(key) for key in ("people", "silo_barrier", "started_share", "run.weeks")] == [
        "organisation.people",
        "organisation.silo_barrier",
        "platform.started_share",
        "run.weeks",
    ]


def test_unknown_arguments_are_refused(scenario: Scenario):
    with pytest.raises(ScenarioError, match="imitation_rat"):
        WandelModel(scenario, imitation_rat=0.03)


def test_unknown_channels_are_named(scenario: Scenario):
    model = WandelModel(scenario)
    model.step()
    with pytest.raises(AttributeError, match="no channel 'reading'"):
        _ = model.effects.reading


def test_engine_shows_only_the_week_where_it_stands(scenario: Scenario):
    engine = kernel_of(world_of(scenario), 0, MesaEngine)
    with pytest.raises(ValueError, match="stands at week 0"):
        engine.view(1)

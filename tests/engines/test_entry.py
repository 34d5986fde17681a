"""Nothing enters the engine unseen: values from Python, and the budget on every path."""

from __future__ import annotations

import math
from typing import Any

import pytest

from simulation.engines.budget import within_budget
from simulation.engines.run import simulate, state_at
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.world import World, build
from tests.engines.cases import small, world_of

KICK_OFF = {"kind": "kick_off", "start": 1, "eur_fixed": 10_000, "target": {"share": 0.5}}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"imitaton_rate": 0.1}, "unknown parameter 'imitaton_rate'; did you mean 'imitation_rate'"),
        ({"imitation_rate": math.nan}, "imitation_rate must be a finite number, not nan"),
        ({"imitation_rate": math.inf}, "imitation_rate must be a finite number, not inf"),
        ({"imitation_rate": -0.1}, "imitation_rate must be between 0 and"),
        ({"belief_mean": 1.5}, "belief_mean must be between 0 and 1"),
        ({"belief_mean": "0.5"}, "belief_mean must be a finite number, not '0.5'"),
        ({"belief_mean": True}, "belief_mean must be a finite number, not True"),
    ],
)
def test_values_for_a_run_are_looked_at(given: dict[str, Any], message: str) -> None:
    world = world_of(small(weeks=2, people=60))
    for run in (lambda: simulate(world, 0, parameters=given), lambda: state_at(world, 0, 1, parameters=given)):
        with pytest.raises(ValueError, match=message):
            run()


def test_numbers_that_were_copied_into_a_scenario_are_looked_at() -> None:
    scenario = small(weeks=2, people=60, interventions=[KICK_OFF])
    company = scenario.organisation.model_copy(update={"silo_barrier": 1.5, "countries": {"A": math.nan}})
    plan = scenario.interventions[0].model_copy(update={"strength": math.inf})
    value = scenario.parameters["belief_mean"].model_copy(update={"value": 7.0})
    wrong = scenario.model_copy(
        update={
            "organisation": company,
            "interventions": (plan,),
            "parameters": dict(scenario.parameters) | {"belief_mean": value},
        }
    )
    with pytest.raises(ScenarioError) as caught:
        build(wrong)
    keys = {problem.key for problem in caught.value.problems}
    assert keys == {
        "organisation.silo_barrier", "organisation.countries.A", "interventions[0].strength",
        "parameters.belief_mean.value",
    }  # fmt: skip


def budgeted(over: str) -> Scenario:
    return small(weeks=6, people=60, interventions=[KICK_OFF], economics={"budget_eur": 5_000, "over_budget": over})


def test_a_plan_beyond_its_budget_is_refused_on_every_path() -> None:
    world = build(budgeted("refuse"))
    for run in (lambda: simulate(world, 0), lambda: simulate(world, 0, engine="mesa"), lambda: state_at(world, 0, 1)):
        with pytest.raises(ScenarioError, match=r"more than 5,000"):
            run()


def test_a_plan_is_cut_on_every_path() -> None:
    def cost(world: World) -> float:
        return float(simulate(world, 0).booked[:, -1].sum())

    world = build(budgeted("cut"))
    assert cost(world) == cost(within_budget(world)[0])
    assert cost(world) < cost(build(small(weeks=6, people=60, interventions=[KICK_OFF])))

"""Use cases: whom they fit, and that success with them, and nothing else of them, moves conviction."""

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.draws import replicate_seed
from simulation.world import build
from tests.interventions.conftest import scenario, surely_positive, total
from tests.interventions.stage import Stage, several, touched

CASES = {"kind": "use_cases", "cases": 4, "fits_share": 0.25, "target": {"functions": ["Sales"]}}


def test_chance_of_success_grows_with_fitting_cases():
    stage = Stage(CASES | {"success": 0.1, "usefulness": 0.4, "reading_pull": 0.2})
    sales = np.flatnonzero(stage.world.organisation.function == stage.world.organisation.function_names.index("Sales"))
    effects = stage.week(0)
    fitting = np.floor(0.25 * sales.size + 0.5)
    cases = np.round(np.log1p(-effects["use_case"]) / np.log(0.9)).astype(int)
    assert cases.sum() == 4 * fitting
    assert cases.max() > 1
    assert set(np.flatnonzero(cases)) < set(sales)
    assert effects["use_case"][cases == 2] == pytest.approx(0.19)
    for channel, value in (("usefulness", 0.4), ("read_drive", 0.2)):
        assert touched(effects, channel) == np.flatnonzero(cases).tolist()
        assert effects[channel].max() == np.float32(value)


def test_costs_by_hand():
    stage = Stage(CASES | {"preparation_hours": 20, "care_hours": 1, "hours_per_user": 0.5, "eur_per_case": 300})
    stage.people.registered[:] = 1
    stage.active = stage.plan.activate(stage.world, stage.view(0))
    n = stage.active.people.size
    assert stage.active.cost(0).hours == 4 * 20 + 4 * 1 + 0.5 * n
    assert stage.active.cost(0).eur == 1200
    assert (stage.active.cost(1).hours, stage.active.cost(1).eur) == (4, 0)
    assert (stage.active.asks(0)[1], stage.active.asks(1)[1]) == (0.5, 0)


def test_success_moves_the_anchor_of_those_whom_it_fits():
    plan = dict(CASES, start=5, success=0.5, usefulness=0, reading_pull=0)
    quiet = {"turnover_rate": 0}
    plain = simulate(build(scenario(parameters=quiet)), 0).people["anchor"]
    world = build(scenario(interventions=[plan], parameters=quiet))
    moved = np.flatnonzero(simulate(world, 0).people["anchor"] != plain)
    assert moved.size > 20
    assert set(moved) <= set(Stage(plan, replicate_seed(world.scenario.run.seed, 0)).active.people)


def test_no_success_moves_no_anchor():
    plan = dict(CASES, start=5, success=0)
    plain = simulate(build(scenario()), 0).people["anchor"]
    assert np.array_equal(simulate(build(scenario(interventions=[plan])), 0).people["anchor"], plain)


def test_useful_things_bring_people_and_readers(paired):
    plan = [dict(CASES, start=5, usefulness=2, reading_pull=0.5, fits_share=1, target={})]
    numbers = several(total("registered", 20, 21), total("readers_7", 5), total("anchor_sum", 59))
    assert [surely_positive(each) for each in paired(plan, numbers).T] == [True] * 3

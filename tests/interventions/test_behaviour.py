"""Behavioural settings: believed with a prior, drawn once a replicate for a kind; no matter for cost or choice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.engines.schedule import Schedule
from simulation.engines.values import parameter_values
from simulation.interventions import all_kinds
from simulation.interventions.behaviour import all_behaviour, behaviour, beliefs, with_values
from simulation.parameters import PARAMETERS
from simulation.scenario.schema import Scenario
from simulation.world import build
from tests.engines.cases import world_of
from tests.interventions.conftest import BASE as LIVE
from tests.interventions.conftest import contributions, nobody
from tests.interventions.conftest import scenario as lively
from tests.interventions.plans import NEEDS, START, company, plan

OWN_USE = "reverse_mentoring.own_use"
MENTORING = {"kind": "reverse_mentoring", "start": 3, "target": {"role": "manager", "count": 2}}


def scenario(*plans: dict[str, Any], **sections: Any) -> Scenario:
    return Scenario.model_validate({"name": "case", "interventions": plans, **sections})


def drawn(*plans: dict[str, Any], replicate: int = 0, **sections: Any) -> dict[str, float]:
    """Values of the settings of interventions that a replicate draws."""
    values = parameter_values(scenario(*plans, **sections), replicate)
    return {name: value for name, value in values.items() if "." in name}


def test_every_plan_and_every_intervention_of_a_kind_has_the_same_draw() -> None:
    second = MENTORING | {"name": "second", "start": 20, "weeks_between": 4}
    kick_off = {"kind": "kick_off", "start": 1}
    for replicate in range(3):
        alone = drawn(MENTORING, replicate=replicate)
        both = drawn(kick_off, second, MENTORING, replicate=replicate)
        assert alone.items() <= both.items()
        stated = scenario(second, MENTORING).interventions
        assert len({with_values(each, both).own_use for each in stated}) == 1
    assert drawn(MENTORING)[OWN_USE] != drawn(MENTORING, replicate=1)[OWN_USE]
    assert drawn(MENTORING)[OWN_USE] != drawn(MENTORING, run={"seed": 2})[OWN_USE]


def test_a_number_is_certain_and_a_prior_moves_the_draw_without_another_luck() -> None:
    wide = {"prior": {"kind": "normal", "a": 1.0, "b": 0.3}}
    assert drawn(MENTORING | {"own_use": 0.5})[OWN_USE] == 0.5
    assert drawn(MENTORING, run={"uncertainty": "chance"})[OWN_USE] == 0.3
    shifted = drawn(MENTORING | {"own_use": wide})[OWN_USE] - drawn(MENTORING)[OWN_USE]
    assert shifted == pytest.approx(0.7, abs=1e-6), "the same probability of a prior that lies .7 higher"


def test_interventions_of_a_kind_that_believe_different_things_have_draws_of_their_own_names() -> None:
    certain = MENTORING | {"name": "certain", "own_use": 0.5}
    values = drawn(MENTORING, certain)
    assert values[f"{OWN_USE} (certain)"] == 0.5
    assert values[f"{OWN_USE} (reverse_mentoring)"] == drawn(MENTORING)[OWN_USE]
    assert OWN_USE not in values
    one, other = scenario(MENTORING, certain).interventions
    assert with_values(other, values).own_use == 0.5
    assert with_values(one, values).own_use == drawn(MENTORING)[OWN_USE]


def test_a_posterior_replaces_draws_but_no_number_that_a_plan_states() -> None:
    posterior = {"names": [OWN_USE, "imitation_rate"], "rows": [[-0.1, 0.01], [-0.2, 0.02]]}
    assert [drawn(MENTORING, replicate=k, posterior=posterior)[OWN_USE] for k in range(3)] == [-0.1, -0.2, -0.1]
    assert drawn(MENTORING | {"own_use": 0.5}, posterior=posterior)[OWN_USE] == 0.5
    assert not drawn(posterior=posterior), "nobody is mentored"


def test_values_are_stored_and_act() -> None:
    """A replicate equals one in which the drawn values stand in the plan as numbers."""
    mentoring = plan("reverse_mentoring")
    del mentoring["skill_per_session"]
    run = {"uncertainty": "parameters"}
    found = simulate(world_of(company(mentoring, run=run)), 0)
    fixed = {name.partition(".")[2]: value for name, value in found.parameters.items() if "." in name}
    assert set(fixed) == set(behaviour(type(scenario(MENTORING).interventions[0])))
    again = simulate(world_of(company(mentoring | fixed, run=run)), 0)
    assert again.counts.tobytes() == found.counts.tobytes()
    central = simulate(world_of(company(mentoring | {"own_use": 2.0}, run=run)), 0)
    assert central.counts[:START].tobytes() == found.counts[:START].tobytes()
    assert central.counts.tobytes() != found.counts.tobytes()


def test_plans_without_uncertain_settings_believe_nothing() -> None:
    assert beliefs([]) == {}
    assert all(name == each.name for name, each in all_behaviour().items())


def test_copies_keep_their_beliefs() -> None:
    import copy
    import pickle

    stated = scenario(MENTORING | {"own_use": {"value": 0.2, "prior": {"kind": "uniform", "a": -1, "b": 1}}})
    for again in (copy.deepcopy(stated), pickle.loads(pickle.dumps(stated)), stated.model_copy()):
        assert again == stated
        assert beliefs(again.interventions) == beliefs(stated.interventions)
    other = scenario(MENTORING | {"own_use": {"value": 0.2, "prior": {"kind": "uniform", "a": -1, "b": 2}}})
    assert other != stated
    assert np.float64(stated.interventions[0].own_use) == 0.2


@pytest.mark.parametrize("kind", [name for name, each in all_kinds().items() if behaviour(each)])
def test_planned_cost_and_who_is_chosen_do_not_depend_on_what_is_drawn(kind: str) -> None:
    """A plan must be paid before it is known what it does, and pairs of replicates must reach the same people."""
    stated = {name: value for name, value in plan(kind).items() if f"{kind}.{name}" not in all_behaviour()}
    world = world_of(company(stated, **NEEDS.get(kind, {})))
    found = []
    for end in (0.01, 0.99):
        values = {p.name: p.prior.quantile(end, p.low, p.high) for p in behaviour(all_kinds()[kind]).values()}
        schedule = Schedule(world, values)
        costs = schedule.planned(nobody(world))
        found.append((costs, {entry.plan.name: entry.active.people.tolist() for entry in schedule.entries}))
    assert found[0] == found[1]


def test_the_spread_of_an_effect_reflects_what_is_known_about_it() -> None:
    """What a campaign does is uncertain by its prior, not by luck alone; all parameters of the model are held here."""
    campaign = {"kind": "campaign", "start": 5, "weeks": 20}
    central = {p.name.partition(".")[2]: p.default for p in behaviour(all_kinds()["campaign"]).values()}
    parameters = {name: p.default for name, p in PARAMETERS.items()} | LIVE["parameters"]
    base, believed, certain = (
        build(lively(interventions=plans, parameters=parameters, run={"uncertainty": "parameters"}))
        for plans in ([], [campaign], [campaign | central])
    )
    number = contributions(5)
    found = np.array([[number(simulate(world, r)) for world in (base, believed, certain)] for r in range(24)])
    with_priors, without = (found[:, k] - found[:, 0] for k in (1, 2))
    assert with_priors.std(ddof=1) > 2 * without.std(ddof=1)
    band, narrow = (np.subtract(*np.quantile(each, (0.9, 0.1))) for each in (with_priors, without))
    assert band > 1.8 * narrow

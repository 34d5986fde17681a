"""A company of a tenth: what shrinks and what stays, how fractions are rounded, and that results are for all of it."""

from collections.abc import Iterator
from math import ceil, floor
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from pydantic import BaseModel

from simulation.declare import Per, per_of, setting, uniform
from simulation.engines.budget import planned_costs
from simulation.engines.run import simulate
from simulation.interventions.registry import all_kinds
from simulation.measures import measure
from simulation.results.tables import RunFrame, tables_of
from simulation.scenario.fields import is_model, options
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError
from simulation.scenario.scaling import amounts, downscaled, scaled
from simulation.scenario.schema import Scenario
from simulation.world import build

ROOT = Path(__file__).parents[2]
REPLICATES = 300
COMPANY: dict[str, Any] = {
    "name": "copied",
    "organisation": {"people": 1000, "countries": {"A": 1}, "divisions": {"X": 0.5, "Y": 0.5}},
    "platform": {"pilots": [{"name": "first", "target": {"count": 30}}]},
    "interventions": [
        {"kind": "kick_off", "start": 2, "target": {"count": 25}, "eur_fixed": 5000},
        {"kind": "workshops", "start": 3, "target": {"count": 100}, "groups_per_week": 3, "group_size": 5},
        {"kind": "open_groups", "start": 4, "per_week": 2, "share": 0.5},
        {"kind": "manager_training", "start": 5, "courses_per_week": 0.5},
        {"kind": "community_manager", "start": 5, "communities": 12},
    ],
    "economics": {"budget_eur": 1e6, "budget_hours": 2e5},
    "run": {"weeks": 30, "seed": 3},
}


def company(**changes: Any) -> Scenario:
    data = {**COMPANY, **changes}
    return Scenario.model_validate(data)


def models(root: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a model and all that are in it."""
    yield root
    for field in root.model_fields.values():
        for choice in options(field.annotation):
            for part in (choice, *get_args(choice)):
                yield from (each for inner in options(part) if is_model(inner) for each in models(inner))


def test_every_number_says_whether_it_is_of_the_whole_company():
    """An amount of people, hours, money, ... is of the company or of one; whoever adds one must say so."""
    known = {each for root in (Scenario, *all_kinds().values()) for each in models(root)}
    found = {f"{model.__name__}.{name}": per_of(field) for model in known for name, field in model.model_fields.items()}
    assert [name for name, per in found.items() if per is None] == []
    assert set(found.values()) == set(get_args(Per))
    of_the_company = {name for name, per in found.items() if per == "company"}
    assert {"Target.count", "OpenGroups.per_week", "Economics.budget_eur", "SurveySample.count"} <= of_the_company
    assert "KickOff.hours" not in of_the_company


def test_an_amount_without_a_word_is_undeclared():
    class Told(BaseModel):
        hours: float = setting(1, meaning="of somebody", unit="hours", low=0, high=2)
        said: float = setting(1, meaning="of each", unit="hours", per="one", low=0, high=2)
        share: float = setting(1, meaning="of all", unit="share", low=0, high=2)

    assert [per_of(field) for field in Told.model_fields.values()] == [None, "one", "one"]
    with pytest.raises(ValueError, match="same in a company of any size"):
        setting(1, meaning="x", unit="hours", low=0, high=2, prior=uniform(0, 2), per="company")


def test_a_company_of_a_tenth_by_hand():
    small = downscaled(scaled(company(), 0.1))
    kick_off, workshops, groups, training, managers = small.interventions
    assert small.organisation.people == 100
    assert (kick_off.target.count, kick_off.eur_fixed, kick_off.hours) == (3, 500, 8)
    assert (workshops.target.count, workshops.groups_per_week, workshops.group_size) == (10, pytest.approx(0.3), 5)
    assert (groups.per_week, groups.share, groups.hours_per_community) == (pytest.approx(0.2), 0.5, 3)
    assert (training.courses_per_week, training.people_per_course) == (pytest.approx(0.05), 9)
    assert managers.communities == 2  # 1.2, rounded up where no replicate is asked for
    assert small.platform.pilots[0].target.count == 3
    assert (small.economics.budget_eur, small.economics.hourly_cost_eur) == (1e5, 62)


def test_everything_that_is_said_to_be_of_the_company_shrinks_and_nothing_else():
    for name in ("telekom-2014-establish", "brand-ambassadors"):
        scenario = load(ROOT / "scenarios" / f"{name}.yaml")
        small = downscaled(scaled(scenario, 0.25), seed=1)
        before, after = dict(amounts(scenario)), dict(amounts(small))
        assert before.keys() == after.keys()
        assert all(after[key] in (floor(value / 4), ceil(value / 4), value / 4) for key, value in before.items())
        assert small.parameters == scenario.parameters
        assert small.run.scale == 1


def test_full_size_is_the_scenario_itself():
    scenario = company()
    assert downscaled(scenario) is scenario
    assert build(company()).full is None


def test_rounding_keeps_the_mean_and_hangs_on_luck_and_replicate_alone():
    scenario = scaled(company(), 0.1)
    counts = np.array([_counts(downscaled(scenario, seed)) for seed in range(REPLICATES)])
    assert counts.mean(axis=0) == pytest.approx([2.5, 1.2], abs=0.1)
    assert set(np.unique(counts[:, 0])) == {2, 3}
    other_name = [*COMPANY["interventions"]]
    other_name[0] = other_name[0] | {"name": "Auftakt"}
    renamed = scaled(company(interventions=other_name), 0.1)
    assert [_counts(downscaled(renamed, seed)) for seed in range(20)] == counts[:20].tolist()


def _counts(small: Scenario) -> list[int]:
    return [small.interventions[0].target.count, small.interventions[4].communities]


def test_fractions_of_a_course_or_group_add_up():
    """.3 groups of 5 a week, .2 communities a week: none in most weeks, and in the mean as many as there should be."""
    world = build(scaled(company(), 0.1))
    people, opened = [], []
    for seed in range(REPLICATES):
        own = world.replicate(seed)
        workshops, groups = own.interventions[1], own.interventions[2]
        workshop, opening = workshops.activate(own, _view(own)), groups.activate(own, _view(own))
        people.append([workshop.turnout(age).reached.size for age in range(3)])
        opened.append(min(opening.so_far(2, 1.0), 9))
    assert np.mean(people, axis=0) == pytest.approx([1.5, 1.5, 1.5], abs=0.4)
    assert np.unique(people).tolist() == [0, 5]
    assert np.mean(opened) == pytest.approx(0.6, abs=0.1)


def _view(world):
    from tests.interventions.conftest import nobody

    return nobody(world)


def test_results_are_for_the_full_size():
    scenario = scaled(company(), 0.1)
    world = build(scenario)
    trajectory = simulate(world, 0)
    assert trajectory.weight == world.weight == scenario.weight == 10
    found = measure(trajectory, 62)
    raw = measure(trajectory.__class__(**{**_fields(trajectory), "weight": 1.0}), 62)
    assert (found["people"][:, -1] == 1000).all()
    for name in ("registered", "contributions_total_cumulative", "cost_eur_cumulative"):
        assert np.allclose(found[name], raw[name] * 10, rtol=1e-12)
    for name in ("registered_share_of_people", "gini_of_contributors", "belief_mean"):
        assert np.allclose(found[name], raw[name], rtol=1e-12, equal_nan=True)
    tables = tables_of(trajectory, RunFrame.of(world))
    taking = tables["interventions"].to_pylist()
    assert {row["meant"] for row in taking if row["intervention"] == "kick_off"} <= {20.0, 30.0}
    assert tables["people"].num_rows == 100


def _fields(trajectory):
    return {name: getattr(trajectory, name) for name in trajectory.__slots__}


def test_costs_and_budgets_are_told_for_the_full_size():
    """What is of the whole company costs the same at any scale; a plan that is within its budget stays so."""
    plans = [COMPANY["interventions"][0]]
    full, small = (build(scaled(company(interventions=plans), scale)) for scale in (1, 0.2))
    assert small.weight == 5
    one, other = planned_costs(full)["kick_off"], planned_costs(small)["kick_off"]
    assert (other.hours, other.eur) == (one.hours, one.eur) == (25 * 8, 5000 + 25 * 150)


def test_engines_agree_in_a_small_copy():
    world = build(scaled(company(run={"weeks": 12, "seed": 3}), 0.06))
    one, other = simulate(world, 1), simulate(world, 1, engine="mesa")
    assert np.array_equal(one.counts, other.counts)
    assert np.array_equal(one.booked, other.booked)


def test_a_scaled_scenario_is_reproduced_from_what_is_stored():
    scenario = scaled(company(), 0.3)
    assert Scenario.model_validate_json(scenario.model_dump_json()) == scenario
    assert scaled(scenario, 0.5).run.scale == pytest.approx(0.15)
    assert override(company(), ["run.scale=0.3"]) == scenario


@pytest.mark.parametrize(
    ("changes", "scale", "message"),
    [
        ({}, 0.01, "makes 10 people of 1,000, which are too few"),
        ({}, 2, "between"),
        ({"model": {"thresholds": [0.5] * 1000}}, 0.5, "must be 1 where model.thresholds lists one for each person"),
        (
            {
                "organisation": {"people": 60, "structure": "listed", "edges": [[0, 1]]},
                "platform": {},
                "interventions": [],
            },
            0.9,
            "whose ties are listed cannot be made smaller",
        ),
    ],
)
def test_what_cannot_be_made_smaller_is_refused_by_its_key(changes, scale, message):
    with pytest.raises(ScenarioError, match=message) as refused:
        scaled(company(**changes), scale)
    assert {problem.key for problem in refused.value.problems} == {"run.scale"}

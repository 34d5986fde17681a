"""What a plan takes, worked out by hand before any run, and the limits that it is held against."""

from __future__ import annotations

from typing import Any

import pytest

from simulation.engines.budget import Cut, _for_all, budget_of, within_budget
from simulation.engines.limits import limits
from simulation.engines.planned import plan_costs
from simulation.engines.run import simulate
from simulation.interventions.base import Cost
from simulation.scenario.problems import ScenarioError
from simulation.world import build
from tests.interventions.conftest import scenario

START = {"start": "2024-11-11", "weeks": 20}
"""Eight weeks begin in November and December 2024, twelve in 2025."""
TASKS = {
    "kind": "ambassador_tasks", "name": "tasks", "start": 4, "weeks": 10, "target": {"count": 50}, "tasks_per_week": 2,
    "hours_per_task": 0.5, "lead_hours": 20, "eur_per_ambassador": 60, "replace": False,
}  # fmt: skip


def with_tasks(economics: dict[str, Any] | None = None, **changes: Any) -> Any:
    return scenario(interventions=[TASKS | changes], run=START, economics=economics or {})


def test_hours_of_team_and_participants_and_money_by_year_by_hand():
    """Weeks 4 to 7 lie in 2024, 8 to 13 in 2025: 20 hours of the lead and 50 of tasks in each; 50 x 60 EUR."""
    (tasks,) = (found := plan_costs(with_tasks())).interventions
    assert tasks.by_year == {2024: Cost(280, 3000, 80), 2025: Cost(420, 0, 120)}
    assert [tasks.by_year[year].participant_hours for year in (2024, 2025)] == [200, 300]
    assert (found.years, found.cost) == ([2024, 2025], Cost(700, 3000, 200))
    assert found.full_eur(found.cost) == 3000 + 700 * 62, "as cost_eur_cumulative counts"
    assert (tasks.first, tasks.last) == (4, 14)


def test_heads_by_silo_and_level():
    plans = [{"kind": "kick_off", "start": 2, "target": {"role": "manager"}, "attend_share": 1}, TASKS]
    found = plan_costs(scenario(interventions=plans, run=START))
    managers, tasks = (each.people for each in found.interventions)
    organisation = build(scenario()).organisation
    assert managers[:, 0].sum() == 0, "staff are no managers"
    assert managers.sum() == (organisation.level > 0).sum()
    assert tasks.sum() == 50
    assert tasks.sum(axis=1).tolist() != [0, 50], "chance takes them from both silos"
    assert managers.sum() <= found.people.sum() <= managers.sum() + 50
    assert len(found.silos) == len(managers) == organisation.n_silos


def test_a_plan_for_users_is_reserved_before_anybody_is_one():
    """Nobody has an account before the run: the count of the target is what may be taken, and what is held."""
    wanted = {"users_only": True, "rank": "contributions", "count": 50}
    (tasks,) = plan_costs(with_tasks(target=wanted)).interventions
    assert tasks.is_chosen_in_run
    assert (tasks.people.sum(), tasks.cost) == (50, Cost(700, 3000, 200))
    with pytest.raises(ScenarioError, match="the interventions take 700 hours, 100 more than 600"):
        simulate(build(with_tasks({"budget_hours": 600}, target=wanted)), 0)


@pytest.mark.parametrize(
    ("economics", "said"),
    [
        ({"budget_team_hours": 150}, "200 hours of the team, 50 more than 150"),
        ({"budget_participant_hours": 499}, "500 hours of participants, 1 more than 499"),
        ({"budget_years": [{"year": 2024, "eur": 2000}]}, "3,000 EUR in 2024, 1,000 more than 2,000"),
        ({"budget_years": [{"year": 2025, "team_hours": 100}]}, "120 hours of the team in 2025, 20 more than 100"),
    ],
)
def test_what_goes_beyond_a_limit_is_refused_by_its_name(economics: dict[str, Any], said: str):
    with pytest.raises(ScenarioError, match=said) as caught:
        within_budget(build(with_tasks(economics)))
    assert len(caught.value.problems) == 1


def test_a_limit_of_a_year_ends_what_cannot_be_paid_in_it():
    """70 hours a week: 4 x 70 in 2024, and in 2025 two weeks of 140 hours; the third (week 10) is not paid."""
    economics = {"budget_years": [{"year": 2025, "hours": 150}], "over_budget": "cut"}
    budget = budget_of(with_tasks(economics))
    assert budget.cuts == [Cut("tasks", 10, 14)]
    assert [(each.limit.key, each.reserved, each.left) for each in budget.taken] == [
        ("economics.budget_years[0].hours", 140, 10)
    ]
    trajectory = simulate(build(with_tasks(economics)), 0)
    assert trajectory.participation["hours_reserved"].sum() == 6 * 70


def test_what_is_left_of_every_limit_is_known():
    economics = {
        "budget_eur": 5000, "budget_hours": 1000, "budget_team_hours": 300, "budget_participant_hours": 600,
        "budget_years": [{"year": 2024, "eur": 3000, "hours": 300, "team_hours": 90, "participant_hours": 250}],
    }  # fmt: skip
    budget = budget_of(with_tasks(economics))
    assert [each.left for each in budget.taken] == [2000, 300, 100, 100, 0, 20, 10, 50]
    assert len(limits(with_tasks(economics))) == 8
    assert budget_of(with_tasks()).taken == []


def test_a_plan_beyond_its_budget_is_told_not_refused():
    found = plan_costs(with_tasks({"budget_hours": 600}))
    assert [each.left for each in found.budget.taken] == [-100]


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([{"year": 2023, "hours": 1}], r"a year in which a week of the run begins \(2024 to 2025\), not 2023"),
        ([{"year": 2024}, {"year": 2024}], "budget_years names a year twice"),
    ],
)
def test_years_of_budgets_are_those_of_the_run_each_once(years: list[dict[str, Any]], said: str):
    with pytest.raises(ValueError, match=said):
        with_tasks({"budget_years": years})


def test_who_is_reached_twice_is_counted_once():
    everybody = {"kind": "kick_off", "start": 2, "attend_share": 1, "target": {"share": 1.0}}
    found = plan_costs(scenario(interventions=[everybody | {"name": name} for name in ("a", "b")], run=START))
    n = build(scenario()).organisation.n_people
    assert [each.people.sum() for each in found.interventions] == [n, n]
    assert found.people.sum() == n


def test_all_of_a_cost_is_told_for_the_full_size():
    """A company of which one in four is simulated takes four times the hours, those of the team and the money."""
    assert _for_all(Cost(10, 5, 4), 4) == Cost(40, 20, 16)

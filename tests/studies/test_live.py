"""A plan that is tried out: its levers follow from what is declared, and every state is a run like any other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulation.errors import InputError
from simulation.results.board import EURO, HOURS, Board, board
from simulation.results.execute import execute
from simulation.results.options import Options
from simulation.studies.design.changing import changed, sorted_changes
from simulation.studies.live.grid import LiveGrid, LiveTried, agreeing, kept_weeks, values
from simulation.studies.live.levers import MOST, PLANNED, levers
from simulation.studies.live.simulated import FIXED, NOT_THERE, simulated
from simulation.wasm.blind import NeedsRunError
from tests.studies.company import KICK_OFF, MANAGERS
from tests.studies.conftest import ACTIVE, BASE, plan


def test_a_lever_scales_what_says_how_much_takes_place() -> None:
    kick_off, managers = levers(BASE, plan(KICK_OFF, MANAGERS))
    assert [level.factor for level in kick_off.levels] == [0, 0.5, 1, 2]
    doubled = changed(plan(KICK_OFF, MANAGERS), sorted_changes(kick_off.levels[-1].values)).interventions[0]
    assert doubled.target.count == 40
    assert {"interventions.managers.communities": 4}.items() <= dict(managers.levels[-1].values).items()


def test_what_is_only_paid_for_can_only_be_left_out() -> None:
    whole = KICK_OFF | {"target": {"role": "manager"}}
    (lever,) = levers(BASE, plan(whole))
    assert [level.factor for level in lever.levels] == [0, 1]


def test_a_share_beyond_everybody_cannot_be_chosen() -> None:
    (lever,) = levers(BASE, plan(KICK_OFF | {"target": {"share": 0.6}}))
    assert [level.factor for level in lever.levels] == [0, 0.5, 1]


def test_the_dearest_are_levers_where_none_is_named() -> None:
    many = [KICK_OFF | {"name": f"event {i}", "target": {"count": 5 + i}} for i in range(MOST + 2)]
    costs = {f"event {i}": float(i) for i in range(MOST + 2)}
    assert [each.name for each in levers(BASE, plan(*many), costs=costs)] == [f"event {i}" for i in range(2, MOST + 2)]


def test_a_lever_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="managers"):
        levers(BASE, plan(KICK_OFF, MANAGERS), ["manager"])
    with pytest.raises(InputError, match="no lever"):
        levers(BASE, BASE)


def test_the_plan_as_it_is_planned_is_its_run(shown: Board, made: LiveTried) -> None:
    grid = made.grid()
    weeks = list(grid.weeks)
    for name in (ACTIVE, HOURS, EURO):
        assert np.array_equal(grid.base[name], shown.base.totals[name][:, weeks])
        assert np.array_equal(grid.states[grid.planned][name], shown.plans[0].totals[name][:, weeks])


def test_without_every_lever_nothing_differs(made: LiveTried) -> None:
    grid = made.grid()
    assert not grid.difference((0, 0), ACTIVE).any()
    assert grid.difference((0, 0), HOURS).sum() == 0


def test_a_state_is_the_run_of_its_scenario(made: LiveTried, tmp_path: Path) -> None:
    grid, state = made.grid(), (3, 0)
    alone = changed(made.plan, sorted_changes(values(grid.levers, state)))
    run = execute(alone, Options(root=tmp_path)).run
    assert np.array_equal(grid.states[state][ACTIVE], run.totals((ACTIVE,))[ACTIVE][:, list(grid.weeks)])


def test_weeks_that_are_kept_hold_the_decision_and_the_end() -> None:
    assert kept_weeks(16, 13) == (0, 4, 8, 12, 13, 15)


def test_differences_of_a_copy_are_told_for_the_full_size() -> None:
    assert agreeing(np.array([[2.0, 4.0]]), np.array([[3.0, 6.0]])) == 1.5
    assert agreeing(np.array([[2.0, 4.0]]), np.array([[-1.0, 0.0]])) is None
    assert agreeing(np.zeros((1, 2)), np.ones((1, 2))) is None


def test_only_people_are_told_for_the_full_size() -> None:
    """Costs of a copy are those of the full size already."""
    base, state = ({"active": np.full((1, 1), each), EURO: np.full((1, 1), each)} for each in (1.0, 3.0))
    grid = LiveGrid((), "active", (0,), 0, 10, base, {(): state}, 1.5)
    assert grid.difference((), "active").item() == 3
    assert grid.difference((), EURO).item() == 2
    assert replace(grid, factor=None).difference((), "active").item() == 2


def test_what_hangs_on_the_run_stays_as_planned_in_a_page(tmp_path: Path) -> None:
    """It keeps its lever, which cannot move there; the others can."""
    mentors = {"kind": "reverse_mentoring", "name": "mentors", "start": 3, "target": {"role": "manager", "count": 6}}
    both = [
        each.model_copy(update={"run": each.run.model_copy(update={"replicates": 2})})
        for each in (BASE, plan(KICK_OFF, mentors))
    ]
    base, other = (execute(each, Options(root=tmp_path)).run for each in both)
    own = simulated(board(base, [other], 13, ACTIVE), both[1], (0, 1))
    assert own.replayed == ("mentors",)
    kick_off, fixed = own.positions
    assert NOT_THERE in kick_off
    assert FIXED not in kick_off
    assert [place >= 0 for place in fixed] == [level.factor == PLANNED for level in own.levers[1].levels]
    assert set(fixed) - {FIXED} == {max(fixed)}


def test_a_plan_of_which_everything_hangs_on_the_run_is_not_simulated_in_a_page(tmp_path: Path) -> None:
    mentors = {"kind": "reverse_mentoring", "name": "mentors", "start": 3, "target": {"role": "manager", "count": 6}}
    base, other = (execute(each, Options(root=tmp_path)).run for each in (BASE, plan(mentors)))
    with pytest.raises(NeedsRunError, match="mentors"):
        simulated(board(base, [other], 13, ACTIVE), plan(mentors), (0,))

"""A week that an intervention says to be as the one before is what it would have been with everything asked anew."""

from __future__ import annotations

import pytest

from simulation.engines.run import simulate, state_at
from simulation.engines.scheduled import Scheduled
from simulation.world import World, build
from tests.engines.lockstep import same_columns, same_trajectories
from tests.interventions.conftest import scenario

MANAGERS = {"kind": "community_manager", "communities": 10, "start": 2, "weeks": 40, "ramp_weeks": 3}


@pytest.fixture(scope="module")
def world() -> World:
    """Managers who leave now and then, in communities that begin and die."""
    return build(scenario(interventions=[MANAGERS], parameters={"turnover_rate": 0.5, "quitting_rate": 0.05}))


def test_nothing_differs_from_a_run_in_which_all_is_asked_anew(world: World, monkeypatch: pytest.MonkeyPatch):
    said: list[bool] = []
    take_turn = Scheduled.take_turn

    def noted(self, *given):
        take_turn(self, *given)
        said.append(self.repeats)

    monkeypatch.setattr(Scheduled, "take_turn", noted)
    usual = simulate(world, 1)
    assert 10 < sum(said) < len(said), "some weeks are repeated, others are not"
    monkeypatch.setattr(Scheduled, "may_repeat", lambda *_: False)
    asked = simulate(world, 1)
    same_trajectories(usual, asked)
    same_columns(usual.participation or {}, asked.participation or {}, "participation")


def test_a_run_goes_on_from_a_week_like_the_one_before(world: World):
    usual, later = simulate(world, 1), simulate(world, 1, start=state_at(world, 1, 20))
    same_trajectories(usual, later)
    same_columns(usual.participation or {}, later.participation or {}, "participation")

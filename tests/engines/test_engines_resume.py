"""Stopping in any week and going on, in either engine, gives what the uninterrupted run gives, bit for bit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.engines.run import simulate, state_at
from simulation.engines.state import State, Stops
from simulation.model.record import Trajectory
from simulation.world import World
from tests.engines.cases import Dice, random_scenario, small, world_of
from tests.engines.lockstep import same_columns, same_trajectories

SURVEY = {"every_weeks": 2, "start": 1, "sample": {"share": 0.5}, "minimum_group": 2}
FAST, ALL = 12, 150
ROOT = Path(__file__).resolve().parents[2]


def again(world: World) -> World:
    """The same world, made anew: nothing of the first one is left in it."""
    return world_of(world.scenario)


def same(one: Trajectory, other: Trajectory) -> None:
    """Assert that two results are equal, surveys too."""
    same_trajectories(one, other)
    same_columns(one.survey or {}, other.survey or {}, "survey")


def stop_and_go(number: int) -> None:
    """A random scenario, stopped in two random weeks, going on in a random engine each time."""
    world, dice = world_of(random_scenario(number)), Dice(1000 + number)
    weeks = world.scenario.run.weeks
    first, second = sorted((dice.whole(0, weeks), dice.whole(0, weeks)))
    engines = [dice.one("kernel", "kernel", "mesa") for _ in range(3)]
    state = state_at(world, 0, first, engine=engines[0])
    state = state_at(again(world), 0, second, engine=engines[1], start=state)
    same(simulate(world, 0), simulate(again(world), 0, engine=engines[2], start=state))


@pytest.mark.parametrize("number", range(FAST))
def test_going_on_after_any_week_changes_nothing(number: int):
    stop_and_go(number)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(FAST, ALL))
def test_going_on_after_any_week_changes_nothing_in_more_cases(number: int):
    stop_and_go(number)


@pytest.mark.parametrize("week", [0, 1, 2, 5, 6, 9, 10])
@pytest.mark.parametrize(("before", "after"), [("kernel", "kernel"), ("kernel", "mesa"), ("mesa", "kernel")])
def test_survey_goes_on(week: int, before: Any, after: Any):
    world = world_of(small(weeks=10, survey=SURVEY))
    state = state_at(world, 2, week, engine=before)
    same(simulate(world, 2), simulate(again(world), 2, engine=after, start=state))


def test_checkpoints_are_the_states_of_their_weeks_and_change_nothing():
    world, kept = world_of(small(weeks=9)), []
    with_them = simulate(world, 0, stops=Stops((7, 3, 9), kept.append))
    same(simulate(world, 0), with_them)
    assert [state.week for state in kept] == [3, 7, 9]
    for state in kept:
        alike(state, state_at(world, 0, state.week))


def alike(one: State, other: State) -> None:
    """Assert that two states are equal."""
    for name in ("counts", "roles", "booked", "events"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name
    for name in one.engine.people._fields:
        assert getattr(one.engine.people, name).tobytes() == getattr(other.engine.people, name).tobytes(), name
    for name in one.engine.groups.dtype.names or ():
        assert one.engine.groups[name].tobytes() == other.engine.groups[name].tobytes(), name
    for name in ("words", "shown", "pull", "contributors", "replies"):
        a, b = getattr(one.engine, name), getattr(other.engine, name)
        assert (a.dtype, a.tolist()) == (b.dtype, b.tolist()), name


@pytest.mark.parametrize("week", [0, 1, 6, 13, 20])
def test_both_engines_leave_the_same_state(week: int):
    world = world_of(small(parameters={"turnover_rate": 0.5, "quitting_rate": 0.1}))
    alike(state_at(world, 0, week), state_at(world, 0, week, engine="mesa"))


def test_one_state_serves_many_branches():
    plan = {"kind": "workshops", "start": 12, "target": {"count": 40}}
    base, other = world_of(small()), world_of(small(interventions=[plan]))
    state = state_at(base, 0, 12)
    branches = [simulate(world, 0, start=state) for world in (base, other, base, other)]
    same(branches[0], simulate(base, 0))
    same(branches[1], simulate(other, 0))
    same(branches[2], branches[0])
    same(branches[3], branches[1])
    assert branches[0].counts[12:].tobytes() != branches[1].counts[12:].tobytes()


@pytest.mark.parametrize("weeks", [10, 12, 60, 160])
def test_the_rest_may_be_shorter_or_longer(weeks: int):
    state = state_at(world_of(small(weeks=55 if weeks > 55 else 20)), 0, 55 if weeks > 55 else 10)
    world = world_of(small(weeks=weeks))
    same(simulate(world, 0), simulate(world, 0, start=state))


@pytest.mark.parametrize(
    ("replicate", "sections", "word"),
    [
        (1, {}, "replicate"),
        (0, {"run": {"seed": 12}}, "seed"),
        (0, {"people": 130}, "people"),
        (0, {"parameters": {"imitation_rate": 0.2}}, "parameters"),
        (0, {"weeks": 5}, "ends after 5 weeks"),
        (
            0,
            {"interventions": [{"kind": "workshops", "start": 7, "target": {"count": 5}}]},
            "be none, not workshops",
        ),
        (0, {"survey": SURVEY}, "survey"),
    ],
)
def test_a_state_of_another_past_is_refused(replicate: int, sections: dict[str, Any], word: str):
    state = state_at(world_of(small(run={"uncertainty": "chance"})), 0, 8)
    world = world_of(small(**{"run": {"uncertainty": "chance"} | sections.pop("run", {}), **sections}))
    with pytest.raises(ValueError, match=word):
        simulate(world, replicate, start=state)


def test_a_state_without_events_does_not_serve_a_run_that_records_them():
    state = state_at(world_of(small(run={"events": False})), 0, 8)
    with pytest.raises(ValueError, match="events"):
        simulate(world_of(small()), 0, start=state)
    without = simulate(world_of(small(run={"events": False})), 0)
    same(without, replace(simulate(world_of(small(run={"events": False})), 0, start=state_at(world_of(small()), 0, 8))))


@pytest.mark.parametrize("weeks", [(-1,), (3, 21), (21,)])
def test_checkpoints_outside_of_the_run_are_refused(weeks: tuple[int, ...]):
    with pytest.raises(ValueError, match="checkpoints must be weeks from 0 to 20"):
        simulate(world_of(small()), 0, stops=Stops(weeks, lambda state: None))


ATTENTION = (
    {"kind": "use_cases", "start": 2, "hours_per_user": 8, "fits_share": 1.0},
    {"kind": "role_modelling", "start": 2, "hours_per_week": 8, "safety": 0, "target": {}},
)
ROUNDED = tuple(
    {"kind": "community_manager", "name": name, "start": start, "communities": 30, "hours_per_week": hours}
    for name, start, hours in (("c", 0, 4.1), ("b", 3, 2.3), ("a", 6, 0.7))
)


@pytest.mark.parametrize("plans", [ATTENTION, ROUNDED], ids=["attention", "sums of three that round differently"])
def test_recording_events_changes_nothing_else(plans: Any):
    """Events make the run go week by week: what seems to stay the same for several weeks must do so."""
    with_events, without = (
        simulate(world_of(small(interventions=plans, run={"events": events})), 0) for events in (True, False)
    )
    same(replace(with_events, events=None), without)


def test_the_documented_example_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs/checkpoints.md").read_text()
    exec(text.split("```python\n")[1].split("```")[0], {})
    assert [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()] == ["0.5", "1.0", "2.0"]


def test_arrays_of_a_state_are_its_own():
    world = world_of(small())
    state = state_at(world, 0, 5)
    before = [state.counts.copy(), state.engine.people.traits.copy(), state.engine.replies.copy()]
    simulate(world, 0, start=state)
    for old, now in zip(before, (state.counts, state.engine.people.traits, state.engine.replies), strict=True):
        np.testing.assert_array_equal(old, now)

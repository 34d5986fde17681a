"""Limits of the interventions that act on people: nobody, everybody, the end, another seed."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from simulation.engines.run import simulate
from simulation.model.record import BOOKING, INDEX
from simulation.scenario.problems import ScenarioError
from tests.engines.cases import world_of
from tests.engines.lockstep import same_counts, same_trajectories
from tests.interventions.plans import START, WEEKS, company, plan

KINDS = (
    "ambassador_tasks", "ambassador_programme", "face_to_face", "use_cases", "role_modelling", "workshops",
    "working_out_loud", "onboarding",
)  # fmt: skip
RARE = {"functions": {"F": 1, "G": 1e-9}}
"""Nobody works in G."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_that_selects_nobody_is_refused(kind):
    sections = {"organisation": RARE}
    with pytest.raises(ScenarioError, match=r"selects nobody: .* people; functions G: 0"):
        world_of(company(plan(kind, target={"functions": ["G"]}), **sections))


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"working_out_loud"}))
def test_nobody_is_reached_and_nothing_changes(kind):
    """Only users are meant, and there are none yet: that is known in the run only, which says so."""
    sections = {"parameters": {"innovation_rate": 0, "launch_hazard": 0}}
    without = simulate(world_of(company(**sections)), 0)
    assert not without.counts[:, -1, INDEX["registered"]].any(), "not even by the announcement of the launch"
    nobody = simulate(world_of(company(plan(kind, target={"users_only": True}), **sections)), 0)
    for week in range(WEEKS):
        same_counts(without.counts[week], nobody.counts[week], f"week {week}")
    assert nobody.participation["reached"].sum() == nobody.participation["took_part"].sum() == 0
    others = [name for name in BOOKING if name not in ("hours", "eur")]
    assert nobody.booked[:, :, [BOOKING[name] for name in others]].sum() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_be_reached(kind):
    without = simulate(world_of(company()), 0)
    everybody = simulate(world_of(company(plan(kind, target={}))), 0)
    assert everybody.counts[START:].tobytes() != without.counts[START:].tobytes()
    assert everybody.booked[:, -1, BOOKING["hours"]].sum() > 0


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_booked_after_the_end(kind):
    run = simulate(world_of(company(plan(kind, target={}, weeks=5))), 0)
    assert run.booked[: START + 5].any()
    assert not run.booked[START + 5 :].any()


@pytest.mark.parametrize("kind", KINDS)
def test_both_engines_book_and_list_the_same(kind):
    world = world_of(company(plan(kind)))
    same_trajectories(simulate(world, 1), simulate(world, 1, engine="mesa"))


@pytest.mark.parametrize("kind", ["ambassador_programme", "ambassador_tasks"])
def test_without_strength_no_columns_and_no_activity_is_booked(kind):
    run = simulate(world_of(company(plan(kind, strength=0))), 0)
    assert set(run.people) == set(simulate(world_of(company()), 0).people)
    assert run.booked[:, -1, BOOKING["hours"]].sum() > 0
    assert run.booked[:, :, 2:].sum() == 0


@pytest.mark.parametrize("kinds", list(combinations(KINDS, 2)), ids="-".join)
def test_the_order_of_two_does_not_matter(kinds):
    """To the bit; sums of three or more effects on one channel may differ in their last bit by their order."""
    plans = [plan(kind) for kind in kinds]
    there, back = (simulate(world_of(company(*order)), 2) for order in (plans, plans[::-1]))
    assert there.counts.tobytes() == back.counts.tobytes()
    assert there.booked == pytest.approx(back.booked)
    assert set(there.people) == set(back.people)
    for name, column in there.people.items():
        assert np.array_equal(column, back.people[name]), name

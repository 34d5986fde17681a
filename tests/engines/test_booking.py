"""What interventions book, against totals worked out by hand: by week, by silo, by intervention, hours and money."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import pytest

from simulation.engines.budget import planned_costs
from simulation.engines.run import simulate
from simulation.interventions import Active, Cost, Intervention
from simulation.interventions.registry import all_kinds
from simulation.model.effects import EffectBuilder
from simulation.model.record import BOOKED, BOOKING
from simulation.world import World
from tests.engines.cases import small, world_of
from tests.interventions.plans import NEEDS, company, plan

HOURS, EUR, TALKS, TASKS = (BOOKING[name] for name in ("hours", "eur", "talks", "tasks_done"))
WEEKS, PEOPLE = 20, 120


class Booked(Intervention):
    """Books what a test works out: hours and euro that grow from week to week, talks of each of its people."""

    evidence: ClassVar[str] = "none"
    kind: Literal["booked"] = "booked"
    start: int = 0
    reached: tuple[int, ...]
    """Its people."""
    hours: float = 0
    eur: float = 0
    talks: tuple[float, ...] = ()
    """Talks of each of its people in a week."""

    def activate(self, world: World, view: Any) -> Active:
        """Nothing to choose."""
        del world, view
        return _Booked(self)


class _Booked(Active):
    def __init__(self, plan: Booked) -> None:
        self.plan, self.people = plan, np.array(plan.reached, np.int64)

    def apply(self, age: int, strength: float, view: Any, effects: EffectBuilder) -> None:
        """None."""

    def cost(self, age: int) -> Cost:
        """More from week to week."""
        return Cost((age + 1) * self.plan.hours, (age + 1) * self.plan.eur)

    def books(self, age: int) -> dict[str, Any]:
        """Talks where its people are, tasks as a number that is shared out."""
        return {"talks": np.array(self.plan.talks), "tasks_done": 6.0} if self.plan.talks else {}


def booked(*plans: Intervention, weeks: int = WEEKS) -> np.ndarray:
    """What is booked [weeks, silos + 1, books] in a company whose first 72 people are one silo, the others another."""
    world = world_of(small(weeks=weeks).model_copy(update={"interventions": plans}))
    assert np.bincount(world.organisation.silo).tolist() == [72, 48]
    return simulate(world, 0).booked


def test_hours_and_money_stand_in_their_weeks_and_with_the_silos_of_those_reached():
    """Two of three people are in the first silo: so are two thirds of 9 hours and 30 EUR, doubled in the next week."""
    found = booked(Booked(name="a", start=3, weeks=2, reached=(0, 1, 100), hours=9, eur=30))
    assert found[3, :, HOURS].tolist() == [6, 3, 9]
    assert found[4, :, HOURS].tolist() == [12, 6, 18]
    assert found[3, :, EUR].tolist() == [20, 10, 30]
    assert found[4, :, EUR].tolist() == [40, 20, 60]
    assert not np.delete(found, [3, 4], axis=0).any(), "nothing in other weeks"
    assert not np.delete(found, [HOURS, EUR], axis=2).any(), "nothing under other names"


def test_what_each_person_did_is_booked_with_the_silo_of_that_person():
    found = booked(Booked(name="a", start=0, weeks=1, reached=(0, 1, 100), talks=(1, 2, 4)))
    assert found[0, :, TALKS].tolist() == [3, 4, 7]
    assert found[0, :, TASKS].tolist() == [4, 2, 6]
    assert not found[1:].any()


def test_several_interventions_add_up():
    one = Booked(name="one", start=2, weeks=3, reached=(0,), hours=5, eur=7)
    two = Booked(name="two", start=3, weeks=5, reached=(100, 101), hours=2, eur=1, talks=(1, 0.5))
    together, single = booked(one, two), booked(one) + booked(two)
    assert together == pytest.approx(single)
    assert together[3, :, HOURS].tolist() == [10, 2, 12]
    assert together[3, :, EUR].tolist() == [14, 1, 15]


def test_whom_nobody_is_reached_by_is_booked_evenly():
    """An intervention without people (its lead's hours are still spent) is shared out over the silos alike."""
    assert booked(Booked(name="a", start=0, weeks=1, reached=(), hours=8))[0, :, HOURS].tolist() == [4, 4, 8]


def test_budgets_hold_the_sum_of_all_interventions():
    """Not the largest of them: 5 x (1 + 2 + 3) and 2 x (1 + ... + 5) hours."""
    one = Booked(name="one", start=2, weeks=3, reached=(0,), hours=5, eur=7)
    two = Booked(name="two", start=3, weeks=5, reached=(100, 101), hours=2, eur=1)
    world = world_of(small(weeks=WEEKS).model_copy(update={"interventions": (one, two)}))
    assert planned_costs(world) == {"one": Cost(30, 42), "two": Cost(30, 15)}


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_silos_add_up_to_the_whole_in_every_book(kind: str):
    """Of every shipped intervention: whatever it books in a silo is in the total, and nothing else."""
    scenario = company(plan(kind), **NEEDS.get(kind, {}))
    found = simulate(world_of(scenario), 0).booked
    assert found.shape[2] == len(BOOKED)
    assert found[:, :-1].sum(axis=1) == pytest.approx(found[:, -1], abs=1e-9)
    assert (found >= 0).all()

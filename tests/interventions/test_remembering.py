"""What interventions remember: taken down, put back, and refused loudly where it cannot be kept."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.interventions.base import Active, Cost
from simulation.interventions.remembering import Remembering


class Inner(Remembering):
    """A part of something else."""

    def __init__(self) -> None:
        self.until = {3: 8}


class Outer(Remembering):
    """Attributes of all types that are kept."""

    def __init__(self) -> None:
        self.people = np.arange(4)
        self.waves = [np.arange(2), np.empty(0)]
        self.pair = (1, 2.5)
        self.where: Any = slice(2, 5)
        self.share, self.name, self.over, self.nothing = np.float32(0.3), "x", True, None
        self.inner = Inner()


def test_everything_plain_is_taken_down_and_put_back():
    one, other = Outer(), Outer()
    one.people[1] = 9
    one.where, one.inner.until, one.share = np.array([1, 7]), {4: 1}, np.float32(0.1)
    one.later = "only now"
    del one.nothing
    other.extra = 5
    state = one.state()
    one.people[1] = 0
    other.restore(state)
    assert other.people.tolist() == [0, 9, 2, 3]
    assert other.where.tolist() == [1, 7]
    assert other.inner.until == {4: 1}
    assert (other.share, type(other.share), other.later, other.pair) == (
        np.float32(0.1),
        np.float32,
        "only now",
        (1, 2.5),
    )
    assert not hasattr(other, "nothing")
    assert not hasattr(other, "extra")
    other.people[0] = 5
    assert state["people"][0] == 0


@pytest.mark.parametrize(
    "value", [object(), {1, 2}, lambda: 1, [object()], {"a": np.array([None])}, {(1, 2): 3}, [Inner()], Inner]
)
def test_what_cannot_be_kept_is_named(value: Any):
    one = Outer()
    one.odd = value
    with pytest.raises(TypeError, match=r"Outer\.odd.* cannot be kept in a checkpoint"):
        one.state()


def test_slots_hide_nothing():
    class Slotted(Remembering):
        __slots__ = ("a",)

    with pytest.raises(TypeError, match="__slots__"):
        Slotted().state()


def test_an_active_intervention_needs_nothing_of_its_author():
    class Counting(Active):
        def __init__(self) -> None:
            self.people, self.n = np.arange(2), 0

        def apply(self, age: int, strength: float, view: Any, effects: Any) -> None:
            self.n += 1

        def cost(self, age: int) -> Cost:
            return Cost()

    one, other = Counting(), Counting()
    one.apply(0, 1.0, None, None)
    other.restore(one.state())
    assert other.n == 1

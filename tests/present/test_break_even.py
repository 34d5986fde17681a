"""Break-even, worked out by hand: money lost over hours gained."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from simulation.present.board.break_even import break_even, break_even_sentence
from simulation.present.language import LANGUAGES
from simulation.results.quantiles import Array

RATE = 50.0


@dataclass
class AccountedSide:
    """Hours gained and money gained in each replicate, as a side of a board has them."""

    hours: Array
    money: Array
    run: Any = field(default_factory=lambda: SimpleNamespace(manifest=SimpleNamespace(hourly_cost_eur=RATE)))

    @property
    def net(self) -> Array:
        return self.hours * RATE + self.money


def side(hours: list[float], money: list[float]) -> Any:
    return AccountedSide(np.array(hours), np.array(money))


def test_an_hour_must_bring_back_the_money_that_is_lost() -> None:
    """100 hours gained and 2,000 EUR lost: at 20 EUR an hour that is nothing gained, nothing lost."""
    assert break_even(side([100, 10], [-2000, -500]), None) == pytest.approx([20, 50])


def test_without_hours_gained_nothing_pays_and_without_money_lost_everything() -> None:
    found = break_even(side([-5, 0, 10], [-100, -100, 30]), None)
    assert np.isnan(found[:2]).all()
    assert found[2] == 0


def test_a_plan_is_set_against_its_base() -> None:
    assert break_even(side([300], [-5000]), side([100], [-1000])) == pytest.approx([20])


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sentence_says_where_it_never_pays(code: str) -> None:
    def said(hours: list[float]) -> str:
        board: Any = SimpleNamespace(base=side(hours, [-1000.0] * len(hours)), plans=())
        return break_even_sentence(board, None, LANGUAGES[code])

    never, always, mixed = said([-1.0] * 20), said([50.0] * 20), said([50.0] * 10 + [-1.0] * 10)
    assert "20" not in never
    assert "20" in always
    assert "50" in always, "the rate that is counted"
    assert mixed.startswith(always)
    assert "5" in mixed.removeprefix(always), "in 5 of 10 courses"

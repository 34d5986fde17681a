"""What a report works out, and what each of its pictures shows, against numbers that are known beforehand.

Replicates hold 1 to 99, so that the p-quantile is 100 p (place p (n + 1) of n values): 10, 25, 50, 75, 90.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from simulation.present.board import courses, difference, gantt, shares, silos, tornado
from simulation.present.board.common import day_of
from simulation.present.board.costs import costs
from simulation.present.board.plans import plans
from simulation.present.board.silos import beyond_chance
from simulation.present.language import LANGUAGES
from simulation.present.picture.scene import Bar, Point
from simulation.present.report.assumptions import believed
from simulation.present.report.evidence import cannot_tell
from simulation.present.report.tables import write_tables
from simulation.results.board import EURO, HOURS, Board, Fan, Side, board, fan, likely
from simulation.results.effects import effect
from simulation.results.execute import execute
from simulation.results.mind import mind
from tests.results.standin import Standin, scenario

ENGLISH = LANGUAGES["en"]
WEEKS = 60
LUCK = np.arange(1.0, 100.0)
"""One number for each of 99 replicates."""


def bare(**more: Any) -> Side:
    """A side without a run."""
    return Side(cast(Any, None), "a", "active", more.pop("totals", {}), np.zeros((1, 1, 1)), np.zeros((1, 1)), [])


def beside(base: Side, plan: Side) -> Board:
    """A board of two sides without runs."""
    return Board(base, (plan,), 0, "active", None, [])


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """Runs of a base and two plans, for their names and dates."""
    options = Standin().options(tmp_path_factory.mktemp("board"))
    made = [scenario(weeks=WEEKS, replicates=2), *(scenario("plan", weeks=WEEKS, replicates=2) for _ in range(2))]
    made[2] = made[2].model_copy(update={"name": "other", "title": "Another"})
    base, *others = (execute(each, options).run for each in made)
    return board(base, others, 20)


@pytest.fixture
def known(ran: Board) -> Board:
    """The same with known numbers: a plan has twice the base's people, the other 50 fewer, from 1,000 EUR a week."""
    weekly = np.ones(WEEKS)
    active = [np.outer(LUCK, weekly), np.outer(2 * LUCK, weekly), np.outer(LUCK, weekly) - 50]
    spent = np.cumsum(np.outer(LUCK * 1000, weekly), axis=1)
    silos_of = [np.stack([each, 10 * each, each * 0], axis=2) for each in active]
    for each in silos_of:
        each[:, 21:] = -1.0  # after the decision
        each[:, :20] = -2.0  # and before
    sides = [
        replace(
            side,
            totals=side.totals | {side.active: active[i], EURO: spent * i, HOURS: spent / 1000 * i},
            silos=silos_of[i],
        )
        for i, side in enumerate(ran.sides)
    ]
    assert ran.comparison is not None
    compared = replace(
        ran.comparison,
        plans=[
            replace(plan, effects={
                name: effect(sides[0].totals[name][:, 20], sides[i].totals[name][:, 20])
                for name in (ran.active, EURO, HOURS)
            })
            for i, plan in enumerate(ran.comparison.plans, 1)
        ],
    )  # fmt: skip
    return replace(ran, base=sides[0], plans=tuple(sides[1:]), comparison=compared)


def test_a_year_has_52_weeks() -> None:
    spent = bare(totals={EURO: np.arange(1.0, 111.0)[None, :]})
    assert spent.by_year(EURO).tolist() == [[52, 52, 6]]
    assert bare(totals={EURO: np.arange(1.0, 53.0)[None, :]}).by_year(EURO).tolist() == [[52]]


def test_bands_hold_half_and_eight_of_ten() -> None:
    found = fan(LUCK[:, None])
    assert [each.item() for each in (found.low, found.lower, found.median, found.upper, found.high)] == [
        pytest.approx(each) for each in (10, 25, 50, 75, 90)
    ]
    assert list(Fan.__dataclass_fields__) == ["low", "lower", "median", "upper", "high"]


def test_dots_are_middles_of_equal_parts() -> None:
    assert likely(LUCK, 10) == pytest.approx([5, 15, 25, 35, 45, 55, 65, 75, 85, 95])
    assert likely(np.array([np.nan, 3.0]), 2) == [3, 3]


def test_a_difference_and_a_gain_are_those_of_the_plan_to_its_base() -> None:
    base, plan = bare(totals={"active": np.full((2, 3), 5.0)}), bare(totals={"active": np.full((2, 3), 7.0)})
    base.__dict__["net"], plan.__dict__["net"] = np.array([10.0, 20.0]), np.array([15.0, 15.0])
    both = beside(base, plan)
    assert (both.difference(plan, "active") == 2).all()
    assert both.gain(plan).tolist() == [5, -5]


def test_a_loss_is_a_gain_below_nothing_and_thirds_are_told_by_their_factor() -> None:
    """A factor from 1 to 9: the plan gains it less 4.5, so that four of nine are losses, all where it is low."""
    values = np.arange(1.0, 10.0)
    base, plan = bare(), bare()
    base.__dict__["redrawn"] = ({"saved": values}, np.full(9, 100.0))
    plan.__dict__["redrawn"] = ({"saved": values}, 100 + values - 4.5)
    found = mind(beside(base, plan), 0)
    assert found is not None
    assert found.loss == pytest.approx(4 / 9)
    (one,) = found.swayed
    assert (one.loss_if_low, one.loss_if_high) == (1, 0)


def test_replies_beyond_chance_are_those_of_the_replier_to_the_author() -> None:
    """Seven of ten replies are by the first silo. The first silo's authors get 6 of 8 from it: 5 points more."""
    replies = np.array([[6.0, 1.0], [2.0, 1.0]])  # [repliers, authors]
    assert beyond_chance(replies) == pytest.approx(np.array([[0.05, -0.05], [-0.2, 0.2]]))


def test_a_week_ends_on_its_seventh_day(ran: Board) -> None:
    assert ran.base.run.manifest.start == "2012-02-19"
    assert day_of(ran, 0) == date(2012, 2, 25)
    assert day_of(ran) == date(2012, 7, 14)


def test_silos_have_their_numbers_of_the_week_of_the_decision(known: Board) -> None:
    picture = silos.silos(known, 0, ENGLISH)
    assert picture is not None
    rows = {row[0]: row[1:] for row in picture.table.rows}
    names = known.base.run.manifest.silos
    assert rows[names[0]] == pytest.approx((50, 100, 10, 50, 90))
    assert rows[names[1]] == pytest.approx((500, 1000, 100, 500, 900))
    assert next(iter(rows)) == names[1], "those first in which it changes most"


def test_costs_are_those_of_each_year(known: Board) -> None:
    """LUCK thousand EUR and LUCK hours a week: 52 weeks, then the 8 that are left of 60."""
    picture = costs(known, ENGLISH)
    assert picture is not None
    with_plan = [row for row in picture.table.rows if row[1] not in ("without the plan", picture.table.rows[-1][1])]
    assert [row[0] for row in with_plan] == ["2012-02-19", "2013-02-17"]
    assert [row[2:] for row in with_plan] == [
        pytest.approx((520_000, 2_600_000, 4_680_000, 2600)), pytest.approx((80_000, 400_000, 720_000, 400))
    ]  # fmt: skip
    (plot,) = picture.plots
    assert plot.rows[0].cells[1] == "2.6", "in millions"
    assert plot.rows[1].cells[1] == "0.40"


def test_a_difference_has_the_ends_of_both_bands(known: Board) -> None:
    picture = difference.difference(known, 0, ENGLISH)
    assert picture is not None
    assert {row[1:] for row in picture.table.rows} == {(10, 25, 50, 75, 90)}
    assert "(0 of 50)" in picture.subtitle


def test_plans_say_in_how_many_courses_there_are_more(known: Board) -> None:
    """The first plan has more in all courses, the second fewer in all."""
    picture = plans(known, ENGLISH)
    assert picture is not None
    (plot,) = picture.plots
    assert [row.cells[1] for row in plot.rows] == ["10/10", "0/10"]
    assert [row.cells[0] for row in plot.rows] == ["+50", "\N{MINUS SIGN}50"]
    points = [mark for mark in plot.marks if isinstance(mark, Point)]
    assert [(mark.low, mark.x, mark.high) for mark in points] == [pytest.approx((10, 50, 90)), (-50, -50, -50)]


def test_an_observation_has_both_ends(known: Board) -> None:
    seen = SimpleNamespace(weeks=(4, 5, 6), measures=(known.active,), value=40.0)
    observed = cast(Any, SimpleNamespace(observation=seen, low=30.0, high=55.0))
    picture = courses.courses(replace(known, observed=[observed]), ENGLISH)
    points = [mark for plot in picture.plots for mark in plot.marks if isinstance(mark, Point)]
    assert {(mark.x, mark.y, mark.low, mark.high, mark.hollow) for mark in points} == {(5, 40, 30, 55, False)}


def test_interventions_last_as_long_as_they_do(known: Board) -> None:
    picture = gantt.gantt(known, ENGLISH)
    assert picture is not None
    (row,) = picture.table.rows
    assert row[1:3] == (1, WEEKS - 1), "from week 1 to the end"
    (bar,) = [mark for mark in picture.plots[0].marks if isinstance(mark, Bar)]
    assert (bar.start, bar.end) == (1, WEEKS)


def test_parts_of_an_effect_stand_on_each_other(known: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two parts of 30 and 20: the second begins where the first ends; the whole is 50."""

    def part(name: str, mean: float) -> Any:
        around = SimpleNamespace(mean=mean, low=mean - 10, high=mean + 10, median=mean)
        return SimpleNamespace(
            player=SimpleNamespace(name=name, interventions=(name,)), effect=around, alone=0.0, last=0.0, eur=0.0,
            cost_per_unit=SimpleNamespace(value=np.nan),
        )  # fmt: skip

    whole = SimpleNamespace(
        shares=[part("b", 20.0), part("a", 30.0)], total=SimpleNamespace(mean=50.0, low=40.0, high=60.0), eur=0.0,
        cost_per_unit=SimpleNamespace(value=np.nan),
    )  # fmt: skip
    monkeypatch.setattr(shares, "split_of", lambda *_: whole)
    picture = shares.shares(known, 0, ENGLISH)
    assert picture is not None
    bars = [mark for mark in picture.plots[0].marks if isinstance(mark, Bar)]
    assert [(bar.start, bar.end, bar.low, bar.high) for bar in bars] == [
        (0, 30, 20, 40), (30, 50, 40, 60), (0, 50, 40, 60)
    ]  # fmt: skip


def test_the_widest_swing_is_the_first_whatever_its_sign(
    known: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tornado.csv"
    path.write_text(
        "parameter,at_low,at_high,at_base,swing,source\nimitation_rate,40,60,50,20,a\ninnovation_rate,90,10,50,-80,b\n"
    )
    monkeypatch.setattr(tornado, "table_of", lambda *_: path)
    picture = tornado.tornado(known, 0, believed(known.base.run.scenario()), ENGLISH)
    assert picture is not None
    bars = [mark for mark in picture.plots[0].marks if isinstance(mark, Bar)]
    assert [(bar.text, bar.start, bar.end) for bar in bars[:2]] == [
        ("innovation_rate", 90, 10), ("imitation_rate", 40, 60)
    ]  # fmt: skip
    assert (bars[2].start, bars[2].end) == pytest.approx((20, 180)), "everything together: 8 of 10 courses of the plan"


def test_what_was_not_measured_stays_as_wide(known: Board) -> None:
    """No number of this scenario was fitted to anything."""
    assumed = believed(known.base.run.scenario())
    said = cannot_tell(known, assumed, ENGLISH)
    assert f"{len(assumed)} of {len(assumed)} numbers stay as wide as they were believed beforehand." in said


def test_a_book_has_every_cell_in_its_place(known: Board, tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    book, *_ = write_tables(known, ENGLISH, tmp_path / "report.html")
    sheet = calamine.CalamineWorkbook.from_path(str(book)).get_sheet_by_name("costs").to_python()
    picture = costs(known, ENGLISH)
    assert picture is not None
    assert len(sheet) == 1 + len(picture.table.rows)
    for cells, row in zip(sheet[1:], picture.table.rows, strict=True):
        assert [str(cell) for cell in cells[:2]] == [str(cell) for cell in row[:2]]
        assert cells[2:] == pytest.approx(row[2:])

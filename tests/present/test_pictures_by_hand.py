"""Pictures, charts and elements of pages from parts that are known: which way is up, whose name is text, whose date."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast, get_args

import numpy as np
import pytest

from simulation.present.language import LANGUAGES
from simulation.present.live.section import _cost, _lever
from simulation.present.picture import scene
from simulation.present.picture.render import svg
from simulation.present.picture.scene import Axis, Bar, Column, Dots, DrawnTable, Line, Picture, Plot, Point, Row
from simulation.present.picture.svg import THIN, path, thinned
from simulation.present.report import html
from simulation.present.slides import charts
from simulation.results.board import EURO, HOURS
from simulation.studies.live.levers import LiveLevel, LiveLever

ENGLISH = LANGUAGES["en"]
HOSTILE = "<b>x</b>&\"'"
NO_TABLE = DrawnTable((Column("a"),), ())
DAYS = Axis(0, 10, "weeks", date(2024, 1, 1))


def picture(*plots: Plot, words: str = "a") -> Picture:
    return Picture("name", words, words, words, words, plots, NO_TABLE)


def test_what_rises_is_drawn_upwards() -> None:
    """Places on paper count from above."""
    drawn = svg(picture(Plot(DAYS, Axis(0, 10), (Line([0, 10], [0, 10], "first"),))), ENGLISH, narrow=False)
    (path,) = re.findall(r'<path d="M[\d.]+ [\d.]+l(-?[\d.]+) ?(-?[\d.]+)" class="line t-first"', drawn)
    right, down = map(float, path)
    assert right > 0
    assert down < 0


def places(d: str) -> list[tuple[float, float]]:
    """The points of a path, whose commands go on in steps."""
    found: list[tuple[float, float]] = []
    for stretch in d.split("M")[1:]:
        numbers = [float(each) for each in re.findall(r"-?(?:\d+\.\d+|\.\d+|\d+)", stretch)]
        x = y = 0.0
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            found.append((round(x, 1), round(y, 1)))
    return found


def test_a_path_goes_through_its_points_and_is_interrupted_where_there_is_none() -> None:
    points = [(10.0, 20.04), (10.5, 19.0), (12.5, 30.0), (float("nan"), 1.0), (3.0, 0.04), (4.0, -2.0)]
    drawn = path(points, "line")
    assert drawn.count("M") == 2
    (d,) = re.findall(r' d="([^"]+)"', drawn)
    assert places(d) == [(10.0, 20.0), (10.5, 19.0), (12.5, 30.0), (3.0, 0.0), (4.0, -2.0)]


@pytest.mark.parametrize("seed", range(20))
def test_points_that_are_left_out_lie_beside_the_line_by_less_than_its_width(seed: int) -> None:
    """Courses that wander, jump and stand still: the ends stay, and nothing moves by more than twice the tolerance."""
    draws = np.random.default_rng(seed)
    y = np.cumsum(draws.normal(0, (0.01, 0.3, 3.0)[seed % 3], 300)) + 40 * (np.arange(300) > 150)
    whole = [(2.0 * i, float(value)) for i, value in enumerate(y)]
    kept = thinned(whole)
    assert (kept[0], kept[-1]) == (whole[0], whole[-1])
    assert set(kept) <= set(whole)
    drawn = np.interp([x for x, _ in whole], [x for x, _ in kept], [value for _, value in kept])
    assert np.abs(drawn - y).max() <= 2 * THIN
    straight = [(float(i), 3.0 * i) for i in range(100)]
    assert thinned(straight) == [straight[0], straight[-1]]


@pytest.mark.parametrize("along", ["x", "y"])
def test_dots_below_the_limit_are_hollow(along: Any) -> None:
    plot = Plot(Axis(-2, 8), Axis(-2, 8), (Dots([-1.0, -0.5, 0.0, 1.0, 2.0, 3.0, 4.0], along, "first"),))
    drawn = svg(picture(plot), ENGLISH, narrow=False)
    assert (drawn.count('class="hollow t-loss"'), drawn.count('class="dot t-first"')) == (2, 5), "0 is no loss"


MARKS = [
    Line([0, 1], [0, 1], "first", HOSTILE, name=HOSTILE), Point(1, 1, 0, 2, text=HOSTILE),
    scene.Ground(0, 5, HOSTILE), scene.Rule(1, "x", HOSTILE), scene.Rule(1, "y", HOSTILE),
    scene.Ribbon([0, 1], [0, 0], [1, 1], "first"), Dots([1.0], "y", "first"),
]  # fmt: skip
IN_ROWS = (Bar(0, 0, 1, "first", 0, 1, text=HOSTILE), Point(1, 0, 0, 2, text=HOSTILE))
PLOTS = {
    "marks": Plot(DAYS, Axis(0, 10, title=HOSTILE), tuple(MARKS[:-1]), HOSTILE, strip=(scene.Event(HOSTILE, 1, 2),)),
    "dots": Plot(replace(DAYS, start=date(2024, 1, 1), title=HOSTILE), Axis(0, 10), (MARKS[-1],), HOSTILE),
    "rows": Plot(Axis(0, 1), Axis(0, 1), IN_ROWS, HOSTILE, HOSTILE, (Row(HOSTILE, (HOSTILE,), HOSTILE),), (HOSTILE,)),
    "matrix": Plot(Axis(0, 1), Axis(0, 1), (scene.Heat([HOSTILE], [HOSTILE], [[1.0]], [[HOSTILE]], 1.0),), HOSTILE),
}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("kind", PLOTS)
def test_every_text_of_a_picture_is_text(kind: str, narrow: bool) -> None:
    drawn = svg(picture(PLOTS[kind], words=HOSTILE), ENGLISH, narrow=narrow)
    assert "<b>" not in drawn
    assert drawn.count("&lt;b&gt;") >= 3


def test_every_mark_with_a_text_is_among_them() -> None:
    """A new kind of mark is to be tried, too."""
    kinds = [*get_args(scene.Mark)]
    with_text = {
        kind for kind in kinds if {"text", "label", "name", "words"} & {each.name for each in fields(cast(Any, kind))}
    }
    assert with_text <= {type(mark) for plot in PLOTS.values() for mark in plot.marks}


LEVER = LiveLever(HOSTILE, (LiveLevel(1.0, {}),))
TEXTS = {
    "paragraph": html.p(HOSTILE),
    "heading": html.heading(2, HOSTILE),
    "section": html.section("a", HOSTILE, "x"),
    "list": html.listed([HOSTILE]),
    "drawer": html.drawer(HOSTILE, ""),
    "table": html.table(DrawnTable((Column(HOSTILE, "text"),), ((HOSTILE,),)), ENGLISH, HOSTILE),
    "figure": html.figure(
        replace(
            picture(PLOTS["rows"], words=HOSTILE), keys=(scene.Key("first", HOSTILE),), notes=(HOSTILE,), name=HOSTILE
        ),
        ENGLISH,
    ),
    "lever": _lever(0, [LEVER], cast(Any, SimpleNamespace(states={(0,): {}}, levers=[LEVER])), ENGLISH),
}


@pytest.mark.parametrize("part", TEXTS)
def test_every_text_of_a_report_is_text(part: str) -> None:
    assert "<b>" not in TEXTS[part]
    assert "&lt;b&gt;" in TEXTS[part]


def test_a_state_costs_what_it_takes_beyond_the_base() -> None:
    """1,000 EUR more in each course of the state, 5,000 in all of the base's."""
    base = {EURO: np.full((4, 1), 5_000.0), HOURS: np.full((4, 1), 10.0)}
    state = {EURO: np.full((4, 1), 6_000.0), HOURS: np.full((4, 1), 30.0)}
    said = _cost(cast(Any, SimpleNamespace(base=base, states={(1,): state}, place=0)), (1,), ENGLISH)
    assert "1,000" in said
    assert "20" in said


def test_days_of_charts_are_those_of_spreadsheets() -> None:
    """Day 45292 of Excel and its like is the first of 2024."""
    assert charts._day(date(2024, 1, 1), 0) == 45_292
    assert charts._day(date(2024, 1, 1), 2) == 45_306


def test_losses_of_a_chart_are_below_the_limit() -> None:
    pptx = pytest.importorskip("pptx")
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    charts._dots(slide, Dots([-3.0, 0.0, 1.0, 2.0], "y", "first"), (0, 0, 10**6, 10**6), ENGLISH)
    (chart,) = [shape.chart for shape in slide.shapes]
    found = {series.name: len(list(series.values)) for series in chart.plots[0].series}
    assert found == {"loss": 1, "gain": 3}


def test_parts_of_a_stacked_band_add_up_to_its_ends() -> None:
    outer, inner = scene.Ribbon([0], [1.0], [9.0], "first"), scene.Ribbon([0], [3.0], [6.0], "first", inner=True)
    assert np.cumsum([part[0] for _, part in charts._bands([outer, inner])]).tolist() == [1, 3, 6, 9]
    assert np.cumsum([part[0] for _, part in charts._bands([outer])]).tolist() == [1, 9]

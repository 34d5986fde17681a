"""The part for researchers against its tables: which numbers stand on which axis, with both ends of their bands."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from simulation.errors import InputError
from simulation.measures import MEASURES
from simulation.present.language import ENGLISH, LANGUAGES
from simulation.present.language.german import GERMAN
from simulation.present.picture.scene import Heat, Line, Picture, Point, Ribbon, Worded
from simulation.present.plotted import pictured, plotted, spec
from simulation.present.research import pictures as every
from simulation.present.research.declared import COURSES, TOPICS, Courses
from simulation.present.research.over_time import over_time
from simulation.present.research.pictures import research_pictures
from simulation.present.research.section import for_researchers, tables_of
from simulation.present.research.sides import Research, research
from simulation.present.research.silos import silos_by_year, silos_end
from simulation.present.research.survey import surveys
from simulation.present.research.tables import headlines
from simulation.present.research.tenure import MEASURES as AGES
from simulation.present.research.tenure import tenure
from simulation.present.research.value import values
from simulation.results.board import Board, board
from simulation.results.execute import execute
from simulation.results.manifest import Observation
from simulation.results.observed import Candidate, Checked
from simulation.results.quantiles import Band
from simulation.results.reader import StoredRun
from simulation.results.summary import SummaryRow
from simulation.results.survey import ItemBands, SurveyBands
from simulation.results.value import AccountLine, Negative, Worth
from simulation.survey.items import ITEM_NAMES, ITEMS
from simulation.value.items import KINDS, LABELS
from tests.results.standin import SILOS, Standin, scenario

WEEKS = 6
UNITS = {
    # words that the subtitle must have where a picture shows such a unit
    "people": "people", "people per week": "people per week", "share": "share", "items": "items",
    "communities": "communities", "index (0 to 1)": "0 to 1", "1": "0 if all", "hours": "hours", "EUR": "eur",
}  # fmt: skip


def band_of(number: float, size: int = WEEKS) -> Band:
    """A band that no other number has, with a longer upper part."""
    median = number + np.arange(size) / 100
    return Band(median - 0.001, median, median + 0.003)


def one_band(number: float) -> Band:
    """A band of a single number."""
    return Band(np.float64(number - 1), np.float64(number), np.float64(number + 3))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[StoredRun]:
    """A base and a plan of the stand-in, which brings about 60 people."""
    options = Standin().options(tmp_path_factory.mktemp("research"))
    return [execute(each, options).run for each in (scenario(), scenario("plan"))]


@pytest.fixture(scope="module")
def alone(runs: list[StoredRun]) -> Board:
    return board(runs[0], [])


@pytest.fixture(scope="module")
def compared(runs: list[StoredRun]) -> Board:
    return board(runs[0], runs[1:], active="registered")


@pytest.fixture(scope="module")
def planted(alone: Board) -> Research:
    """One run with different numbers in every place."""
    shown = research(alone, every.MEASURES, ENGLISH)
    bands = {name: band_of(1 + k / 8) for k, name in enumerate(every.MEASURES)}
    silos = np.arange(WEEKS)[:, None] / 10 + np.arange(3) / 100
    lines = [AccountLine(name, KINDS[name], band_of(k, 1), one_band(10.0 * k)) for k, name in enumerate(LABELS)]
    loss = Negative(0.25, 0.1, 0.5)
    dates = alone.base.run.dates()
    items = [
        ItemBands(name, band_of(2 + k, 2), band_of(3 + k, 2), band_of(k, 2)) for k, name in enumerate(ITEM_NAMES[:2])
    ]
    summary = replace(
        shown.sides[0].summary,
        bands=bands,
        silos=Band(silos - 0.01, silos, silos + 0.03),
        value=Worth(tuple(lines), loss, loss, band_of(7, 1)),
        survey=SurveyBands([1, 4], [dates[1], dates[4]], items, band_of(0.4, 2)),
    )
    return replace(shown, sides=(replace(shown.sides[0], summary=summary),))


def marks(picture: Picture, kind: type[Any], plot: int = 0) -> list[Any]:
    return [mark for mark in picture.plots[plot].marks if isinstance(mark, kind)]


# --- courses ------------------------------------------------------------------------------------


def test_every_measure_that_is_drawn_exists_and_stands_once() -> None:
    assert set(every.MEASURES) <= set(MEASURES)
    drawn = [measure for each in COURSES for measure in each.series]
    assert len(drawn) == len(set(drawn))
    assert {each.topic for each in COURSES} <= set(TOPICS)
    assert len({each.name for each in COURSES}) == len(COURSES)


@pytest.mark.parametrize("asked", COURSES, ids=lambda each: each.name)
def test_lines_show_their_measure_with_both_ends_of_its_band(asked: Courses, planted: Research) -> None:
    picture = over_time(planted, asked)
    assert picture is not None
    lines, ribbons = marks(picture, Line), marks(picture, Ribbon)
    for (measure, words), line, ribbon in zip(asked.series.items(), lines, ribbons, strict=True):
        shown = planted.sides[0].summary.bands[measure]
        assert line.name == words
        assert list(line.y) == pytest.approx(shown.median), measure
        assert list(line.x) == list(ribbon.x) == list(range(WEEKS))
        assert list(ribbon.low) == pytest.approx(shown.low)
        assert list(ribbon.high) == pytest.approx(shown.high)
        assert picture.plots[0].y.low <= min(shown.low)
        assert max(shown.high) <= picture.plots[0].y.high


@pytest.mark.parametrize("asked", COURSES, ids=lambda each: each.name)
def test_pictures_name_the_unit_and_one_axis_has_one(asked: Courses, planted: Research) -> None:
    (unit,) = {MEASURES[measure].unit for measure in asked.series}
    assert UNITS[unit] in asked.subtitle.lower()
    cumulative = all(measure.endswith("_cumulative") for measure in asked.series)
    assert "since the start" in asked.subtitle or not cumulative
    picture = over_time(planted, asked)
    assert picture is not None
    assert (picture.plots[0].y.kind == "share") is (unit == "share")
    assert picture.plots[0].x.kind == "weeks"


def test_the_table_holds_the_ends_of_the_last_week(planted: Research) -> None:
    asked = next(each for each in COURSES if each.name == "stages")
    picture = over_time(planted, asked)
    assert picture is not None
    day, *cells = picture.table.rows[-1]
    assert day == "2012-03-31"
    expected = [
        float(end[-1])
        for measure in asked.series
        for band in [planted.sides[0].summary.bands[measure]]
        for end in (band.low, band.median, band.high)
    ]
    assert cells == pytest.approx(expected)


def test_titles_say_what_came_out(planted: Research, compared: Board) -> None:
    """At the end of the planted run the band of registered people is from 1.049 to 1.053: about 1."""
    asked = {each.name: each for each in COURSES}
    picture = over_time(planted, asked["registered"])
    assert picture is not None
    assert picture.title == "Registered people, March 2012: 1"
    assert "1 to 1 in 8 of 10 courses" in picture.alt
    shown = research(compared, every.MEASURES, ENGLISH)
    both = over_time(shown, asked["registered"])
    assert both is not None
    values = [side.summary.bands["registered"].median[-1] for side in shown.sides]
    assert values[1] > values[0] + 30
    assert both.title.count("the plan") == 2
    assert [plot.title for plot in both.plots] == ["without the plan", "with the plan"]
    assert len({plot.y for plot in both.plots}) == 1, "one scale"


def test_a_flow_says_what_brought_most(planted: Research) -> None:
    """Planted medians rise from measure to measure, so that the last cause brought most: 3 of all, roughly a third."""
    asked = next(each for each in COURSES if each.name == "causes")
    picture = over_time(planted, asked)
    assert picture is not None
    sums = [float(planted.sides[0].summary.bands[measure].median.sum()) for measure in asked.series]
    assert picture.title == f"New registrations: most by campaign or order, {sums[2] / sum(sums):.0%} of all"


def test_an_observation_stands_at_its_value_with_both_ends_of_its_error(planted: Research) -> None:
    seen = Observation(measure="registered", week=2, last_week=4, value=100, label="talk")
    fits = (Candidate("registered", 1, 2, 3, 0.5, 4, "fits", 1.0),)
    vague = Observation(measure=("registered", "readers_28"), week=2, last_week=4, value=100)
    asked = next(each for each in COURSES if each.name == "registered")
    for observed, hollow in ((seen, False), (vague, True)):
        check = Checked(observed, 90.0, 115.0, fits)
        side = planted.sides[0]
        shown = replace(planted, sides=(replace(side, summary=replace(side.summary, observed=[check])),))
        picture = over_time(shown, asked)
        assert picture is not None
        (point,) = marks(picture, Point)
        assert (point.x, point.y, point.low, point.high, point.hollow) == (3, 100, 90, 115, hollow)
        assert picture.plots[0].y.high >= 115


# --- rows ---------------------------------------------------------------------------------------


def test_the_tenure_curve_has_a_row_for_each_age_that_somebody_has(planted: Research) -> None:
    picture = tenure(planted)
    assert picture is not None
    shown = marks(picture, Point)
    bands = [planted.sides[0].summary.bands[name] for name in AGES.values()]
    assert [point.x for point in shown] == pytest.approx([float(band.median[-1]) for band in bands])
    assert [point.low for point in shown] == pytest.approx([float(band.low[-1]) for band in bands])
    assert [point.high for point in shown] == pytest.approx([float(band.high[-1]) for band in bands])
    assert [row.name for row in picture.plots[0].rows][1] == f"{list(AGES)[1]} weeks after"


def test_silos_at_the_end_have_both_ends_of_their_bands(planted: Research) -> None:
    picture = silos_end(planted)
    assert picture is not None
    assert [row.name for row in picture.plots[0].rows] == list(reversed(SILOS)), "the largest first"
    end = planted.sides[0].summary.silos
    drawn = np.array([(point.low, point.x, point.high) for point in marks(picture, Point)])
    assert drawn == pytest.approx(np.array([end.low[-1], end.median[-1], end.high[-1]]).T[::-1])


def test_the_map_of_silos_has_a_row_for_each_silo_and_a_column_for_each_year(planted: Research) -> None:
    assert silos_by_year(planted) is None, "six weeks are no year"
    weeks = 150
    long = np.arange(weeks)[:, None] / 1000 + np.arange(3) / 10
    side = planted.sides[0]
    summary = replace(side.summary, silos=Band(long, long, long))
    run = planted.board.base.run
    longer = StoredRun(run.folder, run.manifest.model_copy(update={"weeks": weeks}))
    shown = replace(
        planted,
        board=replace(planted.board, base=replace(planted.board.base, run=longer)),
        sides=(replace(side, summary=summary),),
    )
    picture = silos_by_year(shown)
    assert picture is not None
    (heat,) = marks(picture, Heat)
    assert list(heat.rows) == list(reversed(SILOS))
    assert np.array(heat.values) == pytest.approx(long[[51, 103, 149]][:, ::-1].T)
    assert heat.words[0] == ["25%", "30%", "35%"]


def test_lines_of_the_account_have_their_euro_and_both_ends(planted: Research) -> None:
    lines, years = values(planted)
    shown = {row.name: p for row, p in zip(lines.plots[0].rows, marks(lines, Point), strict=True)}
    worth = planted.sides[0].summary.value
    assert worth is not None
    for line in worth.lines:
        point = shown[LABELS[line.item]]
        assert (point.low, point.x, point.high) == (line.eur.low, line.eur.median, line.eur.high)
    assert "25% (10% to 50%, 95% interval)" in lines.notes[0]
    (net,) = marks(years, Point)
    assert (net.low, net.x, net.high) == pytest.approx([float(each[0]) for each in (
        worth.by_year.low, worth.by_year.median, worth.by_year.high)])  # fmt: skip
    assert lines.plots[0].x.title == years.plots[0].x.title == "EUR"
    side = planted.sides[0]
    assert values(replace(planted, sides=(replace(side, summary=replace(side.summary, value=None)),))) == []


def test_surveys_show_what_was_shown_beside_what_was_true(planted: Research) -> None:
    found = planted.sides[0].summary.survey
    assert found is not None
    items, response, bias = surveys(planted)
    for place, one in enumerate(found.items):
        plot = items.plots[place]
        assert plot.title == ITEMS[one.item].label
        shown, true = marks(items, Line, place)
        assert (shown.name, true.name) == ("shown", "true")
        assert list(shown.y) == pytest.approx(one.shown.median)
        assert list(true.y) == pytest.approx(one.true.median)
        assert list(shown.x) == found.weeks
    assert list(marks(response, Line)[0].y) == pytest.approx(found.response_rate.median)
    drawn = np.array([list(line.y) for line in marks(bias, Line)])
    assert drawn == pytest.approx(np.array([one.nonresponse_bias.median for one in found.items]))
    side = planted.sides[0]
    assert surveys(replace(planted, sides=(replace(side, summary=replace(side.summary, survey=None)),))) == []


# --- tables ---------------------------------------------------------------------------------------


def test_headlines_have_their_unit_their_median_and_both_ends() -> None:
    rows = [
        SummaryRow("registered", 10, 20, 40, 4),
        SummaryRow("registered_share_of_people", 0.1, 0.2, 0.4, 4),
        SummaryRow("cost_hours_cumulative", 1, 2, float("nan"), 4),
    ]
    words = [
        [cell.words if isinstance(cell, Worded) else cell for cell in row] for row in headlines(rows, ENGLISH).rows
    ]
    assert words == [
        ["Registered (people)", "10", "20", "40"],
        ["Registered, of all people", "10.0%", "20.0%", "40.0%"],
        ["Hours of interventions since the start (hours)", "1", "2", "–"],
    ]
    german = headlines(rows, LANGUAGES["de"]).rows[1]
    assert next(cell.words for cell in german if isinstance(cell, Worded)) == "10,0\N{NO-BREAK SPACE}%"


def test_effects_and_people_turned_are_the_plan_minus_the_base(compared: Board) -> None:
    comparison = compared.comparison
    assert comparison is not None
    (plan,) = comparison.plans
    found = {each.name: each.content for each in tables_of(compared, ENGLISH)}
    effect = next(row for row in found["effects-0"].rows if row[0] == "Registered (people)")
    numbers = [cell.number for cell in effect if isinstance(cell, Worded)]
    one = plan.effects["registered"]
    assert numbers[:5] == [one.low, one.median, one.high, one.mean, one.error]
    before, after = (each.totals(["registered"])["registered"] for each in (comparison.base, plan.plan))
    assert one.mean == pytest.approx((after - before)[:, -1].mean())
    turned = next(row for row in found["turned-0"].rows if row[1] == "whole organisation")
    only_with, only_without = turned[2], turned[5]
    assert isinstance(only_with, Worded)
    assert isinstance(only_without, Worded)
    assert only_with.number - only_without.number == pytest.approx(one.mean)


def test_effects_over_time_are_drawn_around_zero(compared: Board) -> None:
    (first, *_) = research_pictures(compared, ENGLISH)["effects"]
    (line,) = marks(first, Line)
    before, after = (side.totals["registered"] for side in compared.sides)
    assert list(line.y) == pytest.approx(np.median(after - before, axis=0))


def test_the_part_says_what_is_certain_what_it_costs_and_who_took_part(compared: Board, alone: Board) -> None:
    words = for_researchers(compared, ENGLISH)
    for text in ("pairing saved", "only with the plan", "Cost per additional active person", "The sign of the mean"):
        assert text in words
    assert "only with the plan" not in for_researchers(alone, ENGLISH)


# --- all of it --------------------------------------------------------------------------------------


def test_every_text_that_is_declared_has_its_german() -> None:
    declared = {*TOPICS.values(), *LABELS.values()}
    declared |= {text for item in ITEMS.values() for text in (item.label, item.statement)}
    declared |= {text for each in COURSES for text in (each.subject, each.subtitle, *each.series.values())}
    assert sorted(declared - set(GERMAN)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_picture_has_its_words_and_its_table(alone: Board, compared: Board, code: str) -> None:
    for shown in (alone, compared):
        found = [each for those in research_pictures(shown, LANGUAGES[code]).values() for each in those]
        assert len({each.name for each in found}) == len(found)
        for each in found:
            assert each.subtitle.endswith("."), each.name
            assert len(each.title) <= 180
            assert each.table.rows
            assert all(len(row) == len(each.table.columns) for row in each.table.rows)


def test_every_picture_of_a_run_is_a_valid_figure_of_plotly(runs: list[StoredRun]) -> None:
    found = pictured(runs[0])
    assert {"registered", "causes", "courses", "silos", "value-lines"} <= set(found)
    for name, picture in found.items():
        figure = go.Figure(spec(picture))
        json.dumps(spec(picture), allow_nan=False)
        assert figure.layout.title.text == picture.title
        assert figure.data, name
    with pytest.raises(InputError, match="registered"):
        plotted(runs[0], "registerd")


def test_plotly_has_the_numbers_of_the_picture(planted: Research) -> None:
    asked = next(each for each in COURSES if each.name == "openness")
    picture = over_time(planted, asked)
    assert picture is not None
    made = spec(picture)
    lines = [trace for trace in made["data"] if trace.get("name")]
    for trace, line in zip(lines, marks(picture, Line), strict=True):
        assert trace["y"] == pytest.approx(list(line.y))
        assert trace["x"][:2] == ["2012-02-19", "2012-02-26"]
    surface = next(trace for trace in made["data"] if trace.get("fill"))
    ribbon = marks(picture, Ribbon)[0]
    assert surface["y"] == pytest.approx([*ribbon.high, *reversed(ribbon.low)])
    picture = tenure(planted)
    assert picture is not None
    points = [trace for trace in spec(picture)["data"] if "error_x" in trace]
    for trace, point in zip(points, marks(picture, Point), strict=True):
        assert trace["error_x"]["array"] == pytest.approx([point.high - point.x])
        assert trace["error_x"]["arrayminus"] == pytest.approx([point.x - point.low])

"""Figures against their tables: which numbers stand on which axis, in which unit, with both ends of their bands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.measures import MEASURES
from simulation.present import figures
from simulation.present.comparison import _over_time as effect_panel
from simulation.present.comparison import comparison_page
from simulation.present.figures.base import over_time
from simulation.present.page import _cells as headline_cells
from simulation.present.page import run_page
from simulation.present.theme import FigureAxis, Panel, Spec
from simulation.present.words import label_with_unit, value
from simulation.results.compare import ComparedRuns, compare
from simulation.results.execute import execute
from simulation.results.manifest import Observation
from simulation.results.observed import Candidate, Checked
from simulation.results.quantiles import Band
from simulation.results.reader import StoredRun
from simulation.results.summary import RunSummary, SummaryRow, summarise
from simulation.results.survey import ItemBands, SurveyBands
from simulation.results.value import AccountLine, Negative, Worth
from simulation.survey.items import ITEM_NAMES, ITEMS
from simulation.value.items import KINDS, LABELS
from tests.present.test_every_text import Read
from tests.results.standin import SILOS, Standin, scenario

WEEKS = 6
LINES: dict[str, dict[str, str]] = {
    # panel: words in its legend and the measure that they must show
    "registered": {"registered (model)": "registered"},
    "causes": {
        "by themselves": "new_by_self",
        "through colleagues": "new_by_peers",
        "by campaign or order": "new_by_push",
    },
    "readers": {
        "within 52 weeks": "readers_365_share_of_registered",
        "within 4 weeks": "readers_28_share_of_registered",
        "in the week": "readers_7_share_of_registered",
    },
    "contributors": {
        "within 52 weeks": "contributors_365_share_of_registered",
        "within 4 weeks": "contributors_28_share_of_registered",
        "in the week": "contributors_7_share_of_registered",
    },
    "contributions": {
        "documents": "contributions_documents_cumulative",
        "discussions": "contributions_discussions_cumulative",
        "comments on documents": "contributions_comments_cumulative",
        "other": "contributions_others_cumulative",
    },
    "replies": {
        "replied to, of contributions": "reply_share_of_contributions_12_weeks",
        "from another silo, of replied": "cross_silo_share_of_replied_12_weeks",
    },
    "stages": {
        "inception": "communities_inception",
        "establishment": "communities_establishment",
        "maturity": "communities_maturity",
        "decline": "communities_decline",
    },
    "openness": {
        "open to everybody": "open_share_of_communities",
        "with a contribution in the week": "live_share_of_communities",
    },
    "culture": {
        "attitude to open sharing": "belief_mean",
        "conviction": "anchor_mean",
        "perceived norm": "norm_mean",
        "skill": "skill_mean",
        "reading habit": "habit_mean",
    },
    "gap": {"attitude minus norm": "norm_belief_gap"},
    "tops": {
        "most active 10%": "top_10_share_of_contributions",
        "most active 5%": "top_5_share_of_contributions",
        "most active 1%": "top_1_share_of_contributions",
    },
    "gini": {"Gini coefficient": "gini_of_contributors"},
    "hours": {"hours": "cost_hours_cumulative"},
    "euro": {"cost": "cost_eur_cumulative"},
}
UNITS = {
    # words that must stand in the title of an axis that shows such a unit
    "people": "people", "people per week": "people per week", "share": "share", "items": "items",
    "communities": "communities", "index (0 to 1)": "0 to 1", "1": "0 to 1", "hours": "hours", "EUR": "EUR",
}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> StoredRun:
    """A complete run of the stand-in."""
    return execute(scenario(), Standin().options(tmp_path_factory.mktemp("figures"))).run


def band_of(number: float, size: int = WEEKS) -> Band:
    """A band that no other number has, with a longer upper part."""
    median = number + np.arange(size) / 100
    return Band(median - 0.001, median, median + 0.003)


@pytest.fixture(scope="module")
def summary(run: StoredRun) -> RunSummary:
    """A summary with different numbers in every place."""
    bands = {name: band_of(1 + k / 8) for k, name in enumerate(figures.MEASURES)}
    silos = np.arange(WEEKS)[:, None] / 10 + np.arange(3) / 100
    replies = np.array([[5.0, 1.0, 2.0], [3.0, 7.0, 4.0], [2.0, 2.0, 4.0]])
    lines = [AccountLine(name, KINDS[name], band_of(k, 1), one_band(10.0 * k)) for k, name in enumerate(LABELS)]
    loss = Negative(0.25, 0.1, 0.5)
    worth = Worth(tuple(lines), loss, loss, band_of(7, 1))
    items = [
        ItemBands(name, band_of(2 + k, 2), band_of(3 + k, 2), band_of(k, 2)) for k, name in enumerate(ITEM_NAMES[:2])
    ]
    survey = SurveyBands([1, 4], [run.dates()[1], run.dates()[4]], items, band_of(0.4, 2))
    made = summarise(run, ())
    return replace(
        made, bands=bands, silos=Band(silos - 0.01, silos, silos + 0.03), replies=replies, value=worth, survey=survey
    )


def one_band(number: float) -> Band:
    """A band of a single number."""
    return Band(np.float64(number - 1), np.float64(number), np.float64(number + 3))


@pytest.fixture(scope="module")
def panels(summary: RunSummary) -> dict[str, Panel]:
    return {panel.name: panel for figure in figures.FIGURES for panel in figure.draw(summary)}


def lines_of(panel: Panel) -> dict[str, Spec]:
    """The lines of a panel by the words in its legend."""
    return {trace["name"]: trace for trace in panel.spec["data"] if "fill" not in trace and trace["type"] == "scatter"}


def surfaces_of(panel: Panel) -> dict[str, Spec]:
    return {trace["name"]: trace for trace in panel.spec["data"] if trace.get("fill") == "toself"}


def test_every_panel_over_time_is_in_the_list(panels: dict[str, Panel]) -> None:
    others = {name for name in panels if name.startswith(("silos", "value", "survey", "tenure"))}
    assert set(LINES) == set(panels) - others
    over_time = {measure for lines in LINES.values() for measure in lines.values()}
    assert over_time == set(figures.MEASURES) - set(figures.TENURE.measures)


def test_the_tenure_curve_stands_at_the_ages_that_somebody_has(panels: dict[str, Panel], summary: RunSummary) -> None:
    (line,) = [trace for trace in panels["tenure"].spec["data"] if trace["mode"] == "lines+markers"]
    known = {int(name.split("_")[-2]): summary.bands[name].median[-1] for name in figures.TENURE.measures}
    ages = [age for age, share in known.items() if not np.isnan(share)]
    assert line["x"] == ages
    assert line["y"] == pytest.approx([known[age] for age in ages], rel=1e-4)
    assert panels["tenure"].spec["layout"]["xaxis"]["title"]["text"] == "weeks after the first visit"


@pytest.mark.parametrize("name", LINES)
def test_lines_show_their_measure_with_both_ends_of_its_band(
    name: str, panels: dict[str, Panel], summary: RunSummary
) -> None:
    lines, surfaces = lines_of(panels[name]), surfaces_of(panels[name])
    assert list(lines) == list(LINES[name])
    for words, measure in LINES[name].items():
        shown, line, surface = summary.bands[measure], lines[words], surfaces[f"{words}, 80% band"]
        assert line["y"] == pytest.approx(shown.median), measure
        assert line["x"] == summary.dates
        ends = [(low, high) for low, high, _ in line["customdata"]]
        assert [low for low, _ in ends] == pytest.approx(shown.low)
        assert [high for _, high in ends] == pytest.approx(shown.high)
        assert [week for *_, week in line["customdata"]] == list(range(WEEKS))
        assert surface["y"] == pytest.approx([*shown.high, *reversed(shown.low)])
        assert surface["x"] == [*summary.dates, *reversed(summary.dates)]


@pytest.mark.parametrize("name", LINES)
def test_axes_name_what_they_show_and_its_unit(name: str, panels: dict[str, Panel]) -> None:
    layout = panels[name].spec["layout"]
    units = {MEASURES[measure].unit for measure in LINES[name].values()}
    assert len(units) == 1, "one axis, one unit"
    (unit,) = units
    title = layout["yaxis"]["title"]["text"]
    assert UNITS[unit] in title
    assert ("since the start" in title) is all(m.endswith("_cumulative") for m in LINES[name].values())
    assert ("%" in layout["yaxis"].get("tickformat", "")) is (unit == "share")
    assert layout["xaxis"]["type"] == "date"
    assert "date" in layout["xaxis"]["title"]["text"]
    for line in lines_of(panels[name]).values():
        assert ("%}" in line["hovertemplate"]) is (unit == "share")
        assert "week %{customdata[2]}" in line["hovertemplate"]


def test_the_map_of_silos_has_a_row_for_each_silo_and_a_column_for_each_week(
    panels: dict[str, Panel], summary: RunSummary
) -> None:
    (trace,) = panels["silos"].spec["data"]
    assert trace["y"] == list(SILOS)
    assert trace["x"] == summary.dates
    for row, silo in enumerate(SILOS):
        assert trace["z"][row] == pytest.approx(summary.silos.median[:, row]), silo
    assert (trace["zmin"], trace["zmax"]) == (0, 1)
    assert panels["silos"].spec["layout"]["yaxis"]["autorange"] == "reversed"


def test_silos_at_the_end_have_both_ends_of_their_bands(panels: dict[str, Panel], summary: RunSummary) -> None:
    (trace,) = panels["silos_end"].spec["data"]
    assert trace["y"] == list(SILOS)
    assert trace["x"] == pytest.approx(summary.silos.median[-1])
    assert trace["error_x"]["array"] == pytest.approx([0.03] * 3)
    assert trace["error_x"]["arrayminus"] == pytest.approx([0.01] * 3)
    assert trace["customdata"] == pytest.approx(np.array([summary.silos.low[-1], summary.silos.high[-1]]).T)
    layout = panels["silos_end"].spec["layout"]
    assert layout["xaxis"]["title"]["text"] == "registered share of people"
    assert "%" in layout["xaxis"]["tickformat"]


def test_the_map_of_replies_has_a_row_for_the_author_and_a_column_for_the_replier(panels: dict[str, Panel]) -> None:
    """Authors of the first silo got 5, 3 and 2 replies from the three silos: half of them from their own."""
    (trace,) = panels["silos_replies"].spec["data"]
    assert trace["x"] == trace["y"] == list(SILOS)
    assert trace["z"][0] == pytest.approx([0.5, 0.3, 0.2])
    assert trace["z"][1] == pytest.approx([0.1, 0.7, 0.2])
    assert trace["z"][2] == pytest.approx([0.2, 0.4, 0.4])
    assert trace["customdata"][0] == [5, 3, 2]
    layout = panels["silos_replies"].spec["layout"]
    assert layout["xaxis"]["title"]["text"] == "reply comes from"
    assert layout["yaxis"]["title"]["text"] == "author is in"


def test_lines_of_the_account_have_their_euro_and_both_ends(panels: dict[str, Panel], summary: RunSummary) -> None:
    assert summary.value is not None
    shown = {}
    for trace in panels["value_lines"].spec["data"]:
        bars = zip(trace["error_x"]["array"], trace["error_x"]["arrayminus"], trace["customdata"], strict=True)
        for label, median, (up, down, custom) in zip(trace["y"], trace["x"], bars, strict=True):
            shown[label] = (median, median - down, median + up, *custom)
    for line in summary.value.lines:
        low, median, high = (float(end) for end in (line.eur.low, line.eur.median, line.eur.high))
        assert shown[LABELS[line.item]] == (median, low, high, median, low, high)
    assert len(shown) == len(LABELS)
    assert panels["value_lines"].spec["layout"]["xaxis"]["title"]["text"] == "EUR"


def test_years_of_the_account_have_their_net_and_both_ends(panels: dict[str, Panel], summary: RunSummary) -> None:
    assert summary.value is not None
    (trace,) = panels["value_years"].spec["data"]
    net = summary.value.by_year
    assert trace["x"] == ["1"]
    assert trace["y"] == pytest.approx(net.median)
    assert trace["error_y"]["array"] == pytest.approx(net.high - net.median)
    assert trace["error_y"]["arrayminus"] == pytest.approx(net.median - net.low)
    assert panels["value_years"].spec["layout"]["yaxis"]["title"]["text"] == "net EUR of the year"


def test_surveys_show_what_was_shown_beside_what_was_true(panels: dict[str, Panel], summary: RunSummary) -> None:
    assert summary.survey is not None
    for one in summary.survey.items:
        panel = panels[f"survey_{one.item}"]
        assert panel.title == ITEMS[one.item].label
        lines = lines_of(panel)
        for words, shown in (("shown by the survey", one.shown), ("true", one.true)):
            assert lines[words]["y"] == pytest.approx(shown.median)
            assert lines[words]["x"] == summary.survey.dates
            assert [row[0] for row in lines[words]["customdata"]] == pytest.approx(shown.low)
            assert [row[1] for row in lines[words]["customdata"]] == pytest.approx(shown.high)
            assert [row[2] for row in lines[words]["customdata"]] == summary.survey.weeks
        outline = next(trace for trace in panel.spec["data"] if trace.get("fill") == "none")
        assert [y for y in outline["y"] if y is not None] == pytest.approx([*one.true.low, *one.true.high])
    assert lines_of(panels["survey_response"])["answered"]["y"] == pytest.approx(summary.survey.response_rate.median)
    for one in summary.survey.items:
        line = lines_of(panels["survey_bias"])[ITEMS[one.item].label.lower()]
        assert line["y"] == pytest.approx(one.nonresponse_bias.median)


def test_an_observation_stands_at_its_value_with_both_ends_of_its_error(summary: RunSummary) -> None:
    seen = Observation(measure="registered", week=2, last_week=4, value=100, label="talk")
    observed = Checked(seen, 90.0, 115.0, (Candidate("registered", 1, 2, 3, 0.5, 4, "fits", 1.0),))
    spec = over_time(replace(summary, observed=[observed]), {"registered": "registered"}, FigureAxis("people"))
    period, point = spec["data"][-2:]
    assert (point["x"], point["y"]) == ([summary.dates[3]], [100])
    assert (point["error_y"]["array"], point["error_y"]["arrayminus"]) == ([15], [10])
    assert (period["x"], period["y"]) == ([summary.dates[2], summary.dates[4]], [100, 100])


# --- tables of pages ---------------------------------------------------------------------------


def cells(content: bytes) -> list[str]:
    return [each for each in Read(content).words.splitlines() if each]


def test_headlines_stand_with_unit_median_and_both_ends(run: StoredRun) -> None:
    words = cells(run_page(run))
    for row in summarise(run, ()).rows:
        unit = MEASURES[row.measure].unit
        at = words.index(label_with_unit(row.measure))
        spread = f"{value(row.low, unit)} to {value(row.high, unit)}"
        assert words[at + 1 : at + 3] == [value(row.median, unit), spread], row.measure


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (SummaryRow("registered", 10, 20, 40, 4), ("Registered (people)", "20", "10 to 40")),
        (
            SummaryRow("registered_share_of_people", 0.1, 0.2, 0.4, 4),
            ("Registered, of all people", "20.0%", "10.0% to 40.0%"),
        ),
        (
            SummaryRow("cost_hours_cumulative", 1, 2, 3, 4),
            ("Hours of interventions since the start (hours)", "2", "1 to 3"),
        ),
    ],
)
def test_a_row_of_headlines(row: SummaryRow, said: tuple[str, ...]) -> None:
    assert headline_cells(row) == said


@pytest.fixture(scope="module")
def compared(run: StoredRun) -> ComparedRuns:
    """The stand-in's plan brings about 60 people."""
    plan = execute(scenario("plan"), Standin().options(run.folder.parents[1])).run
    return compare(run, [plan], active="registered")


def test_effects_are_the_plan_minus_the_base(compared: ComparedRuns) -> None:
    (plan,) = compared.plans
    before, after = (each.totals(["registered"])["registered"] for each in (compared.base, plan.plan))
    assert (after[:, -1] - before[:, -1]).mean() > 30
    panel = effect_panel(compared, plan, "registered", 0)
    line = lines_of(panel)["with the plan minus without"]
    assert line["y"] == pytest.approx(np.median(after - before, axis=0))
    assert panel.spec["layout"]["yaxis"]["title"]["text"] == "difference (people)"
    assert plan.effects["registered"].mean == pytest.approx((after - before)[:, -1].mean())
    words = cells(comparison_page(compared))
    at = words.index(label_with_unit("registered"))
    assert words[at + 1].startswith("+")


def test_people_turned_stand_under_what_turned_them(compared: ComparedRuns, tmp_path: Path) -> None:
    """The stand-in's plan turns many more people to an account than away from one."""
    (plan,) = compared.plans
    row = next(each for each in plan.people if (each.state, each.silo) == ("registered", "all"))
    assert row.only_with[0] - row.only_without[0] == pytest.approx(plan.effects["registered"].mean)
    words = cells(comparison_page(compared))
    at = words.index("whole organisation")

    def people(three: Any) -> list[str]:
        mean, low, high = (value(each, "people") for each in three)
        return [mean, f"{low} to {high}"]

    assert words[at + 1 : at + 6] == [*people(row.only_with), *people(row.only_without), value(row.both, "people")]

"""Pages: complete, valid for plotly, asking nothing of the network, and drawn by a real browser where there is one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from simulation.measures import MEASURES
from simulation.present import figures
from simulation.present.comparison import comparison_json, comparison_page, cost_sentence
from simulation.present.html import Section, page, plotly_script
from simulation.present.page import run_page, write_page
from simulation.present.theme import FigureAxis, Panel, band_traces
from simulation.present.value import chance
from simulation.results.compare import compare
from simulation.results.execute import execute
from simulation.results.manifest import Observation
from simulation.results.quantiles import band
from simulation.results.reader import StoredRun
from simulation.results.summary import summarise
from simulation.results.value import worth
from simulation.value.items import LABELS
from tests.browser import drawn, needs_browser
from tests.results.standin import Standin, scenario

NAN = float("nan")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> StoredRun:
    """A complete run."""
    return execute(scenario(), Standin().options(tmp_path_factory.mktemp("page"))).run


@pytest.fixture(scope="module")
def html(run: StoredRun) -> str:
    """Its page without plotly's own code."""
    content = run_page(run)
    assert plotly_script() in content
    return words_of(content)


@pytest.fixture(scope="module")
def compared(run: StoredRun) -> bytes:
    """Page of a comparison, with plotly's own code."""
    plan = execute(scenario("plan"), Standin().options(run.folder.parents[1])).run
    return comparison_page(compare(run, [plan]))


def words_of(content: bytes) -> str:
    """A page without plotly's own code."""
    return content.replace(plotly_script(), b"").decode()


def panels(run: StoredRun) -> list[Panel]:
    summary = summarise(run, figures.MEASURES)
    return [panel for figure in figures.FIGURES for panel in figure.draw(summary)]


def test_page_asks_nothing_of_the_network(html: str, compared: bytes) -> None:
    for text in (html, words_of(compared)):
        assert not re.search(r"(https?:)?//[a-z]", text)
        assert not re.search(r"<(link|img|iframe|script[^>]+src)", text)
        assert "default-src 'none'" in text
    assert plotly_script().count(b"</script") == 0


def test_page_says_what_was_run(run: StoredRun, html: str) -> None:
    for words in ("A small company", "400 people", "4 replicates", str(run.manifest.digest), "span all of them"):
        assert words in html
    for figure in figures.FIGURES:  # a run without a survey has no section for it
        assert (f"<h2>{figure.heading}</h2>" in html) is (figure is not figures.SURVEY), figure.heading
    assert 'name="viewport"' in html


def test_every_figure_is_valid_and_labelled(run: StoredRun) -> None:
    names = [panel.name for panel in panels(run)]
    assert len(names) == len(set(names))
    for panel in panels(run):
        drawn = go.Figure(panel.spec)
        assert panel.title
        assert panel.text.endswith(".")
        assert drawn.layout.xaxis.title.text
        assert drawn.layout.yaxis.title.text or panel.name.startswith(("silos", "value_lines"))
        json.dumps(panel.spec, allow_nan=False)


def test_every_line_over_time_has_its_band(run: StoredRun) -> None:
    for panel in panels(run):
        if panel.name.startswith(("silos", "value")):
            continue
        lines = [t["name"] for t in panel.spec["data"] if "fill" not in t]
        bands = [t["name"] for t in panel.spec["data"] if "fill" in t]
        assert bands == [f"{name}, 80% band" for name in lines]


def test_figures_need_only_measures_that_there_are() -> None:
    assert set(figures.MEASURES) <= set(MEASURES)


def test_observed_values_are_drawn_as_points(run: StoredRun) -> None:
    observed = (
        Observation(measure="registered", week=3, value=70_000, label="talk", source="KT13"),
        Observation(measure="registered", week=99, value=1),
    )
    other = StoredRun(run.folder, run.manifest.model_copy(update={"observations": observed}))
    spec = next(panel for panel in panels(other) if panel.name == "registered").spec
    assert spec["data"][-1]["x"] == ["2012-03-11"]
    assert spec["data"][-1]["y"] == [70_000]
    assert spec["layout"]["showlegend"]
    text = run_page(other).decode()
    assert "<h2>Observed and simulated</h2>" in text
    assert "70,000 (talk, KT13), week 3 (2012-03-11)" in text
    assert "does not agree with it: it is too low." in text
    assert "The run ends before it." in text


def test_observations_of_open_meaning_are_hollow_and_show_their_weeks(run: StoredRun) -> None:
    seen = Observation(measure=("registered", "readers_28"), week=1, last_week=4, value=100)
    other = StoredRun(run.folder, run.manifest.model_copy(update={"observations": (seen,)}))
    *_, period, point = next(panel for panel in panels(other) if panel.name == "registered").spec["data"]
    assert point["name"] == "observed, meaning open"
    assert point["marker"]["symbol"] == "diamond-open"
    assert period["x"] == ["2012-02-26", "2012-03-18"]


def test_page_shows_the_value_with_its_chance_of_a_loss(run: StoredRun, html: str) -> None:
    found = worth(run)
    assert f"P(net &lt; 0) is {chance(found.loss_eur)} in EUR" in html
    lines, years = panels(run)[-2:]
    drawn = {label: x for trace in lines.spec["data"] for label, x in zip(trace["y"], trace["x"], strict=True)}
    assert drawn == {LABELS[line.item]: float(line.eur.median) for line in found.lines}
    assert years.spec["data"][0]["x"] == ["1"]
    others = {name: record for name, record in run.manifest.tables.items() if name != "value"}
    old = StoredRun(run.folder, run.manifest.model_copy(update={"tables": others}))
    assert "<h2>Value</h2>" in html
    assert "<h2>Value</h2>" not in run_page(old).decode()


def test_band_leaves_out_weeks_without_a_value() -> None:
    values = band(np.array([[NAN, 1.0, 2.0, NAN, 3.0]]))
    surface, line = band_traces(["a", "b", "c", "d", "e"], values, "x", FigureAxis("y"))
    assert line["y"] == [None, 1, 2, None, 3]
    assert surface["x"] == ["b", "c", "c", "b", None, "e", "e"]


def test_texts_cannot_break_out_of_the_page() -> None:
    nasty = "</script><script>alert(1)</script>"
    panel = Panel("a", nasty, nasty, {"data": [{"name": nasty}], "layout": {}})
    text = words_of(page(nasty, "", [Section(nasty, [panel])], nasty))
    assert "<script>alert" not in text
    assert text.count("</script>") == 2


def test_comparison_page_and_document(run: StoredRun, compared: bytes) -> None:
    for words in ("Registered (people)", "pairing saved", "only with the plan", "Cost per additional active person"):
        assert words in words_of(compared)
    plan = execute(scenario("plan"), Standin().options(run.folder.parents[1])).run
    found = compare(run, [plan], active="registered")
    document = json.loads(json.dumps(comparison_json(found), allow_nan=False))
    assert document["plans"][0]["effects"]["registered"]["n"] == 4
    assert document["plans"][0]["effects"]["gini_of_contributors"]["mean"] is None
    assert "EUR (" in cost_sentence(found.plans[0], found.week)


@needs_browser
def test_pages_are_drawn_by_a_browser(run: StoredRun, compared: bytes, tmp_path: Path) -> None:
    (tmp_path / "compare.html").write_bytes(compared)
    for path, n in ((write_page(run), len(panels(run))), (tmp_path / "compare.html", 4)):
        found = drawn(path.as_uri(), tmp_path / "profile")
        assert len(re.findall(r'class="plot js-plotly-plot"', found)) == n
        assert found.count('class="plot-container plotly"') == n

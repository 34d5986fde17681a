"""The page in which a plan is tried out: levers move by keyboard, nothing is asked of a network, what is saved runs."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.present.language import LANGUAGES
from simulation.present.live.pictures import sentence
from simulation.present.live.pictures import shown as with_axes
from simulation.present.live.section import key, live_section
from simulation.present.report.check import check_report
from simulation.present.report.page import report
from simulation.results.board import Board
from simulation.results.execute import execute
from simulation.results.options import Options
from simulation.scenario.loading import load
from simulation.studies.live.grid import LiveTried, states
from simulation.studies.live.levers import FINEST, levers
from tests.browser import BROWSER, needs_browser
from tests.studies.company import KICK_OFF, MANAGERS
from tests.studies.conftest import ACTIVE, BASE, SIZE, plan

MOST_BYTES = 3_000_000
pytestmark = needs_browser


@pytest.fixture(scope="module", params=["en", "de"])
def file(
    request: pytest.FixtureRequest, shown: Board, made: LiveTried, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    language = LANGUAGES[request.param]
    found = tmp_path_factory.mktemp("page") / "report.html"
    found.write_bytes(report(shown, language, "wandel report", live_section(made, SIZE, language)))
    return found


@pytest.fixture
def page(file: Path) -> Iterator[Any]:
    """The page, opened from its file; whatever it complains of or asks for is a failure."""
    from playwright.sync_api import sync_playwright

    said, asked = [], []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        found = browser.new_page(viewport={"width": 1280, "height": 900})
        found.on("console", lambda message: said.append(message.text))
        found.on("pageerror", lambda error: said.append(str(error)))
        found.on("request", lambda request: asked.append(request.url))
        found.goto(file.as_uri())
        found.wait_for_selector("#live-says[data-ready=simulates]")
        yield found
        browser.close()
    assert said == []
    assert [each for each in asked if not each.startswith(("file:", "blob:"))] == []


def test_levers_move_by_keyboard_and_changes_are_undone(page: Any) -> None:
    before = page.locator("#live-courses").inner_html()
    page.focus('input[name="lever-0"]:checked')
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("location.hash") == "#live=1.2"
    assert page.locator("#live-courses").inner_html() != before
    page.click("#live-undo")
    assert page.evaluate("location.hash") == "#live=2.2"
    page.click("#live-redo")
    assert page.evaluate("location.hash") == "#live=1.2"
    page.click("#live-planned")
    assert page.locator("#live-courses").inner_html() == before


def test_each_state_says_what_its_numbers_say(page: Any, shown: Board, made: LiveTried) -> None:
    grid = made.grid()
    language = LANGUAGES[page.evaluate("document.documentElement.lang")]
    at = with_axes(grid, shown, language)
    finest = levers(BASE, plan(KICK_OFF, MANAGERS), factors=FINEST)
    for state in states(made.levers):
        name = key(state, grid, finest)
        page.evaluate(f"location.hash = '#live={name}'")
        for lever, place in enumerate(name.split(".")):
            chosen = f"document.querySelector('input[name=\"lever-{lever}\"]:checked').value === '{place}'"
            page.wait_for_function(chosen)
        assert page.inner_text("#live-says") == sentence(at, state)


def test_what_is_saved_is_the_plan_that_is_shown(page: Any, made: LiveTried, tmp_path: Path) -> None:
    page.evaluate("location.hash = '#live=5.0'")
    page.wait_for_function("document.querySelector('input[name=\"lever-0\"]:checked').value === '5'")
    run = _saved(page, tmp_path)
    grid = made.grid()
    assert np.array_equal(run.totals((ACTIVE,))[ACTIVE][:, list(grid.weeks)], grid.states[3, 0][ACTIVE])


def _saved(page: Any, folder: Path) -> Any:
    """Save the plan that is shown, and run it as anybody runs a scenario."""
    with page.expect_download() as download:
        page.click("#live-save")
    download.value.save_as(folder / "saved.yaml")
    return execute(load(folder / "saved.yaml"), Options(root=folder)).run


def test_what_the_page_simulates_is_what_the_engine_finds_for_the_saved_plan(
    page: Any, made: LiveTried, tmp_path: Path
) -> None:
    """A quarter of the event and half as many managers again: nobody computed that beforehand."""
    page.evaluate("location.hash = '#live=1.3'")
    page.wait_for_selector("#live-says[data-outcomes^='[']")
    outcomes = json.loads(page.get_attribute("#live-says", "data-outcomes"))
    run, grid = _saved(page, tmp_path), made.grid()
    found = run.totals((ACTIVE,))[ACTIVE][:, grid.week] - grid.base[ACTIVE][:, grid.place]
    assert outcomes == found.tolist()


def test_fragments_of_others_change_nothing(page: Any) -> None:
    draw = random.Random(3)
    before = page.inner_text("#live-says")
    for _ in range(200):
        text = "".join(draw.choice("live=.0123456789<>%27#&é") for _ in range(draw.randrange(12)))
        page.evaluate("text => { location.hash = text }", f"#live={text}9")
    page.wait_for_timeout(100)
    assert page.inner_text("#live-says") == before


def test_the_page_stays_small(file: Path) -> None:
    assert file.stat().st_size < MOST_BYTES


def test_the_page_is_verified_with_the_runs_of_every_state(file: Path, tmp_path: Path) -> None:
    assert check_report(file).findings == ()
    altered = tmp_path / "altered.html"
    altered.write_bytes(file.read_bytes().replace(b'id="live-data">H4', b'id="live-data">H5'))
    (finding,) = check_report(altered).findings
    assert "altered" in finding

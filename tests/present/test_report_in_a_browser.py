"""The report in a real browser: every width, light and dark, both languages.

Nothing is asked, nothing said, nothing lies on top of another; it is read by keyboard and by a screen reader, and
printed without a cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from simulation.present.alone.files import page_as_pdf
from simulation.present.language import LANGUAGES
from simulation.present.report.page import report
from simulation.results.board import board
from simulation.results.execute import execute
from tests.browser import BROWSER, needs_browser
from tests.results.standin import Standin, scenario

pytestmark = needs_browser
WIDTHS = (360, 768, 1280, 1920)
OVERLAPPING = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("figure svg.picture")) {
    if (!svg.getClientRects().length) continue;
    const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
    const edge = svg.getBoundingClientRect();
    texts.forEach(([words, box], i) => {
      if (box.left < edge.left - 2 || box.right > edge.right + 2) found.push(`${svg.id || words}: beyond the edge`);
      for (const [other, its] of texts.slice(i + 1)) {
        const wide = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const high = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        if (wide > 1 && high > 0.4 * Math.min(box.height, its.height)) found.push(`${words} | ${other}`);
      }
    });
  }
  return found;
}"""
UNNAMED = """() => {
  const shown = (node) => node.getClientRects().length > 0;
  const given = (node) => node.getAttribute("aria-label") || node.getAttribute("aria-labelledby");
  const named = (node) => node.textContent.trim() || given(node);
  const wrong = [];
  for (const node of document.querySelectorAll("a, button, summary, [role], [tabindex], nav, th")) {
    if (shown(node) && !named(node)) wrong.push(node.outerHTML.slice(0, 80));
  }
  for (const node of document.querySelectorAll("[aria-labelledby]")) {
    for (const id of node.getAttribute("aria-labelledby").split(" ")) {
      if (!document.getElementById(id)?.textContent.trim()) wrong.push(`no ${id}`);
    }
  }
  const levels = [...document.querySelectorAll("h1, h2, h3")].map((node) => +node.tagName[1]);
  levels.forEach((level, i) => { if (i && level > levels[i - 1] + 1) wrong.push(`heading ${i} skips a level`); });
  return wrong;
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A report of two plans in each language."""
    folder = tmp_path_factory.mktemp("pages")
    options = Standin().options(folder)
    stated = [scenario(), scenario("plan"), scenario("other")]
    wide = [each.model_copy(update={"run": each.run.model_copy(update={"replicates": 20})}) for each in stated]
    titles = ("A small company", "A small company with a plan", "A small company with quite another plan of long title")
    runs = [
        execute(each.model_copy(update={"title": title}), options).run for each, title in zip(wide, titles, strict=True)
    ]
    found = {code: folder / f"{code}.html" for code in LANGUAGES}
    shown = board(runs[0], runs[1:])
    for code, path in found.items():
        path.write_bytes(report(shown, LANGUAGES[code], "wandel report x"))
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser: Any, path: Path, width: int, scheme: str = "light") -> tuple[Any, list[str]]:
    """A page, and what it asked for or complained of."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    return page, said


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_width_shows_all_and_nothing_overlaps(
    browser: Any, pages: dict[str, Path], scheme: str, code: str
) -> None:
    page, said = opened(browser, pages[code], WIDTHS[0], scheme)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OVERLAPPING) == [], width
        shown = page.locator("figure svg.picture:visible").count()
        assert shown == page.locator("figure").count(), "each picture once"
    assert said == []
    page.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_has_a_name(browser: Any, pages: dict[str, Path], code: str) -> None:
    page, _ = opened(browser, pages[code], 1280)
    assert page.evaluate("document.documentElement.lang") == code
    assert page.evaluate(UNNAMED) == []
    page.evaluate("document.body.style.zoom = 2")  # as at 200%
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280 * 2
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize(("code", "scheme", "width"), [("en", "light", 1280), ("de", "dark", 360)])
def test_axe_finds_nothing(browser: Any, pages: dict[str, Path], code: str, scheme: str, width: int) -> None:
    page, said = opened(browser, pages[code], width, scheme)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate(Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert len(found["passes"]) > 30, "it looked"
    assert said == []
    page.close()


@pytest.mark.slow
def test_every_drawer_and_table_is_reached_by_keyboard(browser: Any, pages: dict[str, Path]) -> None:
    page, _ = opened(browser, pages["en"], 1280)
    drawers = page.locator("summary").count()
    for _ in range(20 * drawers):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == drawers
    page.close()


def test_a_course_is_read_out_at_the_arrow_keys(browser: Any, pages: dict[str, Path]) -> None:
    page, said = opened(browser, pages["en"], 1280)
    page.locator("figure svg.picture:visible g[data-frame]").first.focus()
    page.keyboard.press("ArrowLeft")
    words = page.locator(".say").inner_text()
    assert "2012" in words
    assert "with the plan" in words
    page.keyboard.press("Escape")
    assert not page.locator(".say").is_visible()
    assert said == []
    page.close()


def test_a_table_is_saved_as_csv(browser: Any, pages: dict[str, Path]) -> None:
    page, _ = opened(browser, pages["de"], 1280)
    figure = page.locator("figure").first
    figure.locator("summary").click()
    with page.expect_download() as download:
        figure.locator("button").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith('"')
    assert len(text.splitlines()) >= 2
    page.close()


def test_it_is_printed_on_a4_without_a_cut(browser: Any, pages: dict[str, Path]) -> None:
    page, _ = opened(browser, pages["de"], 1280)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 less its margins, at 96 points to the inch
    tall = page.evaluate("[...document.querySelectorAll('figure')].map((node) => node.getBoundingClientRect().height)")
    assert max(tall) < 995, "no picture is taller than a sheet"
    assert page.locator("nav").is_hidden()
    page.close()


@pytest.mark.slow
def test_it_is_printed_by_the_command_on_numbered_sheets(pages: dict[str, Path]) -> None:
    made = page_as_pdf(pages["de"].read_bytes())
    assert made.startswith(b"%PDF")
    sheets = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", made)
    assert len(sheets) > 3
    assert {(round(float(wide)), round(float(high))) for wide, high in sheets} <= {(595, 842), (596, 842)}, "A4"

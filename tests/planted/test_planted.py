"""Planted mistakes still fit the sources, and the page names who noticed each of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.planted.asked import ASKED
from tests.planted.mistakes import MISTAKES
from tests.planted.page import markdown, row, rows_of
from tests.planted.planting import ROOT, Garden, Mistake, Outcome, PlantError, planted

DOCUMENT = ROOT / "docs" / "planted.md"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_fits_the_sources(mistake: Mistake):
    text = planted(mistake)
    assert text != (ROOT / mistake.file).read_text(encoding="utf-8")
    compile(text, mistake.file, "exec")
    for test in mistake.tests:
        path, _, name = test.partition("::")
        assert (ROOT / path).exists()
        assert not name or f"def {name.partition('[')[0]}" in (ROOT / path).read_text(encoding="utf-8")


def test_mistake_whose_text_is_gone_is_an_error(tmp_path: Path):
    gone = replace(MISTAKES[0], before="no such text")
    with pytest.raises(PlantError, match="has 0 times, not once: 'no such text'"):
        planted(gone)
    twice = replace(MISTAKES[0], before="week")
    with pytest.raises(PlantError, match="not once"):
        planted(twice)


def test_a_mistake_is_noticed_named_and_taken_out_again(tmp_path: Path):
    """With a test that needs no engine: the price of an hour that is bought."""
    mistake = next(mistake for mistake in MISTAKES if mistake.name == "money counted twice")
    tests = ["tests/value/test_value_account.py"]
    garden = Garden(tmp_path / "garden")
    assert garden.test(None, tests).failed == ()
    noticed = garden.test(mistake, tests)
    assert noticed.failed
    assert all(name.startswith("tests/value/") for name in noticed.failed)
    assert garden.test(None, tests).failed == ()


def test_page_says_where_nobody_noticed_and_what_was_not_tried():
    first, second, third = MISTAKES[:3]
    rows = {
        first.name: row(first, Outcome((), 3, 1.0)),
        second.name: row(second, Outcome(("tests/a.py::b", "tests/a.py::c"), 1, 1)),
    }
    page = markdown([first, second, third], rows)
    assert "3 mistakes, 1 noticed." in page
    assert "| **nobody** |" in page
    assert "| `a.py`: `b`; `a.py`: `c` |" in page
    assert "| *not tried yet* |" in page
    assert markdown([first, second, third], rows_of(page)) == page


def test_published_page_is_current():
    """It names every mistake, where it is planted, and who noticed; nobody failed to."""
    page = DOCUMENT.read_text(encoding="utf-8")
    assert markdown(MISTAKES, rows_of(page)) == page
    for mistake in MISTAKES:
        assert f"| {mistake.name}: {mistake.what} | `{mistake.file}` |" in page
    assert "**nobody**" not in page


def test_mistakes_are_many_and_in_every_part():
    """In every part that computes, keeps or shows something; each has a name of its own."""
    assert len(MISTAKES) >= 40
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)
    parts = {mistake.file.removeprefix("simulation/").partition("/")[0].removesuffix(".py") for mistake in MISTAKES}
    assert parts >= {
        "attribution", "cli", "compiled", "declare", "engines", "interventions", "measures", "model", "organisation",
        "plugin", "present", "results", "scenario", "studies", "survey", "value",
    }  # fmt: skip


def test_no_frozen_digest_is_asked():
    asked = {test for tests in (*ASKED.values(), *(mistake.further for mistake in MISTAKES)) for test in tests}
    assert not [test for test in asked if test.startswith(("tests/frozen", "tests/samples"))]

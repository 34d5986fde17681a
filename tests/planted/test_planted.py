"""Planted mistakes still fit the sources, and the page names who noticed each of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.planted.mistakes import MISTAKES
from tests.planted.page import markdown
from tests.planted.planting import ROOT, Garden, Mistake, Outcome, PlantError, planted

DOCUMENT = ROOT / "docs" / "planted.md"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_fits_the_sources(mistake: Mistake):
    text = planted(mistake)
    assert text != (ROOT / mistake.file).read_text(encoding="utf-8")
    compile(text, mistake.file, "exec")
    for test in mistake.tests:
        path, _, name = test.partition("::")
        assert f"def {name.partition('[')[0]}" in (ROOT / path).read_text(encoding="utf-8")


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
    tests = mistake.tests[:1]
    garden = Garden(tmp_path / "garden")
    assert garden.test(None, tests).failed == ()
    noticed = garden.test(mistake, tests)
    assert noticed.failed
    assert all(name.startswith("tests/value/") for name in noticed.failed)
    assert garden.test(None, tests).failed == ()


def test_page_says_where_nobody_noticed():
    page = markdown(
        [(MISTAKES[0], Outcome((), 3, 1.0)), (MISTAKES[1], Outcome(("tests/a.py::b", "tests/a.py::c"), 1, 1))]
    )
    assert "| **nobody** | 0 of 3 |" in page
    assert "| `a.py`: `b`; `a.py`: `c` | 2 of 3 |" in page


def test_published_page_names_every_mistake_and_who_noticed():
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line.startswith("| ")][2:]
    assert [row[0].removeprefix("| ").split(":")[0] for row in rows] == [mistake.name for mistake in MISTAKES]
    assert [row[0] for row in rows if "**nobody**" in row[2]] == []

"""The worked example does what it says: from its tables to a plan, by its own blocks, in order."""

from __future__ import annotations

import csv
from pathlib import Path
from shutil import copy

import pytest

from docs.made import own_company
from docs.made.odd import ROOT
from tests.documentation.test_docs_tutorial import followed

PAGE = ROOT / "docs" / "own-company.md"


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table of the example, without its head."""
    with (own_company.FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def test_people_are_those_that_the_script_makes() -> None:
    assert rows("people.csv") == own_company.people()
    assert len(rows("usage.csv")) == own_company.WEEKS


@pytest.mark.slow
def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C")
    for table in own_company.FOLDER.glob("*.csv"):
        copy(table, tmp_path)
    ran = followed(PAGE, tmp_path, capsys)
    assert ran == ["import", "import", "import", "forecast", "backtest", "validate", "cost", "compare", "best"]
    printed = capsys.readouterr().out
    assert "courses that agree with what was counted" in printed
    assert "What the weeks taught" in printed
    assert "With the plan" in printed or "learned" in printed
    assert (tmp_path / "results" / "forecasts" / "own-company" / "own-company.forecast.html").is_file()

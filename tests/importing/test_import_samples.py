"""Real exports (see samples/SOURCES.md): drafted, answered where a draft asks, imported."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulation.importing.drafting import write_draft
from simulation.importing.findings import Findings
from simulation.importing.importing import read_import, write_import
from simulation.scenario.loading import load
from simulation.scenario.problems import ScenarioError

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def imported(tmp_path, monkeypatch):
    """Draft a mapping for some samples, answer what it asks, import it; returns the report and what was written."""

    def run(*files: str, **answers: str):
        monkeypatch.chdir(tmp_path)
        for file in files:
            shutil.copy(SAMPLES / file, tmp_path)
        asked = write_draft(list(files), Path("mapping.yaml"))
        assert asked == len(answers)
        text = Path("mapping.yaml").read_text(encoding="utf-8")
        for question, answer in answers.items():
            text = text.replace(f"{question}: '?'", f"{question}: {answer}")
        Path("mapping.yaml").write_text(text, encoding="utf-8")
        found = read_import(Path("mapping.yaml"), "mapping.yaml", Findings())
        write_import(found, tmp_path / "out")
        load(tmp_path / "out" / "scenario.yaml")
        return found.document, b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())

    return run


def test_personnel_table(imported):
    report, written = imported("employees.csv", missing_unit="manager")
    assert (report["people"], report["roots"], report["units"]) == (107, 1, 11)
    assert b"SKING" not in written


def test_organogram_of_posts(imported):
    report, written = imported("senior.csv", "junior.csv")
    assert report["people"] == 868, "61 senior posts and 807 others"
    assert report["roots"] == 1
    assert b"Qx" not in written


def test_viva_person_query(imported):
    report, _ = imported("person_query.csv")
    assert report["people"] == 120, "the latest week of each"
    assert report["units"] == report["roots"]


def test_exports_that_do_not_join_are_named(imported):
    with pytest.raises(ScenarioError, match="do not belong together"):
        imported("person_query.csv", "p2p_data.csv")

"""Files of older versions stay readable: samples of each version open and load; newer versions are refused clearly.

A sample is never changed after the release of its version. When the format changes, the new version gets samples of
its own beside the old ones, and `simulation.scenario.migration` and `simulation.results.versions` the step between.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from simulation.interventions import all_kinds
from simulation.results import manifest as manifests
from simulation.results.digest import table_digest
from simulation.results.errors import ResultsError
from simulation.results.reader import StoredRun
from simulation.results.summary import summary_rows
from simulation.results.verify import altered
from simulation.scenario import migration
from simulation.scenario.loading import load
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import SCHEMA_VERSION, Scenario
from simulation.scenario.tree import Table

HERE = Path(__file__).parent
SCENARIOS, RUNS = sorted(HERE.glob("scenario-*.yaml")), sorted(HERE.glob("run-*.zip"))
OF_VERSION_1 = 13
"""Kinds of interventions in the sample of version 1."""


@pytest.fixture(params=RUNS, ids=lambda path: path.stem)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A stored run of each version, unpacked."""
    with zipfile.ZipFile(request.param) as archive:
        archive.extractall(tmp_path / "run")
    return tmp_path / "run"


def test_there_are_samples_of_every_version():
    assert [path.stem for path in SCENARIOS] == [f"scenario-{v}" for v in range(1, SCHEMA_VERSION + 1)]
    assert [path.stem for path in RUNS] == [f"run-{v}" for v in range(1, manifests.SCHEMA_VERSION + 1)]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario_files_of_all_versions_load(path: Path):
    scenario = load(path)
    assert scenario.schema_version == SCHEMA_VERSION
    assert len({each.kind for each in scenario.interventions}) >= OF_VERSION_1
    assert {each.kind for each in scenario.interventions} <= set(all_kinds())
    assert (scenario.parameters["innovation_rate"].value, scenario.run.start.isoformat()) == (0.05, "2012-02-19")


def test_the_newest_sample_has_every_section():
    text = SCENARIOS[-1].read_text()
    assert [name for name in Scenario.model_fields if f"\n{name}:" not in text] == []


def test_stored_runs_of_all_versions_open(stored: Path):
    run = StoredRun.open(stored)
    assert altered(run) == []
    for name, record in run.manifest.tables.items():
        assert run.table(name).num_rows == record.rows
        assert [table_digest(part) for _, part in run.replicate_tables(name)] == list(record.replicates)
    assert run.scenario().name == run.manifest.scenario == "sample"
    registered = next(row for row in summary_rows(run, None) if row.measure == "registered")
    assert 0 < registered.median <= run.manifest.people


def test_a_run_of_a_newer_version_is_refused(stored: Path):
    path = stored / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema_version": 99, "unheard": "of"}))
    with pytest.raises(ResultsError, match=r"written by a newer version of the program \(format 99; this one reads up"):
        StoredRun.open(stored)


def test_a_run_of_an_older_version_is_brought_up(stored: Path, monkeypatch: pytest.MonkeyPatch):
    path = stored / "manifest.json"
    document = json.loads(path.read_text())
    path.write_text(json.dumps({**document, "schema_version": 0, "title": "", "heading": document["title"]}))

    def up(old: dict) -> dict:
        return {name: value for name, value in old.items() if name != "heading"} | {"title": old["heading"]}

    monkeypatch.setitem(manifests.MIGRATIONS, 0, up)
    assert StoredRun.open(stored).manifest.title == document["title"]


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path):
    path = tmp_path / "newer.yaml"
    path.write_text("name: a\nschema_version: 2\nrun: {weeks: 3}\n")
    with pytest.raises(ScenarioError) as refused:
        load(path)
    assert [str(problem) for problem in refused.value.problems] == [
        f"{path}:2: schema_version: must be 1, not 2: the file was made for a newer version of the program"
    ]


@pytest.mark.parametrize("base_version", [0, 1])
def test_a_file_of_an_older_version_is_brought_up(tmp_path: Path, base_version: int, monkeypatch: pytest.MonkeyPatch):
    """Each file by itself: one that extends another may be of another version; lines stay those of the file."""

    def up(tree: Table) -> None:
        run = tree.get("run")
        if isinstance(run, Table) and "duration" in run.entries:
            run.entries["weeks"] = run.entries.pop("duration")

    monkeypatch.setitem(migration.MIGRATIONS, 0, up)
    key = "duration" if base_version == 0 else "weeks"
    (tmp_path / "base.yaml").write_text(f"schema_version: {base_version}\nname: base\nrun: {{{key}: 7}}\n")
    top = tmp_path / "top.yaml"
    top.write_text("schema_version: 0\nextends: base.yaml\nname: top\n")
    assert (load(top).run.weeks, load(top).schema_version) == (7, 1)
    top.write_text("schema_version: 0\nextends: base.yaml\nname: top\nrun:\n  duration: 0\n")
    with pytest.raises(ScenarioError, match=r"top.yaml:5: run.weeks: must be .* not 0"):
        load(top)

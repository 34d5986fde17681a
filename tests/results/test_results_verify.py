"""Verification: holds for what was run, and says what and where for what was not."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from simulation.results.errors import RunInterrupted
from simulation.results.reader import StoredRun
from simulation.results.verify import Rerun, verify
from tests.results import standin as module
from tests.results.standin import Standin, trajectory


def check(run: StoredRun, **how) -> list[str]:
    return [finding.text for finding in verify(run, Rerun(machine=Standin().machine, **how)).findings]


@pytest.mark.parametrize("workers", [1, 3])
def test_untouched_run_holds(finished: StoredRun, workers: int) -> None:
    assert check(finished, workers=workers) == []


def test_only_some_replicates_can_be_checked(finished: StoredRun) -> None:
    machine = Standin()
    assert verify(finished, Rerun(machine=machine.machine, replicates=2)).replicates == 2
    assert machine.simulated == [0, 1]


def test_difference_is_named_with_column_replicate_and_week(
    finished: StoredRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(scenario, replicate):
        found = trajectory(scenario, replicate)
        if replicate == 3:
            found.counts[3, 1, module.COLUMN["registered"]] += 1
            found.people["registered"][7] ^= 1
        return found

    monkeypatch.setattr(module, "trajectory", other)
    weekly, people, countries, value = check(finished)
    assert weekly.startswith("weekly: replicate 3 differs, first in column registered at week 3, silo Vertrieb: ")
    assert people.startswith("people: replicate 3 differs, first in column registered at silo Technik, person 7: ")
    assert countries.startswith("countries: replicate 3 differs, first in column registered at week 3, country B: ")
    assert value.startswith(
        "value: replicate 3 differs, first in column money_eur at year 0, silo Vertrieb, item platform"
    )


def test_altered_table_is_noticed_and_located(finished: StoredRun) -> None:
    path = finished.folder / "weekly.parquet"
    table = pq.read_table(path)
    values = table["registered"].to_numpy().copy()
    values[2 * 24 + 5] += 1
    where = table.column_names.index("registered")
    pq.write_table(table.set_column(where, table.schema.field(where), [values]), path)
    assert check(finished) == ["weekly.parquet was altered after the run: other content in replicate 2"]


def test_rewritten_table_with_the_same_content_is_said_to_be_that(finished: StoredRun) -> None:
    path = finished.folder / "people.parquet"
    pq.write_table(pq.read_table(path), path, compression="none")
    assert check(finished) == ["people.parquet was altered after the run, its content is the same"]


def test_missing_unreadable_and_contradicting_files_are_named(finished: StoredRun) -> None:
    (finished.folder / "communities.parquet").unlink()
    (finished.folder / "people.parquet").write_bytes(b"nothing")
    record = finished.manifest.tables["weekly"].model_copy(update={"digest": "0"})
    tables = finished.manifest.tables | {"weekly": record}
    texts = check(StoredRun(finished.folder, finished.manifest.model_copy(update={"tables": tables})))
    assert texts == [
        "the digests of weekly in the manifest contradict each other",
        "communities.parquet is missing",
        "people.parquet was altered after the run and cannot be read",
        "the manifest's total digest contradicts those of its tables",
    ]


def test_altered_scenario_is_not_run(finished: StoredRun) -> None:
    path = finished.folder / "scenario.yaml"
    path.write_text(path.read_text().replace("seed: 3", "seed: 4"))
    machine = Standin()
    report = verify(finished, Rerun(machine=machine.machine))
    assert [f.text for f in report.findings] == ["scenario.yaml is missing or was altered after the run"]
    assert machine.simulated == []


def test_digest_in_the_manifest_that_was_altered_is_noticed(finished: StoredRun) -> None:
    record = finished.manifest.tables["weekly"]
    forged = record.model_copy(update={"replicates": ("0" * 64, *record.replicates[1:])})
    run = StoredRun(finished.folder, finished.manifest.model_copy(update={"tables": {"weekly": forged}}))
    assert any("the stored file has the same values: the manifest was altered" in text for text in check(run))


def test_other_version_of_the_program_is_noted(finished: StoredRun) -> None:
    run = StoredRun(finished.folder, finished.manifest.model_copy(update={"source_hash": "0"}))
    report = verify(run, Rerun(machine=Standin().machine))
    assert report.holds
    assert "another version" in report.notes[0]


def test_verification_can_be_stopped(finished: StoredRun) -> None:
    stop = threading.Event()
    how = Rerun(machine=Standin(pause_s=0.01).machine, stop=stop)
    with pytest.raises(RunInterrupted):
        verify(finished, replace(how, on_progress=lambda _replicate, _weeks: stop.set()))


def test_digest_covers_every_table(finished: StoredRun, tmp_path: Path) -> None:
    for name, record in finished.manifest.tables.items():
        assert len(record.replicates) == 4
        assert record.rows == pq.ParquetFile(finished.folder / f"{name}.parquet").metadata.num_rows
    assert np.unique([r.digest for r in finished.manifest.tables.values()]).size == len(finished.manifest.tables)

"""Whether reruns give what a run stored: else its explanation is that of other numbers."""

from __future__ import annotations

from typing import Final

import numpy as np

from simulation.attribution.rerun import COLUMNS, Laboratory
from simulation.results import manifest as manifests
from simulation.results.errors import ResultsError
from simulation.results.files import is_unsound
from simulation.results.merge import table_path
from simulation.results.reader import StoredRun

_COMPARED: Final = ("registered", "readers_28", "contributors_28", "contributions_total_cumulative", "belief_mean")


def check_unaltered(run: StoredRun) -> None:
    """Raise `ResultsError` where a file of the run is not the one that was written: before hours of reruns."""
    files = {table_path(run.folder, name): table.file_sha256 for name, table in run.manifest.tables.items()}
    for path, sha256 in {run.folder / manifests.SCENARIO_FILE: run.manifest.scenario_sha256, **files}.items():
        if is_unsound(path, sha256):
            raise ResultsError(f"{path} is missing or was altered after the run; run again with --fresh")


def rerun_note(run: StoredRun, laboratory: Laboratory, replicates: int) -> str:
    """Return a warning where reruns of the run's own replicates do not give its stored numbers, else nothing."""
    n = min(replicates, run.manifest.replicates)
    fact, week = laboratory.setting.case(), laboratory.setting.week
    columns = [COLUMNS[name] for name in _COMPARED]
    again = laboratory.run([fact], n, lambda outcome: outcome.values[:, columns])[fact]
    stored = np.stack([run.by_silo(name)[:n, week] for name in _COMPARED], axis=-1)
    if np.array_equal(np.array(again), stored, equal_nan=True):
        return ""
    return (
        f"The run in {run.folder} was made by another version of the program, and its numbers differ from the rerun; "
        "this explains the rerun. Run the scenario again to have both alike."
    )

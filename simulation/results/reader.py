"""Stored results, read back: `StoredRun.open(folder)`, then tables, bands over replicates, the scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulation.measures import MEASURES
from simulation.results import manifest as manifests
from simulation.results.arrow import numbers
from simulation.results.errors import InputError, ResultsError
from simulation.results.files import is_unsound
from simulation.results.manifest import Manifest
from simulation.results.merge import table_path
from simulation.results.quantiles import Array, Band, band
from simulation.results.tables import TOTAL
from simulation.system.names import file_name
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    import pandas as pd

    from simulation.scenario.schema import Scenario


Names: TypeAlias = str | Sequence[str] | None
"""One name, several, or all."""


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A complete run on disk: its folder and its manifest."""

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: str | Path) -> StoredRun:
        """Open a run's folder.

        Raises:
            ResultsError: there is no complete run, or its manifest cannot be read.
        """
        path = Path(folder)
        found = manifests.read(path)
        if found is None:
            raise ResultsError(f"there is no run in {path} (no {manifests.FILE})")
        if found.status != "complete":
            raise ResultsError(f"the run in {path} is not complete; run its scenario again to finish it")
        return cls(path, found)

    def scenario(self) -> Scenario:
        """Return the scenario that was run, from the stored file.

        Raises:
            PluginError: it has interventions of a plugin that is not loaded, or was changed since.
            ResultsError: the file is not the one that was run.
        """
        from simulation.results.plugins import check_plugins

        check_plugins(self.manifest, str(self.folder))
        path = self.folder / manifests.SCENARIO_FILE
        if is_unsound(path, self.manifest.scenario_sha256):
            raise ResultsError(f"{path} is missing or was altered after the run; run again with --fresh")
        known = _scenarios.get((path, self.manifest.scenario_sha256))
        if known is None:
            from simulation.scenario.loading import load

            known = load(path, written_here=True)
            remember(self, known)
        return known

    def dates(self) -> list[str]:
        """First day of each week, as year-month-day."""
        first = date.fromisoformat(self.manifest.start)
        return [(first + timedelta(weeks=week)).isoformat() for week in range(self.manifest.weeks)]

    def table(self, name: str, columns: Sequence[str] | None = None) -> Any:
        """Return a whole table from Arrow: `weekly`, `communities`, `people`, `parameters`, `value`, `survey`, ...

        Raises:
            InputError: the run has no such table, or the table no such column; the message has the nearest names.
            ResultsError: it cannot be read.
        """
        with self._file(name) as file:
            for column in columns or ():
                if column not in file.schema_arrow.names:
                    raise InputError(unknown("column", str(column), file.schema_arrow.names))
            return file.read(columns=None if columns is None else list(columns))

    def frame(self, name: str, columns: Names = None) -> pd.DataFrame:
        """Return a table, or some of its columns, as a pandas frame; `simulation.results.columns` says what they mean.

        Raises:
            InputError, ResultsError: as `table`.
        """
        found: pd.DataFrame = self.table(name, _listed(columns)).to_pandas()
        return found

    def replicate_tables(
        self, name: str, columns: Sequence[str] | None = None, *, damaged: bool = False
    ) -> Iterator[tuple[int, Any]]:
        """Yield (replicate, Arrow table) in order, one replicate in memory at a time; empty ones are left out.

        ``damaged`` reads even a file that was altered after the run.
        """
        chosen = None if columns is None else list(dict.fromkeys(["replicate", *columns]))
        waiting: list[Any] = []
        current = -1
        with self._file(name, damaged) as file:
            for group in range(file.num_row_groups):
                for replicate, piece in _split(file.read_row_group(group, columns=chosen)):
                    if waiting and replicate != current:
                        yield current, pa.concat_tables(waiting)
                        waiting = []
                    current = replicate
                    waiting.append(piece)
        if waiting:
            yield current, pa.concat_tables(waiting)

    def weekly(self, columns: Names = None, silo: str | None = None) -> pd.DataFrame:
        """Return the weekly table as a pandas frame: all measures or some, all silos or one (`all`: the total).

        Raises:
            InputError: there is no such silo or measure; the message has the nearest names.
        """
        if silo is not None and silo not in (*self.manifest.silos, TOTAL):
            raise InputError(unknown("silo", silo, (*self.manifest.silos, TOTAL)))
        chosen = _listed(columns)
        _check_measures(chosen or ())
        wanted = None if chosen is None else ["replicate", "week", "date", "silo", *chosen]
        frame: pd.DataFrame = self.table("weekly", wanted).to_pandas()
        return frame if silo is None else frame[frame["silo"] == silo].reset_index(drop=True)

    def totals(self, measures: Sequence[str], silo: str | None = None) -> dict[str, Array]:
        """Return measures of the whole organisation, or of one silo, by name, each [replicates, weeks]."""
        place = -1 if silo is None else self.manifest.silos.index(silo)
        return {name: cube[:, :, -1] for name, cube in self._cubes(measures, slice(place, place + 1 or None)).items()}

    def by_silo(self, measure: str) -> Array:
        """Return a measure as [replicates, weeks, silos + 1], the last entry the whole organisation."""
        return self._cubes([measure], slice(None))[measure]

    def bands(self, measures: Sequence[str]) -> dict[str, Band]:
        """Return 80% bands over replicates by name, each [weeks], for the whole organisation."""
        return {name: band(values) for name, values in self.totals(measures).items()}

    def _cubes(self, measures: Sequence[str], silos: slice) -> dict[str, Array]:
        shape = (self.manifest.weeks, len(self.manifest.silos) + 1)
        names = list(dict.fromkeys(measures))
        _check_measures(names)
        kept = range(shape[1])[silos]
        cubes = {name: np.empty((self.manifest.replicates, shape[0], len(kept))) for name in names}
        for replicate, table in self.replicate_tables("weekly", names):
            missing = [name for name in names if name not in table.column_names]
            if missing or table.num_rows != shape[0] * shape[1] or not 0 <= replicate < self.manifest.replicates:
                lacks = f" (it lacks {', '.join(missing)})" if missing else ""
                raise ResultsError(
                    f"{table_path(self.folder, 'weekly')} does not fit the run's manifest{lacks}; run again"
                )
            for name in names:
                cubes[name][replicate] = numbers(table[name]).reshape(shape)[:, silos]
        return cubes

    def _file(self, name: str, damaged: bool = False) -> Any:
        path = table_path(self.folder, name)
        if name not in self.manifest.tables:
            raise InputError(f"{unknown('table', str(name), self.manifest.tables)} (the run in {self.folder})")
        if not damaged and is_unsound(path, self.manifest.tables[name].file_sha256):
            raise ResultsError(f"{path} is missing or was altered after the run; run again with --fresh")
        try:
            return pq.ParquetFile(path)
        except (OSError, pa.ArrowException) as error:
            raise ResultsError(f"{path} cannot be read: {manifests.first_line(error)}") from error


def _listed(names: Names) -> list[str] | None:
    """Return names as a list, be it one, several, or all (None)."""
    return [names] if isinstance(names, str) else None if names is None else list(names)


def _check_measures(names: Iterable[str]) -> None:
    for name in names:
        if name not in MEASURES:
            raise InputError(unknown("measure", str(name), MEASURES))


_scenarios: dict[tuple[Path, str], Scenario] = {}
"""Stored scenarios by file and content: with all defaults spelled out, reading one takes a while."""
_MOST = 16


def remember(run: StoredRun, scenario: Scenario) -> None:
    """Spare those who ask for it the reading of what a run was made from."""
    key = run.folder / manifests.SCENARIO_FILE, run.manifest.scenario_sha256
    _scenarios.pop(key, None)
    if len(_scenarios) >= _MOST:
        _scenarios.pop(next(iter(_scenarios)), None)  # the one that was remembered first
    _scenarios[key] = scenario


def _split(table: Any) -> Iterator[tuple[int, Any]]:
    """Yield (replicate, rows) of a table in which replicates stand one after the other."""
    replicates = numbers(table["replicate"])
    edges = [0, *(np.flatnonzero(np.diff(replicates)) + 1).tolist(), len(replicates)]
    for start, end in pairwise(edges):
        if end > start:
            yield int(replicates[start]), table.slice(start, end - start)


def latest(scenario: str, root: Path = Path("results")) -> StoredRun:
    """Return the newest complete run of a scenario below a folder of results; runs that cannot be read are left out.

    Raises:
        ResultsError: there is none.
    """
    return find(scenario, root)[0]


def find(scenario: str, root: Path) -> tuple[StoredRun, list[str]]:
    """Return what `latest` does, and why each run was left out that cannot be read (it may have been the newest).

    Raises:
        ResultsError: there is none; says what cannot be read.
    """
    found: list[tuple[str, Path, Manifest]] = []
    left_out: list[str] = []
    for path in sorted((root / file_name(scenario)).glob(f"*/{manifests.FILE}")):
        folder = path.parent
        if "." in folder.name:  # a fresh run under way, or the one that it replaced
            continue
        try:
            record = manifests.read(folder)
        except (ResultsError, OSError) as error:
            left_out.append(f"left out: {manifests.first_line(error)}")
            continue
        if record is not None and record.status == "complete" and record.scenario == scenario:  # of that very case
            found.append((record.finished or "", folder, record))
    if not found:
        text = f"there is no complete run of {scenario!r} in {root}; make one with: wandel run {scenario}"
        raise ResultsError("\n".join([text, *left_out]))
    _, folder, record = max(found, key=lambda each: each[:2])
    return StoredRun(folder, record), left_out


__all__ = ["TOTAL", "StoredRun", "find", "latest"]

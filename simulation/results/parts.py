"""Finished replicates of a run that is under way: one file per table, sealed by their digests.

A replicate is finished when its seal is there: `parts/replicate-00003.json` names the
digest of every table and is written last. What does not match its seal is done again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from simulation.results.digest import TABLES, table_digest
from simulation.results.files import write_atomically, write_text

FOLDER: Final = "parts"
ROW_GROUP: Final = 1 << 20
"""Rows of a row group at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """One finished replicate: the digest and rows of its tables, and the seconds that it took."""

    replicate: int
    digests: dict[str, str]
    rows: dict[str, int]
    seconds: float


def part_path(folder: Path, replicate: int, table: str) -> Path:
    """File of one replicate's table while the run is under way."""
    return folder / FOLDER / f"replicate-{replicate:05d}.{table}.parquet"


def seal_path(folder: Path, replicate: int) -> Path:
    """File that says that a replicate is finished."""
    return folder / FOLDER / f"replicate-{replicate:05d}.json"


def digest_part(replicate: int, tables: Mapping[str, Any], seconds: float) -> Part:
    """Return the record of one replicate's tables."""
    digests = {name: table_digest(tables[name]) for name in TABLES if name in tables}
    return Part(replicate, digests, {name: tables[name].num_rows for name in digests}, seconds)


def write_part(folder: Path, replicate: int, tables: Mapping[str, Any], seconds: float) -> Part:
    """Store one finished replicate; its seal last."""
    part = digest_part(replicate, tables, seconds)
    for name in part.digests:
        write_atomically(part_path(folder, replicate, name), partial(write_parquet, tables[name]))
    seal = {"digests": part.digests, "rows": part.rows, "seconds": part.seconds}
    write_text(seal_path(folder, replicate), json.dumps(seal))
    return part


def write_parquet(table: Any, path: Path) -> None:
    """Write one Arrow table as a Parquet file, fast rather than small: it lives until the end of the run."""
    pq.write_table(
        table, path, compression="zstd", row_group_size=ROW_GROUP, use_dictionary=False, write_statistics=False
    )


def read_part(folder: Path, replicate: int) -> Part | None:
    """Return a finished replicate's record, or None if any of it is missing, cut off or altered."""
    try:
        seal = json.loads(seal_path(folder, replicate).read_text(encoding="utf-8"))
        part = Part(replicate, dict(seal["digests"]), dict(seal["rows"]), float(seal["seconds"]))
        for name, digest in part.digests.items():
            with pq.ParquetFile(part_path(folder, replicate, name)) as file:
                if table_digest(file.read()) != digest:
                    return None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None
    return part


def remove_parts(folder: Path) -> None:
    """Remove all parts of a run."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)

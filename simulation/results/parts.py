"""Finished replicates of a run that is under way: one file per table, sealed by their digests.

A replicate is finished when its seal is there: `parts/replicate-00003.json` names the
digest of every table and is written last. What does not match its seal is done again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from simulation.results.digest import TABLES, table_digest
from simulation.results.files import seal_holds, sha256_of, write_atomically, write_sealed

FOLDER: Final = "parts"
ROW_GROUP: Final = 1 << 20
"""Rows of a row group at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """One finished replicate: digests and rows of its tables, the seconds that it took, SHA-256 of its files."""

    replicate: int
    digests: dict[str, str]
    rows: dict[str, int]
    seconds: float
    files: dict[str, str] = field(default_factory=dict)


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
        path = part_path(folder, replicate, name)
        write_atomically(path, partial(write_parquet, tables[name]))
        part.files[name] = sha256_of(path)
    record = {"digests": part.digests, "rows": part.rows, "seconds": part.seconds, "files": part.files, "seal": ""}
    write_sealed(seal_path(folder, replicate), json.dumps(record))
    return part


def write_parquet(table: Any, path: Path) -> None:
    """Write one Arrow table as a Parquet file, fast rather than small: it lives until the end of the run."""
    pq.write_table(
        table, path, compression="zstd", row_group_size=ROW_GROUP, use_dictionary=False, write_statistics=False
    )


def read_part(folder: Path, replicate: int) -> Part | None:
    """Return a finished replicate's record, or None if any of it is missing, cut off or altered."""
    try:
        content = seal_path(folder, replicate).read_bytes()
        if not seal_holds(content):
            return None
        seal = json.loads(content)
        part = Part(replicate, seal["digests"], seal["rows"], seal["seconds"], seal["files"])
        for name, digest in part.digests.items():
            if not is_sound(folder, part, name):
                return None
            with pq.ParquetFile(part_path(folder, replicate, name)) as file:
                if table_digest(file.read()) != digest:
                    return None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None
    return part


def is_sound(folder: Path, part: Part, table: str) -> bool:
    """Whether the file of one of a part's tables is as it was written; raises `OSError` if it cannot be read."""
    return sha256_of(part_path(folder, part.replicate, table)) == part.files[table]


def remove_parts(folder: Path) -> None:
    """Remove all parts of a run."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)

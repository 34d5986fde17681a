"""Finished replicates of a run that is under way: one file per table, sealed by their hashes.

A replicate is finished when its seal is there: `parts/replicate-00003.json` names the digest
of every table and the hash of its file, and is written last. What does not match its seal, or
a seal that was cut off, is done again; so nothing here needs to be brought to disk at once.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from simulation.results.digest import TABLES, table_digest
from simulation.results.files import is_unsound, sealed, sha256_of, unsealed
from simulation.results.json_reading import read_bytes

FOLDER: Final = "parts"
MOST_ROWS: Final = 1 << 20
"""Rows that are read back at a time, at most."""


@dataclass(frozen=True, slots=True)
class ReplicatePart:
    """One finished replicate: digests and rows of its tables, the seconds that it took, SHA-256 of its files."""

    replicate: int
    digests: dict[str, str]
    rows: dict[str, int]
    seconds: float
    files: dict[str, str] = field(default_factory=dict)


def part_path(folder: Path, replicate: int, table: str) -> Path:
    """File of one replicate's table while the run is under way."""
    return folder / FOLDER / f"replicate-{replicate:05d}.{table}.arrow"


def seal_path(folder: Path, replicate: int) -> Path:
    """File that says that a replicate is finished."""
    return folder / FOLDER / f"replicate-{replicate:05d}.json"


def digest_part(replicate: int, tables: Mapping[str, Any], seconds: float) -> ReplicatePart:
    """Return the record of one replicate's tables."""
    digests = {name: table_digest(tables[name]) for name in TABLES if name in tables}
    return ReplicatePart(replicate, digests, {name: tables[name].num_rows for name in digests}, seconds)


def write_part(folder: Path, replicate: int, tables: Mapping[str, Any], seconds: float) -> ReplicatePart:
    """Store one finished replicate; its seal last."""
    part = digest_part(replicate, tables, seconds)
    for name in part.digests:
        path = part_path(folder, replicate, name)
        write_table(tables[name], path)
        part.files[name] = sha256_of(path)
    record = {"digests": part.digests, "rows": part.rows, "seconds": part.seconds, "files": part.files}
    seal_path(folder, replicate).write_bytes(sealed(json.dumps(record)))
    return part


def write_table(table: Any, path: Path) -> None:
    """Write one Arrow table as it lies in memory, for speed: it lives until the end of the run."""
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)  # replicates have their own
    with pa.ipc.new_file(str(path), table.schema, options=options) as file:
        file.write_table(table, max_chunksize=MOST_ROWS)


def read_table(path: Path) -> Iterator[Any]:
    """Yield the pieces of a stored table, one at least, `MOST_ROWS` rows at most in each."""
    options = pa.ipc.IpcReadOptions(use_threads=False)  # which take longer than they save
    with pa.OSFile(str(path)) as source, pa.ipc.open_file(source, options=options) as file:
        for i in range(file.num_record_batches):
            yield pa.Table.from_batches([file.get_batch(i)])
        if file.num_record_batches == 0:
            yield file.schema.empty_table()


def read_part(folder: Path, replicate: int) -> ReplicatePart | None:
    """Return a finished replicate's record, or None if any of it is missing, cut off or altered."""
    try:
        record = unsealed(read_bytes(seal_path(folder, replicate)))
        part = ReplicatePart(replicate, record["digests"], record["rows"], record["seconds"], record["files"])
        damaged = any(is_unsound(part_path(folder, replicate, name), part.files[name]) for name in part.digests)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None if damaged else part


def remove_parts(folder: Path) -> None:
    """Remove all parts of a run."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)

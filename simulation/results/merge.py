"""Finished replicates merged into the run's tables, in their order, a few row groups at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from simulation.results.digest import replicates_digest, run_digest
from simulation.results.errors import ResultsError
from simulation.results.files import is_unsound, sha256_of
from simulation.results.manifest import TableRecord
from simulation.results.parts import ReplicatePart, part_path, read_table
from simulation.system.writing import write_atomically

LEAST_ROWS: Final = 1 << 16
"""Rows of a row group at least, but for the last one: small ones cost size and time."""


def table_path(folder: Path, table: str) -> Path:
    """File of one of a run's tables."""
    return folder / f"{table}.parquet"


def merge(folder: Path, parts: Sequence[ReplicatePart]) -> dict[str, TableRecord]:
    """Write the run's tables from its parts (replicate 0 first) and return their records.

    Memory holds a part and a row group at most, however many replicates there are.

    Raises:
        ResultsError: a part was damaged since it was written; the next run does it again.
    """
    records: dict[str, TableRecord] = {}
    for table in parts[0].digests:
        sources = [part_path(folder, part.replicate, table) for part in parts]
        for path, part in zip(sources, parts, strict=True):
            if is_unsound(path, part.files[table]):
                raise ResultsError(f"{path} was damaged meanwhile; the same command does that replicate again")
        target = table_path(folder, table)
        write_atomically(target, partial(_concatenate, sources))
        digests = tuple(part.digests[table] for part in parts)
        records[table] = TableRecord(
            rows=sum(part.rows[table] for part in parts),
            digest=replicates_digest(digests),
            replicates=digests,
            file_sha256=sha256_of(target),
        )
    return records


def total_digest(records: dict[str, TableRecord]) -> str:
    """Digest over all results of a run."""
    return run_digest({name: record.digest for name, record in records.items()})


def _concatenate(sources: Sequence[Path], target: Path) -> None:
    schema = next(read_table(sources[0])).schema
    texts = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    waiting: list[Any] = []
    # numbers take less room and time without Parquet's dictionaries
    with pq.ParquetWriter(target, schema, compression="zstd", use_dictionary=texts) as writer:
        for source in sources:
            for piece in read_table(source):
                waiting.append(piece)
                if sum(table.num_rows for table in waiting) >= LEAST_ROWS:
                    writer.write_table(pa.concat_tables(waiting))
                    waiting = []
        if waiting:
            writer.write_table(pa.concat_tables(waiting))

"""Fingerprints of results: SHA-256 over content, not over files.

The digest of one replicate's table covers, column by column in the table's order, the
column's name, type and values as raw little-endian bytes, and which cells are empty if any
is. The digest of a table covers its replicates' digests in the order of their numbers, the
digest of a run its tables' in the order of `TABLES`. So neither the Parquet writer and its
settings nor the number of workers nor the order of work can change it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from simulation.results.arrow import is_empty, numbers, texts

TABLES: Final = (
    "weekly", "communities", "people", "parameters", "events", "roles", "countries", "replies", "value", "survey",
    "interventions",
)  # fmt: skip
"""Names of a run's tables, in the order of the digest.

Events are there on request, countries where silos are parts of them, survey if one was asked,
interventions where there are any.
"""


def table_digest(table: Any) -> str:
    """Return the digest of one replicate's Arrow table."""
    digest = hashlib.sha256(f"{table.num_rows} rows\n".encode())
    for name, values in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_dictionary(values.type):
            codes, names = texts(values)
            digest.update(f"{name} text {len(names)}\n".encode())
            for each in names:
                digest.update(len(each.encode()).to_bytes(4, "little") + each.encode())
            array = codes
        else:
            array = numbers(values, 0)
            if values.null_count:
                digest.update(b"empty " + np.packbits(is_empty(values)).tobytes())
        digest.update(f"{name} {array.dtype.str.lstrip('<>|=')}\n".encode())
        digest.update(_little_endian(array))
    return digest.hexdigest()


def replicates_digest(digests: Sequence[str]) -> str:
    """Return the digest of a table from its replicates' digests, replicate 0 first."""
    return hashlib.sha256("\n".join(f"{i} {d}" for i, d in enumerate(digests)).encode()).hexdigest()


def run_digest(tables: Mapping[str, str]) -> str:
    """Return the digest of a run from its tables' digests."""
    return hashlib.sha256("\n".join(f"{t} {tables[t]}" for t in TABLES if t in tables).encode()).hexdigest()


def _little_endian(array: Any) -> memoryview:
    """Raw bytes of an array; all NaN alike, whatever their hidden bits."""
    if array.dtype.kind == "f":
        undefined = np.isnan(array)
        if undefined.any():
            array = np.where(undefined, array.dtype.type(np.nan), array)
    return np.ascontiguousarray(array, array.dtype.newbyteorder("<")).view(np.uint8).data

"""NumPy arrays to Arrow columns and back, by their buffers.

The usual conversions import pandas when it is installed, which costs more than a small run.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1).toordinal()
_MS_PER_DAY = 86_400_000
DAYS = pa.timestamp("ms")
"""Type of columns of days: what pandas takes for times; its dates would be Python objects, one for each row."""


def column(values: NDArray[Any], empty: NDArray[np.bool_] | None = None) -> Any:
    """Return a one-dimensional array of booleans or numbers as an Arrow array of the same type.

    Where ``empty`` is true, the cell holds nothing, whatever number stands there.
    """
    if empty is not None and empty.any():
        full, filled = np.packbits(~empty, bitorder="little"), np.where(empty, 0, values).astype(values.dtype)
        buffers = [pa.py_buffer(full), pa.py_buffer(np.ascontiguousarray(filled))]
        return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), values.size, buffers)
    if values.dtype == np.bool_:
        bits = np.packbits(values, bitorder="little")
        return pa.Array.from_buffers(pa.bool_(), values.size, [None, pa.py_buffer(bits)])
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, values.size, [None, pa.py_buffer(np.ascontiguousarray(values))])


def names_column(indices: NDArray[Any], names: Sequence[str]) -> Any:
    """Return ``names[indices]`` as an Arrow dictionary column.

    Raises:
        IndexError: an index has no name.
    """
    if indices.size and not 0 <= int(indices.min()) <= int(indices.max()) < len(names):
        raise IndexError(f"index outside of the {len(names)} names {', '.join(names[:5])} ...")
    return pa.DictionaryArray.from_arrays(column(indices.astype(np.int32)), _strings(names))


def dates_column(first: date, days: NDArray[Any]) -> Any:
    """Return the days ``first + days`` as an Arrow column of `DAYS`."""
    since_epoch = (days.astype(np.int64) + (first.toordinal() - _EPOCH)) * _MS_PER_DAY
    return pa.Array.from_buffers(DAYS, since_epoch.size, [None, pa.py_buffer(since_epoch)])


def numbers(values: Any, empty: float | None = None) -> NDArray[Any]:
    """Return a column of numbers, booleans or days (as milliseconds since 1970) as a NumPy array.

    Empty cells become the number ``empty``.

    Raises:
        ValueError: there are empty cells, and nothing to put in their place.
    """
    chunks = values.chunks if isinstance(values, pa.ChunkedArray) else [values]
    if empty is None and any(chunk.null_count for chunk in chunks):
        raise ValueError("a column of results has empty cells that its reader does not expect")
    parts = [_filled(chunk, empty) for chunk in chunks]
    return parts[0] if len(parts) == 1 else np.concatenate(parts or [np.empty(0)])


def is_empty(values: Any) -> NDArray[np.bool_]:
    """Return which cells of a column are empty."""
    return ~numbers(values.is_valid()).astype(np.bool_)


def _filled(chunk: Any, empty: float | None) -> NDArray[Any]:
    found = _chunk(chunk)
    if empty is None or not chunk.null_count:
        return found
    return np.where(is_empty(chunk), empty, found).astype(found.dtype)


def texts(values: Any) -> tuple[NDArray[np.int32], list[str]]:
    """Return a dictionary column as codes and names, the names in the order of their first appearance."""
    if isinstance(values, pa.ChunkedArray):
        values = values.unify_dictionaries().combine_chunks()
        if isinstance(values, pa.ChunkedArray):  # no row at all
            return np.empty(0, np.int32), []
    codes = numbers(values.indices)
    seen, first = np.unique(codes, return_index=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(values.dictionary), np.int32)
    rank[seen[order]] = np.arange(seen.size, dtype=np.int32)
    names = values.dictionary.to_pylist()
    return rank[codes], [names[i] for i in seen[order]]


def _chunk(chunk: Any) -> NDArray[Any]:
    data = chunk.buffers()[1]
    if len(chunk) == 0 or data is None:
        return np.empty(0, _numpy_type(chunk.type))
    if chunk.type == pa.bool_():
        bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
        return bits[chunk.offset : chunk.offset + len(chunk)].astype(np.bool_)
    kind = _numpy_type(chunk.type)
    return np.frombuffer(data, kind, len(chunk), chunk.offset * kind.itemsize)


def _numpy_type(kind: Any) -> np.dtype[Any]:
    """Return what the cells of a column are made of; days of older runs are whole numbers of days."""
    if pa.types.is_date32(kind) or pa.types.is_timestamp(kind):
        return np.dtype(np.int32 if pa.types.is_date32(kind) else np.int64)
    found: np.dtype[Any] = np.dtype(kind.to_pandas_dtype())
    return found


def _strings(names: Sequence[str]) -> Any:
    encoded = [name.encode() for name in names]
    offsets = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum([len(name) for name in encoded], out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)

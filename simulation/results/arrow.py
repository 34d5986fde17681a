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


def column(values: NDArray[Any]) -> Any:
    """Return a one-dimensional array of booleans or numbers as an Arrow array of the same type."""
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
    """Return the days ``first + days`` as an Arrow column of dates."""
    since_epoch = (days + (first.toordinal() - _EPOCH)).astype(np.int32)
    return pa.Array.from_buffers(pa.date32(), since_epoch.size, [None, pa.py_buffer(since_epoch)])


def numbers(values: Any) -> NDArray[Any]:
    """Return a column of numbers, booleans or dates (as days since 1970) as a NumPy array.

    Raises:
        ValueError: the column has nulls, which results never have.
    """
    chunks = values.chunks if isinstance(values, pa.ChunkedArray) else [values]
    if any(chunk.null_count for chunk in chunks):
        raise ValueError("a column of results has missing values")
    parts = [_chunk(chunk) for chunk in chunks]
    return parts[0] if len(parts) == 1 else np.concatenate(parts or [np.empty(0)])


def texts(values: Any) -> tuple[NDArray[np.int32], list[str]]:
    """Return a dictionary column as codes and names, the names in the order of their first appearance."""
    if isinstance(values, pa.ChunkedArray):
        values = values.unify_dictionaries().combine_chunks()
        if isinstance(values, pa.ChunkedArray):  # no row at all
            return np.empty(0, np.int32), []
    codes = numbers(values.indices)
    seen, first = np.unique(codes, return_index=True)
    order = np.argsort(first)
    rank = np.empty(len(values.dictionary), np.int32)
    rank[seen[order]] = np.arange(seen.size, dtype=np.int32)
    names = values.dictionary.to_pylist()
    return rank[codes], [names[i] for i in seen[order]]


def _chunk(chunk: Any) -> NDArray[Any]:
    data = chunk.buffers()[1]
    if len(chunk) == 0 or data is None:
        return np.empty(0, np.int32 if chunk.type == pa.date32() else chunk.type.to_pandas_dtype())
    if chunk.type == pa.bool_():
        bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
        return bits[chunk.offset : chunk.offset + len(chunk)].astype(np.bool_)
    kind = np.dtype(np.int32 if chunk.type == pa.date32() else chunk.type.to_pandas_dtype())
    return np.frombuffer(data, kind, len(chunk), chunk.offset * kind.itemsize)


def _strings(names: Sequence[str]) -> Any:
    encoded = [name.encode() for name in names]
    offsets = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum([len(name) for name in encoded], out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)

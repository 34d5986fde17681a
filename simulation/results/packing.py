"""A tree of plain values and arrays in two files that can run nothing: arrays as .npz, the rest as JSON.

Arrays stand in the JSON by their name in the .npz; the JSON holds the SHA-256 of the .npz. What is read is
checked against that before it is looked at.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from simulation.results.errors import ResultsError
from simulation.results.files import sha256_of, unsealed, write_sealed
from simulation.results.json_reading import read_bytes
from simulation.system.memory import available_bytes
from simulation.system.writing import write_atomically

ARRAYS, TREE = ".npz", ".json"
UNREADABLE: Final = (
    ValueError, KeyError, TypeError, AttributeError, MemoryError, EOFError, RuntimeError, OverflowError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading an .npz or a tree that `write_tree` did not write may end in."""
_SINGLE: Final = (bool, int, float, str, type(None))


def write_tree(stem: Path, tree: Any) -> None:
    """Write a tree as ``<stem>.npz`` and ``<stem>.json``, the latter last: it seals the former."""
    arrays: dict[str, Any] = {}
    encoded = _encoded(tree, arrays)
    target = stem.with_name(stem.name + ARRAYS)
    write_atomically(target, partial(_write_arrays, arrays))
    document = {"arrays_sha256": sha256_of(target), "tree": encoded}
    write_sealed(stem.with_name(stem.name + TREE), json.dumps(document, separators=(",", ":")))


def read_tree(stem: Path) -> Any:
    """Return a tree from its two files.

    Raises:
        ResultsError: a file is missing, altered or not what `write_tree` wrote.
    """
    source, document = stem.with_name(stem.name + ARRAYS), stem.with_name(stem.name + TREE)
    try:
        found = unsealed(read_bytes(document))
        if sha256_of(source) != found["arrays_sha256"]:
            raise ResultsError(f"{source} was altered after it was written")
        _check_size(source)
        with np.load(source, allow_pickle=False) as arrays:
            return _decoded(found["tree"], dict(arrays))
    except OSError as error:
        raise ResultsError(f"{error.filename or source} cannot be read: {error.strerror or error}") from None
    except UNREADABLE as error:
        raise ResultsError(f"{document} is damaged ({type(error).__name__})") from None


def _check_size(source: Path) -> None:
    """Refuse arrays that take more memory than there is; `ResultsError` says how much."""
    with zipfile.ZipFile(source) as packed:
        size = sum(each.file_size for each in packed.infolist())
    available = available_bytes()
    if available is not None and size > available:
        gib, there = size / 2**30, available / 2**30
        raise ResultsError(f"{source} holds {gib:.1f} GiB when it is unpacked, available are {there:.1f} GiB")


def _write_arrays(arrays: dict[str, Any], path: Path) -> None:
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def _encoded(value: Any, arrays: dict[str, Any]) -> Any:
    """Return a value as JSON can hold it; what it cannot is a table with one key, which says what it is."""
    if isinstance(value, np.ndarray | np.generic):
        name = f"a{len(arrays)}"
        arrays[name] = value
        return {"array": name} if isinstance(value, np.ndarray) else {"number": name}
    if isinstance(value, _SINGLE):
        return value
    if isinstance(value, slice):
        return {"slice": [value.start, value.stop, value.step]}
    if isinstance(value, tuple):
        return {"tuple": [_encoded(each, arrays) for each in value]}
    if isinstance(value, list):
        return [_encoded(each, arrays) for each in value]
    if isinstance(value, dict):
        return {"table": [[key, _encoded(each, arrays)] for key, each in value.items()]}
    raise TypeError(f"a {type(value).__name__} cannot be stored")


def _decoded(value: Any, arrays: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_decoded(each, arrays) for each in value]
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    return _KINDS[kind](content, arrays)


_KINDS: Final[dict[str, Callable[[Any, dict[str, Any]], Any]]] = {
    "array": lambda name, arrays: arrays[name],
    "number": lambda name, arrays: arrays[name][()],
    "slice": lambda ends, _: slice(*ends),
    "tuple": lambda items, arrays: tuple(_decoded(each, arrays) for each in items),
    "table": lambda pairs, arrays: {key: _decoded(each, arrays) for key, each in pairs},
}

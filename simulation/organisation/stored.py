"""An organisation that comes from tables: its files hold numbers and names of units, and nothing that names a person.

``organisation.parquet`` has one row for each person, in numbering order; a column that nothing is known
about is empty, and the generator fills it. ``ties.parquet`` beside it holds ties between people, where
tables stated some. The first file states the SHA-256 of the second, so that its own stands for both.
"""

from __future__ import annotations

import hashlib
import json
import stat
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.organisation.organisation import LAYERS, LEVELS
from simulation.system.files import open_to_look
from simulation.words.nearest import shorten

FILE: Final = "organisation.parquet"
TIES_FILE: Final = "ties.parquet"
FORMAT: Final = "wandel-organisation-table"
VERSION: Final = 1
ABOUT: Final = b"wandel"
COLUMNS: Final = {
    "unit": "uint16",
    "country": "uint8",
    "department": "uint32",
    "team": "uint32",
    "level": "uint8",
    "function": "uint8",
    "manager": "uint32",
    "assistant": "bool",
    "broker": "bool",
    "desk": "bool",
    "fte": "float32",
}
"""Columns of the table of people, and what their numbers are."""
NEEDED: Final = ("unit", "country", "department", "team", "level", "manager")
FEWEST: Final = 2
MOST_PEOPLE: Final = 2_000_000
MOST_CODES: Final = 255
"""Countries and functions at most: their numbers are 8 bits wide."""
Pairs = NDArray[np.uint32]


class StoredError(ValueError):
    """A stored organisation that cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a stored organisation without its people: sizes, names, rules of privacy.

    ``country_of_silos`` holds the country of each silo, empty where some silo is in several; ``ties`` the
    file of ties, its SHA-256, and whether they are all that there are; ``told`` the silos whose numbers may be printed.
    """

    people: int
    silo_names: tuple[str, ...]
    country_names: tuple[str, ...]
    function_names: tuple[str, ...] = ()
    department_names: tuple[str, ...] = ()
    country_of_silos: tuple[int, ...] = ()
    has: tuple[str, ...] = ()
    private: bool = True
    minimum_group: int = 5
    ties: tuple[str, str, bool] | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """A stored organisation: its outline, the columns of people, and pairs of people by layer but reporting."""

    outline: Outline
    columns: dict[str, NDArray[Any]]
    pairs: dict[str, Pairs]


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256; `StoredError` if it cannot be read."""
    try:
        with open(open_to_look(path), "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoredError(
            f"{shorten(path.name)} cannot be read ({error.strerror or 'no possible name'}); import it again"
        ) from None


def outline_of(path: Path, sha256: str | None = None) -> tuple[Outline, str]:
    """Return a file's outline and SHA-256; `StoredError` if it is missing, altered, or no such file."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise ValueError("a pipe, which would be waited for, or a folder")
    except (OSError, ValueError):
        raise StoredError(f"there is no file {path.name} beside the scenario; `wandel import` writes it") from None
    outline, found = _outline(path, state.st_size, state.st_mtime_ns)
    if sha256 is not None and sha256 != found:
        raise StoredError(f"{path.name} is not the file that the scenario was written for: its SHA-256 differs")
    return outline, found


@lru_cache(maxsize=64)
def _outline(path: Path, *_state: int) -> tuple[Outline, str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(path)
        about = json.loads((schema.metadata or {}).get(ABOUT, b"{}"))
        rows = pq.read_metadata(path).num_rows
    except (pa.ArrowException, OSError, ValueError, RecursionError):
        raise StoredError(f"{path.name} is no readable table of an organisation; import it again") from None
    if (
        not isinstance(about, dict)
        or about.get("format") != FORMAT
        or about.get("version") != VERSION
        or set(COLUMNS) - set(schema.names)
    ):
        raise StoredError(f"{path.name} is no table of an organisation that this version of Wandel wrote")
    if rows > MOST_PEOPLE:
        raise StoredError(f"{path.name} has {rows:,} people, at most {MOST_PEOPLE:,} are possible")
    return _read_about(about, rows), sha256_of(path)


def _read_about(about: dict[str, Any], rows: int) -> Outline:
    try:
        names = {name: tuple(map(str, about[name])) for name in ("silo_names", "country_names", "function_names",
                                                                 "department_names", "has", "told")}  # fmt: skip
        ties = about["ties"]
        return Outline(
            people=rows,
            country_of_silos=tuple(map(int, about["country_of_silos"])),
            private=bool(about["private"]),
            minimum_group=int(about["minimum_group"]),
            ties=None if ties is None else (str(ties[0]), str(ties[1]), bool(ties[2])),
            **names,
        )
    except (KeyError, TypeError, ValueError, OverflowError, IndexError):
        raise StoredError("the table of the organisation is damaged; import it again") from None


def read_stored(path: Path, sha256: str | None) -> Stored:
    """Return a stored organisation after checking that all its numbers are possible; `StoredError` otherwise."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    outline, _ = outline_of(path, sha256)
    try:
        table = pq.read_table(path, columns=list(COLUMNS))
        columns = {name: _numbers(table[name], COLUMNS[name]) for name in COLUMNS if name in (*NEEDED, *outline.has)}
    except (pa.ArrowException, OSError, ValueError, TypeError):
        raise StoredError(f"{path.name} is no readable table of an organisation; import it again") from None
    _check(outline, columns)
    return Stored(outline, columns, _read_pairs(path, outline))


def _numbers(column: Any, kind: str) -> NDArray[Any]:
    """Return a column of numbers; a manager who is not there is n."""
    filled = column.fill_null(len(column)) if kind == "uint32" else column
    return np.ascontiguousarray(filled.to_numpy()).astype(kind)


def _check(outline: Outline, columns: dict[str, NDArray[Any]]) -> None:
    """Refuse numbers that would let the engine read beyond its arrays."""
    n = outline.people
    most = {
        "unit": len(outline.silo_names) - 1,
        "country": len(outline.country_names) - 1,
        "level": len(LEVELS) - 1,
        "function": len(outline.function_names) - 1,
        "manager": n,
    }
    sound = FEWEST <= n <= MOST_PEOPLE
    for name, high in most.items():
        sound &= name not in columns or (columns[name].size == n and int(columns[name].max(initial=0)) <= high)
    for name in ("unit", "department", "team") if sound else ():
        steps = np.diff(columns[name].astype(np.int64))
        sound &= int(columns[name][0]) == 0 and bool(np.isin(steps, (0, 1)).all())
    if not sound or (columns["manager"] == np.arange(n)).any():
        raise StoredError("the table of the organisation holds impossible numbers; import it again")


def _read_pairs(path: Path, outline: Outline) -> dict[str, Pairs]:
    """Return the pairs of each layer from the file of ties."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if outline.ties is None:
        return {}
    stated, sha256, _ = outline.ties
    name, file = shorten(stated), path.parent / Path(stated).name
    if sha256_of(file) != sha256:
        raise StoredError(f"{name} is not the file that {path.name} was written with; import both again")
    try:
        table = pq.read_table(file)
        ends = np.stack([table[end].to_numpy() for end in ("person", "other")], axis=1).astype(np.uint32)
        layer = table["layer"].to_numpy()
    except (pa.ArrowException, OSError, ValueError, KeyError):
        raise StoredError(f"{name} is no readable table of ties; import it again") from None
    if ends.size and (int(ends.max()) >= outline.people or (ends[:, 0] >= ends[:, 1]).any()):
        raise StoredError(f"{name} holds impossible numbers; import it again")
    return {kind: ends[layer == place] for place, kind in enumerate(LAYERS) if place}


def write_stored(stored: Stored, folder: Path) -> tuple[Path, str]:
    """Write a stored organisation into a folder; return the path and SHA-256 of its table of people."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    outline = replace(stored.outline, ties=_write_pairs(stored, folder))
    n = outline.people
    fields, arrays = [], []
    for name, kind in COLUMNS.items():
        found = stored.columns.get(name)
        empty = found == n if name == "manager" and found is not None else None
        arrays.append(pa.nulls(n, kind) if found is None else pa.array(found.astype(kind), mask=empty))
        fields.append(pa.field(name, arrays[-1].type))
    about = {name: getattr(outline, name) for name in Outline.__dataclass_fields__ if name != "people"}
    about |= {"format": FORMAT, "version": VERSION}
    schema = pa.schema(fields, metadata={ABOUT: json.dumps(about, ensure_ascii=False, sort_keys=True).encode()})
    path = folder / FILE
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path, compression="zstd")
    return path, sha256_of(path)


def _write_pairs(stored: Stored, folder: Path) -> tuple[str, str, bool] | None:
    """Write the file of ties, if there are any; return its name, SHA-256, and whether it has all ties."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if stored.outline.ties is None:
        return None
    layers = [(LAYERS.index(name), pairs) for name, pairs in stored.pairs.items()]
    ends = np.concatenate([pairs for _, pairs in layers] or [np.zeros((0, 2), np.uint32)])
    layer = np.repeat([place for place, _ in layers], [len(pairs) for _, pairs in layers]).astype(np.uint8)
    table = pa.table({"person": ends[:, 0].copy(), "other": ends[:, 1].copy(), "layer": layer})
    table = table.replace_schema_metadata({b"layers": json.dumps(LAYERS).encode()})
    pq.write_table(table, folder / TIES_FILE, compression="zstd")
    return TIES_FILE, sha256_of(folder / TIES_FILE), stored.outline.ties[2]

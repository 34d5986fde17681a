"""Tables that `wandel organisation` wrote: they are taken as they are, so that the same organisation comes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.importing.findings import Findings
from simulation.importing.mapping import OwnTables
from simulation.importing.opening import MOST_ROWS, content_of
from simulation.importing.table import InputTable
from simulation.importing.unreadable import UnreadableError
from simulation.organisation.organisation import LAYERS, LEVELS
from simulation.organisation.stored import TIES_FILE, Outline, Pairs, Stored
from simulation.scenario.yaml_text import text_in_yaml

PEOPLE: Final = ("person", "silo", "country", "department", "team", "level", "function", "manager", "assistant",
                 "broker", "desk")  # fmt: skip
TIES: Final = ("person", "other", "layer")
MOST_TIES: Final = 100
"""Of a person, on average."""


def own_section(file: str, table: InputTable) -> tuple[str, list[str]] | None:
    """Return the section of a mapping for a table of `wandel organisation`; None for another one."""
    if table.header == PEOPLE:
        return "own", [f"people: {text_in_yaml(file)}  # written by `wandel organisation`: taken as it is"]
    return ("own", [f"ties: {text_in_yaml(file)}"]) if table.header == TIES else None


def read_own(settings: OwnTables, folder: Path, findings: Findings) -> Stored | None:
    """Return the organisation in tables of `wandel organisation`; None, after adding why, where they are not such."""
    people = _read(folder / settings.people, settings.people, PEOPLE, findings)
    ties = _read(folder / settings.ties, settings.ties, TIES, findings)
    if people is None or ties is None:
        return None
    try:
        return _stored(people, ties)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        findings.refuse(settings.people, [], "", "is not as `wandel organisation` writes it; write it again")
        return None


def _read(path: Path, shown: str, columns: tuple[str, ...], findings: Findings) -> Any | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(content_of(path)))
        names = tuple(file.schema_arrow.names)
        if file.metadata.num_rows > MOST_ROWS * (MOST_TIES if columns == TIES else 1):
            raise UnreadableError(f"has {file.metadata.num_rows:,} rows, more than are possible")
        table = file.read() if names == columns else None
    except UnreadableError as error:
        findings.refuse(shown, [], "", str(error))
        return None
    except (OSError, pa.ArrowException, ValueError):
        findings.refuse(shown, [], "", "cannot be read as a Parquet file")
        return None
    if table is None:
        findings.refuse(shown, [], "", f"has not the columns of `wandel organisation`: {', '.join(columns)}")
        return None
    return table.combine_chunks()


def _stored(people: Any, ties: Any) -> Stored:
    n = people.num_rows
    silo, silos = _names(people["silo"])
    country, countries = _names(people["country"])
    function, functions = _names(people["function"])
    level, levels = _names(people["level"])
    columns: dict[str, NDArray[Any]] = {
        "unit": silo,
        "country": country,
        "function": function,
        "level": np.array([LEVELS.index(name) for name in levels], np.uint8)[level],
        "manager": people["manager"].fill_null(n).to_numpy(),
        **{name: people[name].to_numpy() for name in ("department", "team", "assistant", "broker", "desk")},
    }
    first = np.searchsorted(silo, np.arange(len(silos)))
    nested = bool((country[first][silo] == country).all())
    outline = Outline(
        people=n,
        silo_names=silos,
        country_names=countries,
        function_names=functions,
        country_of_silos=tuple(country[first].tolist()) if nested else (),
        has=("function", "assistant", "broker", "desk"),
        told=silos,
        private=False,
        minimum_group=1,
        ties=(TIES_FILE, "", True),
    )
    return Stored(outline, columns, _pairs(ties))


def _names(column: Any) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Return a column of names as codes, the names in the order in which they were written."""
    coded = column.combine_chunks()
    return coded.indices.to_numpy().astype(np.int64), tuple(coded.dictionary.to_pylist())


def _pairs(ties: Any) -> dict[str, Pairs]:
    """Return the ties of each layer but reporting, which managers give."""
    code, names = _names(ties["layer"])
    ends = np.stack([ties["person"].to_numpy(), ties["other"].to_numpy()], axis=1).astype(np.uint32)
    return {name: ends[code == names.index(name)] if name in names else ends[:0] for name in LAYERS[1:]}

"""An organisation as two tables: a row for each employee, a row for each tie."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulation.organisation.organisation import LAYERS, LEVELS, Organisation
from simulation.results.arrow import column, names_column
from simulation.results.columns import ORGANISATION_PEOPLE, ORGANISATION_TIES
from simulation.system.writing import write_atomically


def people_table(organisation: Organisation) -> Any:
    """Return one row for each employee."""
    o = organisation
    columns = {
        "person": column(np.arange(o.n_people, dtype=np.uint32)),
        "silo": names_column(o.silo, o.silo_names),
        "country": names_column(o.country, o.country_names),
        "department": column(o.department),
        "team": column(o.team),
        "level": names_column(o.level, LEVELS),
        "function": names_column(o.function, o.function_names),
        "manager": column(o.manager.astype(np.int32), o.manager == o.n_people),
        "assistant": column(o.assistant),
        "broker": column(o.broker),
        "desk": column(o.desk),
    }
    return _table(columns, ORGANISATION_PEOPLE)


def ties_table(organisation: Organisation) -> Any:
    """Return one row for each tie, layer by layer in the order of `LAYERS`, sorted by its ends."""
    everybody = np.arange(organisation.n_people, dtype=np.uint32)
    firsts, seconds = [], []
    for ties in organisation.layers:
        first = np.repeat(everybody, np.diff(ties.indptr))
        once = first < ties.indices
        firsts.append(first[once])
        seconds.append(ties.indices[once])
    layer = np.repeat(np.arange(len(firsts)), [first.size for first in firsts])
    columns = {
        "person": column(np.concatenate(firsts)),
        "other": column(np.concatenate(seconds)),
        "layer": names_column(layer, LAYERS),
    }
    return _table(columns, ORGANISATION_TIES)


def _table(columns: dict[str, Any], definitions: dict[str, str]) -> Any:
    fields = [
        pa.field(name, values.type, metadata={"definition": definitions[name]}) for name, values in columns.items()
    ]
    return pa.Table.from_arrays(list(columns.values()), schema=pa.schema(fields))


def write_table(table: Any, path: Path) -> None:
    """Write a table as a Parquet file, whole or not at all."""
    write_atomically(path, partial(pq.write_table, table, compression="zstd"))

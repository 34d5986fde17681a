"""The value account of a replicate as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from simulation.measures.base import of_trajectory
from simulation.model.record import Trajectory
from simulation.results.arrow import column, names_column
from simulation.value.account import account
from simulation.value.columns import VALUE_COLUMNS
from simulation.value.drawing import Valuation
from simulation.value.items import KINDS, NAMES


def value_table(
    trajectory: Trajectory, factors: Mapping[str, float], valuation: Valuation, silos: Sequence[str]
) -> Any:
    """Return one row per year of the run, silo and line item; year 0 is the whole run, item `net` adds up all."""
    recorded = of_trajectory(trajectory, valuation.hourly_cost_eur)
    found = account(recorded, factors, valuation.discount_rate)
    year, silo, item = (place.ravel().astype(np.int32) for place in np.indices(found.hours.shape))
    kinds = list(dict.fromkeys(KINDS.values()))
    amounts = {name: column(getattr(found, name).ravel()) for name in VALUE_COLUMNS}
    columns = [
        column(np.full(year.size, trajectory.replicate, np.int32)),
        column(year),
        names_column(silo, silos),
        names_column(item, NAMES),
        names_column(np.array([kinds.index(KINDS[name]) for name in NAMES])[item], kinds),
        *amounts.values(),
    ]
    words = {
        "replicate": "number of the replicate, from 0",
        "year": "year of the run, from 1, of 52 weeks each; 0 is the whole run",
        "silo": f"silo; '{silos[-1]}' is the whole organisation",
        "item": "line of the account",
        "kind": "what comes in or goes out, and the net",
    }
    fields = [
        *(pa.field(n, c.type, metadata={"definition": words[n]}) for n, c in zip(words, columns, strict=False)),
        *(
            pa.field(name, pa.float64(), metadata={"unit": unit, "definition": definition})
            for name, (unit, definition) in VALUE_COLUMNS.items()
        ),
    ]
    return pa.Table.from_arrays(columns, schema=pa.schema(fields))

"""A trajectory as the tables that are stored: weekly, communities, people, parameters, value, events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from simulation.measures import MEASURES, measure
from simulation.measures.base import of_trajectory
from simulation.model.record import CAUSES, CONTENT_TYPES, STAGES, Trajectory
from simulation.organisation.communities import COMMUNITY_TYPES
from simulation.organisation.organisation import LEVELS
from simulation.results.arrow import column, dates_column, names_column
from simulation.value.account import account
from simulation.value.drawing import PREFIX, Valuation, valuation_of
from simulation.value.items import KINDS, NAMES

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

TOTAL: Final = "all"
"""The silo that stands for the whole organisation."""
DAYS_PER_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Frame:
    """What a trajectory does not know itself: calendar, names of silos, how its hours are valued."""

    start: date
    silos: tuple[str, ...]
    valuation: Valuation

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Names behind the codes of columns."""
        silos = (*self.silos, TOTAL)
        return {
            "silo": silos,
            "home_silo": silos,
            "level": LEVELS,
            "kind": COMMUNITY_TYPES,
            "stage": STAGES,
            "cause": CAUSES,
        }


def frame_of(scenario: Scenario, silos: Iterable[str]) -> Frame:
    """Return what the tables of a scenario need beside its trajectories."""
    return Frame(scenario.run.start, tuple(silos), valuation_of(scenario))


def tables_of(trajectory: Trajectory, frame: Frame) -> dict[str, Any]:
    """Return the Arrow tables of one replicate by name; ``events`` only where they were recorded."""
    factors = frame.valuation.values(trajectory.replicate)
    found = {
        "weekly": weekly_table(trajectory, frame),
        "communities": _columns_table(trajectory.replicate, "community", trajectory.communities, frame),
        "people": _columns_table(trajectory.replicate, "person", trajectory.people, frame),
        "parameters": _parameters_table(trajectory, factors),
        "value": value_table(trajectory, factors, frame),
    }
    if trajectory.events is not None:
        found["events"] = _columns_table(trajectory.replicate, "", trajectory.events, frame)
    return found


def weekly_table(trajectory: Trajectory, frame: Frame) -> Any:
    """Return one row per week and silo: replicate, week, date (first day of the week), silo, all measures.

    Unit, label, direction and definition of a measure stand in its column's metadata.
    """
    n_weeks, n_silos = trajectory.counts.shape[:2]
    week = np.repeat(np.arange(n_weeks, dtype=np.int32), n_silos)
    silo = np.tile(np.arange(n_silos, dtype=np.int32), n_weeks)
    values = measure(trajectory, frame.valuation.hourly_cost_eur)
    columns = [
        column(np.full(week.size, trajectory.replicate, np.int32)),
        column(week),
        dates_column(frame.start, week * DAYS_PER_WEEK),
        names_column(silo, (*frame.silos, TOTAL)),
        *(column(each.ravel()) for each in values.values()),
    ]
    fields = [
        pa.field("replicate", pa.int32(), metadata={"definition": "number of the replicate, from 0"}),
        pa.field("week", pa.int32(), metadata={"definition": "week of the run, from 0", "unit": "weeks"}),
        pa.field("date", pa.date32(), metadata={"definition": "first day of the week; counts stand at its end"}),
        pa.field("silo", columns[3].type, metadata={"definition": f"silo; '{TOTAL}' is the whole organisation"}),
        *(pa.field(name, pa.float64(), metadata=_described(name)) for name in values),
    ]
    return pa.Table.from_arrays(columns, schema=pa.schema(fields))


def _described(name: str) -> dict[str, str]:
    one = MEASURES[name]
    return {"unit": one.unit, "label": one.label, "direction": one.direction, "definition": one.definition}


def _columns_table(replicate: int, index: str, columns: Mapping[str, NDArray[Any]], frame: Frame) -> Any:
    """Columns as they stand, behind the replicate and the row's number (if it has a name)."""
    n = len(next(iter(columns.values()), ()))
    made = {"replicate": column(np.full(n, replicate, np.int32))}
    if index and index not in columns:
        made[index] = column(np.arange(n, dtype=np.int32))
    for name, values in columns.items():
        if values.ndim > 1:
            made |= {f"{name}_{kind}": column(values[:, i].copy()) for i, kind in enumerate(CONTENT_TYPES)}
        elif name in frame.names and values.dtype.kind in "iu":
            made[name] = names_column(values, frame.names[name])
        else:
            made[name] = column(values)
    return pa.Table.from_arrays(list(made.values()), names=list(made))


def _parameters_table(trajectory: Trajectory, factors: Mapping[str, float]) -> Any:
    """One row: the values that the replicate drew; those of value factors behind the others."""
    drawn = trajectory.parameters | {PREFIX + name: value for name, value in factors.items()}
    made = {"replicate": column(np.array([trajectory.replicate], np.int32))}
    made |= {name: column(np.array([value], np.float64)) for name, value in drawn.items()}
    return pa.Table.from_arrays(list(made.values()), names=list(made))


VALUE_COLUMNS: Final = {
    "hours": ("hours", "saved (above 0) and spent (below 0)"),
    "money_eur": ("EUR", "spent on what is bought (below 0), hours left out"),
    "eur": ("EUR", "money plus hours times the scenario's hourly cost"),
    "present_eur": ("EUR", "the same, later weeks discounted to the start of the run"),
}
"""Unit and definition of the amounts of the table ``value``."""


def value_table(trajectory: Trajectory, factors: Mapping[str, float], frame: Frame) -> Any:
    """Return one row per year of the run, silo and line item; year 0 is the whole run, item `net` adds up all."""
    found = account(of_trajectory(trajectory, frame.valuation.hourly_cost_eur), factors, frame.valuation.discount_rate)
    year, silo, item = (place.ravel().astype(np.int32) for place in np.indices(found.hours.shape))
    kinds = list(dict.fromkeys(KINDS.values()))
    amounts = {name: column(getattr(found, name).ravel()) for name in VALUE_COLUMNS}
    columns = [
        column(np.full(year.size, trajectory.replicate, np.int32)),
        column(year),
        names_column(silo, (*frame.silos, TOTAL)),
        names_column(item, NAMES),
        names_column(np.array([kinds.index(KINDS[name]) for name in NAMES])[item], kinds),
        *amounts.values(),
    ]
    words = {
        "replicate": "number of the replicate, from 0",
        "year": "year of the run, from 1, of 52 weeks each; 0 is the whole run",
        "silo": f"silo; '{TOTAL}' is the whole organisation",
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

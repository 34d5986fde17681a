"""A trajectory as the tables that are stored: weekly, communities, people, parameters, events, survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from simulation.measures import MEASURES, measure
from simulation.model.record import CAUSES, CONTENT_TYPES, STAGES, Trajectory
from simulation.organisation.communities import COMMUNITY_TYPES
from simulation.organisation.organisation import LEVELS
from simulation.results.arrow import column, dates_column, names_column
from simulation.survey.columns import COLUMNS
from simulation.survey.items import ITEM_NAMES

TOTAL: Final = "all"
"""The silo that stands for the whole organisation."""
DAYS_PER_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Frame:
    """What a trajectory does not know itself: calendar, names of silos, value of an hour."""

    start: date
    silos: tuple[str, ...]
    hourly_cost_eur: float

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


def tables_of(trajectory: Trajectory, frame: Frame) -> dict[str, Any]:
    """Return the Arrow tables of one replicate by name; ``events`` and ``survey`` only where there are any."""
    found = {
        "weekly": weekly_table(trajectory, frame),
        "communities": _columns_table(trajectory.replicate, "community", trajectory.communities, frame),
        "people": _columns_table(trajectory.replicate, "person", trajectory.people, frame),
        "parameters": _parameters_table(trajectory),
    }
    if trajectory.events is not None:
        found["events"] = _columns_table(trajectory.replicate, "", trajectory.events, frame)
    if trajectory.survey is not None:
        found["survey"] = survey_table(trajectory.replicate, trajectory.survey, frame)
    return found


def weekly_table(trajectory: Trajectory, frame: Frame) -> Any:
    """Return one row per week and silo: replicate, week, date (first day of the week), silo, all measures.

    Unit, label, direction and definition of a measure stand in its column's metadata.
    """
    n_weeks, n_silos = trajectory.counts.shape[:2]
    week = np.repeat(np.arange(n_weeks, dtype=np.int32), n_silos)
    silo = np.tile(np.arange(n_silos, dtype=np.int32), n_weeks)
    values = measure(trajectory, frame.hourly_cost_eur)
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


def survey_table(replicate: int, columns: Mapping[str, NDArray[Any]], frame: Frame) -> Any:
    """Return one row per survey, silo and item: replicate, week, date (first day of the week), silo, item, columns.

    Unit and definition of a column stand in its metadata.
    """
    week = columns["week"]
    made = {
        "replicate": column(np.full(week.size, replicate, np.int32)),
        "week": column(week),
        "date": dates_column(frame.start, week * DAYS_PER_WEEK),
        "silo": names_column(columns["silo"], (*frame.silos, TOTAL)),
        "item": names_column(columns["item"], ITEM_NAMES),
        **{name: column(columns[name]) for name in COLUMNS},
    }
    keys = {
        "replicate": "number of the replicate, from 0",
        "week": "week of the run, from 0, at whose start people were asked",
        "date": "first day of that week",
        "silo": f"silo; '{TOTAL}' is the whole organisation",
        "item": "statement that was put to people",
    }
    described = {name: {"definition": text} for name, text in keys.items()} | {
        name: {"unit": one.unit, "definition": one.definition} for name, one in COLUMNS.items()
    }
    fields = [pa.field(name, values.type, metadata=described[name]) for name, values in made.items()]
    return pa.Table.from_arrays(list(made.values()), schema=pa.schema(fields))


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


def _parameters_table(trajectory: Trajectory) -> Any:
    """One row: the values that the replicate drew."""
    made = {"replicate": column(np.array([trajectory.replicate], np.int32))}
    made |= {name: column(np.array([value], np.float64)) for name, value in trajectory.parameters.items()}
    return pa.Table.from_arrays(list(made.values()), names=list(made))

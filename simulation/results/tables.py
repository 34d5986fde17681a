"""A trajectory as the tables that are stored: weekly (by silo, country, role), people, interventions, ..."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from simulation.measures import MEASURES, NOT_ADDING, measure, measure_roles
from simulation.model.record import CAUSES, CONTENT_TYPES, PARTICIPATION, ROLES, STAGES, Trajectory
from simulation.organisation.communities import COMMUNITY_TYPES
from simulation.organisation.disclosure import SMALL
from simulation.organisation.organisation import LEVELS
from simulation.portable.sums import total
from simulation.results.arrow import DAYS, column, dates_column, names_column
from simulation.results.missing import NOT_YET
from simulation.results.private import told
from simulation.results.value_table import value_table
from simulation.survey.columns import COLUMNS
from simulation.survey.items import ITEM_NAMES
from simulation.value.drawing import PREFIX, Valuation, valuation_of

if TYPE_CHECKING:
    from simulation.world import World

TOTAL: Final = "all"
"""The silo that stands for the whole organisation."""
DAYS_PER_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class RunFrame:
    """What a trajectory does not know itself: calendar, names of silos, how its hours are valued.

    ``country_of`` says for each silo which of ``countries`` it is in; ``told`` the row under which each silo of the
    simulation is told, where those of a private company are not told one by one.
    """

    start: date
    silos: tuple[str, ...]
    valuation: Valuation
    countries: tuple[str, ...] = ()
    country_of: tuple[int, ...] = ()
    interventions: tuple[str, ...] = ()
    told: tuple[int, ...] = ()

    @classmethod
    def of(cls, world: World) -> RunFrame:
        """Return the frame of a world."""
        scenario, organisation = world.scenario, world.organisation
        first = np.searchsorted(organisation.silo, np.arange(organisation.n_silos))
        of = organisation.country[first]
        nested = bool((organisation.country == of[organisation.silo]).all())  # else no sum of silos is a country
        silos, place = world.told
        nested = nested and not place
        return cls(
            scenario.run.start,
            silos,
            valuation_of(scenario),
            tuple(organisation.country_names) if nested else (),
            tuple(of.tolist()) if nested else (),
            tuple(plan.name for plan in scenario.interventions),
            place,
        )

    @property
    def hourly_cost_eur(self) -> float:
        """Price of an hour."""
        return self.valuation.hourly_cost_eur

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


def tables_of(trajectory: Trajectory, frame: RunFrame) -> dict[str, Any]:
    """Return the Arrow tables of one replicate by name; ``events`` and ``survey`` only where there are any.

    What counts by week, silo, role, country or intervention is for the full size of the company; what has a row for
    each person, community, registration or answer is as it was simulated.
    """
    if frame.told:
        trajectory = told(trajectory, frame.told)
    factors = frame.valuation.values(trajectory.replicate)
    nobody = {"founder": len(trajectory.people["silo"])}
    found = {
        "weekly": weekly_table(trajectory, frame),
        "roles": _roles_table(trajectory, frame),
        "replies": _replies_table(trajectory, frame),
        "communities": _columns_table(trajectory.replicate, "community", trajectory.communities, frame, nobody),
        "people": _columns_table(trajectory.replicate, "person", trajectory.people, frame, NOT_YET),
        "parameters": _parameters_table(trajectory, factors),
        "value": value_table(trajectory, factors, frame.valuation, (*frame.silos, TOTAL)),
    }
    if 1 < len(frame.countries) < len(frame.silos):
        found["countries"] = _countries_table(trajectory, frame)
    if trajectory.events is not None:
        found["events"] = _columns_table(trajectory.replicate, "", trajectory.events, frame)
    if trajectory.survey is not None:
        found["survey"] = survey_table(trajectory.replicate, trajectory.survey, frame)
    if trajectory.participation is not None:
        found["interventions"] = participation_table(
            trajectory.replicate, trajectory.participation, frame, trajectory.weight
        )
    return found


def participation_table(
    replicate: int, columns: Mapping[str, NDArray[Any]], frame: RunFrame, weight: float = 1.0
) -> Any:
    """Return one row per intervention and week in which it runs: whom it meant, reached and paid, and at what cost.

    Each simulated person stands for ``weight`` people.
    """
    week = columns["week"]
    made = {
        "replicate": column(np.full(week.size, replicate, np.int32)),
        "week": column(week),
        "date": dates_column(frame.start, week * DAYS_PER_WEEK),
        "intervention": names_column(columns["intervention"], frame.interventions),
        "meant": column(columns["meant"] * weight),
        **{name: column(columns[name] * weight) for name in PARTICIPATION},
    }
    fields = [
        pa.field(name, values.type, metadata={"unit": PARTICIPATION[name][0], "definition": PARTICIPATION[name][1]})
        if name in PARTICIPATION
        else pa.field(name, values.type)
        for name, values in made.items()
    ]
    return pa.Table.from_arrays(list(made.values()), schema=pa.schema(fields))


def weekly_table(trajectory: Trajectory, frame: RunFrame) -> Any:
    """Return one row per week and silo: replicate, week, date (first day of the week), silo, all measures.

    Unit, label, direction and definition of a measure stand in its column's metadata.
    """
    values = dict(measure(trajectory, frame.hourly_cost_eur))
    for name in NOT_ADDING if frame.silos[-1] == SMALL else ():
        values[name] = values[name].copy()
        values[name][:, -2] = np.nan  # several silos together have none
    about = f"silo; '{TOTAL}' is the whole organisation"
    return _by_week(trajectory.replicate, frame, "silo", (*frame.silos, TOTAL), about, values)


def _countries_table(trajectory: Trajectory, frame: RunFrame) -> Any:
    """One row per week and country: sums over its silos, with the measures that can be worked out from sums."""
    of = np.array(frame.country_of)
    counts, booked = (
        np.stack([total(values[:, :-1][:, of == k], axis=1) for k in range(len(frame.countries))], axis=1)
        for values in (trajectory.counts, trajectory.booked)
    )
    names = [name for name in MEASURES if name not in NOT_ADDING]
    values = measure(replace(trajectory, counts=counts, booked=booked), frame.hourly_cost_eur, names)
    return _by_week(trajectory.replicate, frame, "country", frame.countries, "country", values)


def _roles_table(trajectory: Trajectory, frame: RunFrame) -> Any:
    """One row per week and role: levels, and assistants, who are left out of the staff."""
    about = "role: level in the hierarchy; assistants stand apart from the staff"
    return _by_week(trajectory.replicate, frame, "role", ROLES, about, measure_roles(trajectory))


def _by_week(
    replicate: int, frame: RunFrame, group: str, names: tuple[str, ...], about: str, values: Mapping[str, NDArray[Any]]
) -> Any:
    """Measures [weeks, groups] as one row per week and group, with what each means."""
    n_weeks, n_groups = next(iter(values.values())).shape
    week = np.repeat(np.arange(n_weeks, dtype=np.int32), n_groups)
    columns = [
        column(np.full(week.size, replicate, np.int32)),
        column(week),
        dates_column(frame.start, week * DAYS_PER_WEEK),
        names_column(np.tile(np.arange(n_groups, dtype=np.int32), n_weeks), names),
        *(column(each.ravel()) for each in values.values()),
    ]
    fields = [
        pa.field("replicate", pa.int32(), metadata={"definition": "number of the replicate, from 0"}),
        pa.field("week", pa.int32(), metadata={"definition": "week of the run, from 0", "unit": "weeks"}),
        pa.field("date", DAYS, metadata={"definition": "first day of the week; counts stand at its end"}),
        pa.field(group, columns[3].type, metadata={"definition": about}),
        *(pa.field(name, pa.float64(), metadata=_described(name)) for name in values),
    ]
    return pa.Table.from_arrays(columns, schema=pa.schema(fields))


def _replies_table(trajectory: Trajectory, frame: RunFrame) -> Any:
    """One row per year and pair of silos: how often people of the one replied to people of the other."""
    years, silos = trajectory.replies.shape[:2]
    year, of, to = (axis.ravel().astype(np.int32) for axis in np.indices((years, silos, silos)))
    made = {
        "replicate": column(np.full(year.size, trajectory.replicate, np.int32)),
        "year": column(year),
        "silo_of_replier": names_column(of, frame.silos),
        "silo_of_author": names_column(to, frame.silos),
        "replies": column(_whole(trajectory.replies.ravel() * trajectory.weight)),
    }
    return pa.Table.from_arrays(list(made.values()), names=list(made))


def _whole(counts: NDArray[Any]) -> NDArray[np.int64]:
    return np.floor(counts + 0.5).astype(np.int64)


def survey_table(replicate: int, columns: Mapping[str, NDArray[Any]], frame: RunFrame) -> Any:
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


def _columns_table(
    replicate: int,
    index: str,
    columns: Mapping[str, NDArray[Any]],
    frame: RunFrame,
    nothing: Mapping[str, int] | None = None,
) -> Any:
    """Columns as they stand, behind the replicate and the row's number (if it has a name).

    ``nothing`` holds the numbers that say in a column that there is nothing: those cells are empty.
    """
    nothing = nothing or {}
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
            made[name] = column(values, values == nothing[name] if name in nothing else None)
    return pa.Table.from_arrays(list(made.values()), names=list(made))


def _parameters_table(trajectory: Trajectory, factors: Mapping[str, float]) -> Any:
    """One row: the values that the replicate drew; those of value factors behind the others."""
    drawn = trajectory.parameters | {PREFIX + name: value for name, value in factors.items()}
    made = {"replicate": column(np.array([trajectory.replicate], np.int32))}
    made |= {name: column(np.array([value], np.float64)) for name, value in drawn.items()}
    return pa.Table.from_arrays(list(made.values()), names=list(made))

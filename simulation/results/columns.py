"""What the columns of stored tables mean, from the declarations that the tables are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from simulation.factors import FACTORS
from simulation.interventions import all_kinds
from simulation.interventions.behaviour import all_behaviour
from simulation.measures import MEASURES, NOT_ADDING, ROLE_MEASURES
from simulation.model.record import CONTENT_TYPES, PARTICIPATION
from simulation.model.state import GROUP, NEVER, Groups, People, described
from simulation.parameters import PARAMETERS
from simulation.results.missing import NOT_YET
from simulation.survey import columns as surveyed
from simulation.value.columns import VALUE_COLUMNS


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a stored table: what it holds, and its unit."""

    meaning: str
    unit: str = ""


_REPLICATE: Final = {"replicate": TableColumn("number of the replicate, from 0")}
_PERSON: Final = {"person": TableColumn("number of the person (of the seat: a hire takes the leaver's), from 0")}
_WEEK: Final = {"week": TableColumn("week of the run, from 0", "weeks")}

PLACES: Final = {
    "silo": TableColumn("silo that the person works in"),
    "department": TableColumn("number of the department, counted through the organisation"),
    "level": TableColumn("level in the hierarchy"),
    "assistant": TableColumn("is the office assistant of a head", "0/1"),
    "desk": TableColumn("has a computer workplace", "0/1"),
}
"""Columns that say where people stand in the organisation."""
HOMES: Final = {
    "home_silo": TableColumn("silo that the community is at home in"),
    "kind": TableColumn("type of the community"),
}
"""Columns that say what a community is."""


def _of_people() -> dict[str, TableColumn]:
    """Return the columns of people's state, and of those that may be empty, when they are."""
    columns = {name: TableColumn(meaning, unit) for name, (_, unit, meaning) in described(People).items()}
    for name, number in NOT_YET.items():
        meaning, when = columns[name].meaning.partition(";")[0], "where that never happened"
        columns[name] = TableColumn(
            f"{meaning}; empty {when if number == NEVER else 'for the first staff'}", columns[name].unit
        )
    return columns


def _of_communities() -> dict[str, TableColumn]:
    """Return the columns of communities' state; a variable by type of content is one column for each type."""
    columns: dict[str, TableColumn] = {}
    for name, (_, unit, meaning) in described(Groups).items():
        types = CONTENT_TYPES if GROUP[name].shape else ()
        columns |= {f"{name}_{each}": TableColumn(f"{meaning}: {each}", unit) for each in types}
        columns |= {} if types else {name: TableColumn(meaning, unit)}
    founder = columns["founder"]
    columns["founder"] = TableColumn(f"{founder.meaning.partition(';')[0]}; empty if nobody did", founder.unit)
    return columns


def _of_measures(names: Iterable[str]) -> dict[str, TableColumn]:
    return {name: TableColumn(MEASURES[name].definition, MEASURES[name].unit) for name in names}


_DATE: Final = {"date": TableColumn("first day of the week; counts stand at its end")}
_BY_WEEK: Final = _REPLICATE | _WEEK | _DATE
_ADDED: Final = {
    name: TableColumn(*about) for kind in all_kinds().values() for name, about in kind.adds_columns.items()
}
_VALUE: Final = {name: TableColumn(definition, unit) for name, (unit, definition) in VALUE_COLUMNS.items()}
_SURVEY: Final = {name: TableColumn(one.definition, one.unit) for name, one in surveyed.COLUMNS.items()}

COLUMNS: Final[dict[str, dict[str, TableColumn]]] = {
    "weekly": _REPLICATE
    | _WEEK
    | {
        "date": TableColumn("first day of the week; counts stand at its end"),
        "silo": TableColumn("silo; 'all' is the whole organisation"),
    }
    | {name: TableColumn(one.definition, one.unit) for name, one in MEASURES.items()},
    "countries": _BY_WEEK
    | {"country": TableColumn("country; sums over its silos")}
    | _of_measures(name for name in MEASURES if name not in NOT_ADDING),
    "roles": _BY_WEEK
    | {"role": TableColumn("role: level in the hierarchy; assistants stand apart from the staff")}
    | _of_measures(ROLE_MEASURES),
    "replies": _REPLICATE
    | {
        "year": TableColumn("year of the run, from 0, of 52 weeks each"),
        "silo_of_replier": TableColumn("silo of the one who replies"),
        "silo_of_author": TableColumn("silo of the one whose contribution is replied to"),
        "replies": TableColumn("replies by colleagues in that year", "replies"),
    },
    "value": _REPLICATE
    | {
        "year": TableColumn("year of the run, from 1, of 52 weeks each; 0 is the whole run"),
        "silo": TableColumn("silo; 'all' is the whole organisation"),
        "item": TableColumn("line of the account"),
        "kind": TableColumn("what comes in or goes out, and the net"),
    }
    | _VALUE,
    "survey": _REPLICATE
    | {
        "week": TableColumn("week of the run, from 0, at whose start people were asked", "weeks"),
        "date": TableColumn("first day of that week"),
        "silo": TableColumn("silo; 'all' is the whole organisation"),
        "item": TableColumn("statement that was put to people"),
    }
    | _SURVEY,
    "interventions": _BY_WEEK
    | {
        "intervention": TableColumn("name of the intervention"),
        "meant": TableColumn("people whom the whole plan is meant for", "people"),
    }
    | {name: TableColumn(meaning, unit) for name, (unit, meaning) in PARTICIPATION.items()},
    "people": _REPLICATE | _PERSON | PLACES | _of_people() | _ADDED,
    "communities": _REPLICATE
    | {"community": TableColumn("number of the community, from 0")}
    | HOMES
    | _of_communities(),
    "parameters": _REPLICATE
    | {name: TableColumn(one.meaning, one.unit) for name, one in (PARAMETERS | all_behaviour()).items()}
    | {f"value.{name}": TableColumn(one.meaning, one.unit) for name, one in FACTORS.items()},
    "events": _REPLICATE
    | {"week": TableColumn("week of the registration", "weeks")}
    | _PERSON
    | {"cause": TableColumn("cause of the registration")},
}
"""Columns of a run's tables, by table; people and communities stand as they are at the end of the run."""

ORGANISATION_PEOPLE: Final = {
    "person": "number of the employee, from 0",
    "silo": "silo that the employee works in",
    "country": "country",
    "department": "number of the department, counted through the organisation",
    "team": "number of the team, counted through the organisation",
    "level": "level in the hierarchy",
    "function": "professional function",
    "manager": "person whom the employee reports to; empty for the head of the group",
    "assistant": "is the office assistant of a head",
    "broker": "bridges silos",
    "desk": "has a computer workplace",
}
"""Columns of organisation/people.parquet."""
ORGANISATION_TIES: Final = {
    "person": "one end of the tie, the smaller number",
    "other": "the other end",
    "layer": "what ties them; two people are tied in one layer at most",
}
"""Columns of organisation/ties.parquet."""
TORNADO: Final = {
    "parameter": TableColumn("parameter that was varied, all others at their base values"),
    "group": TableColumn("group of the parameter"),
    "unit": TableColumn("unit of the parameter"),
    "low_value": TableColumn("low end of the parameter's range", "that of the parameter"),
    "base_value": TableColumn(
        "value at the base: the posterior's median, else the scenario's", "that of the parameter"
    ),
    "high_value": TableColumn("high end of the parameter's range", "that of the parameter"),
    "measure": TableColumn("measure that was read"),
    "week": TableColumn("week in which it was read", "weeks"),
    "at_low": TableColumn("mean of the measure over replicates at the low end", "that of the measure"),
    "at_base": TableColumn("mean of the measure over replicates at the base", "that of the measure"),
    "at_high": TableColumn("mean of the measure over replicates at the high end", "that of the measure"),
    "swing": TableColumn("mean paired difference, high end minus low end", "that of the measure"),
    "swing_error": TableColumn("standard error of the swing over pairs of replicates", "that of the measure"),
    "swing_half_width": TableColumn("half the 95% interval of the swing (Student's t)", "that of the measure"),
    "pairs": TableColumn("replicates in which the measure is defined at both ends", "replicates"),
    "says": TableColumn("whether the swing can be told from 0"),
    "source": TableColumn("source of the parameter"),
    "confidence": TableColumn("confidence in the parameter"),
}
"""Columns of the table that `wandel tornado` stores."""

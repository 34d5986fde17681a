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
class Column:
    """One column of a stored table: what it holds, and its unit."""

    meaning: str
    unit: str = ""


_REPLICATE: Final = {"replicate": Column("number of the replicate, from 0")}
_PERSON: Final = {"person": Column("number of the person (of the seat: a hire takes the leaver's), from 0")}
_WEEK: Final = {"week": Column("week of the run, from 0", "weeks")}

PLACES: Final = {
    "silo": Column("silo that the person works in"),
    "department": Column("number of the department, counted through the organisation"),
    "level": Column("level in the hierarchy"),
    "assistant": Column("is the office assistant of a head", "0/1"),
    "desk": Column("has a computer workplace", "0/1"),
}
"""Columns that say where people stand in the organisation."""
HOMES: Final = {
    "home_silo": Column("silo that the community is at home in"),
    "kind": Column("type of the community"),
}
"""Columns that say what a community is."""


def _of_people() -> dict[str, Column]:
    """Return the columns of people's state, and of those that may be empty, when they are."""
    columns = {name: Column(meaning, unit) for name, (_, unit, meaning) in described(People).items()}
    for name, number in NOT_YET.items():
        meaning, when = columns[name].meaning.partition(";")[0], "where that never happened"
        columns[name] = Column(
            f"{meaning}; empty {when if number == NEVER else 'for the first staff'}", columns[name].unit
        )
    return columns


def _of_communities() -> dict[str, Column]:
    """Return the columns of communities' state; a variable by type of content is one column for each type."""
    columns: dict[str, Column] = {}
    for name, (_, unit, meaning) in described(Groups).items():
        types = CONTENT_TYPES if GROUP[name].shape else ()
        columns |= {f"{name}_{each}": Column(f"{meaning}: {each}", unit) for each in types}
        columns |= {} if types else {name: Column(meaning, unit)}
    founder = columns["founder"]
    columns["founder"] = Column(f"{founder.meaning.partition(';')[0]}; empty if nobody did", founder.unit)
    return columns


def _of_measures(names: Iterable[str]) -> dict[str, Column]:
    return {name: Column(MEASURES[name].definition, MEASURES[name].unit) for name in names}


_DATE: Final = {"date": Column("first day of the week; counts stand at its end")}
_BY_WEEK: Final = _REPLICATE | _WEEK | _DATE
_ADDED: Final = {name: Column(*about) for kind in all_kinds().values() for name, about in kind.adds_columns.items()}
_VALUE: Final = {name: Column(definition, unit) for name, (unit, definition) in VALUE_COLUMNS.items()}
_SURVEY: Final = {name: Column(one.definition, one.unit) for name, one in surveyed.COLUMNS.items()}

COLUMNS: Final[dict[str, dict[str, Column]]] = {
    "weekly": _REPLICATE
    | _WEEK
    | {
        "date": Column("first day of the week; counts stand at its end"),
        "silo": Column("silo; 'all' is the whole organisation"),
    }
    | {name: Column(one.definition, one.unit) for name, one in MEASURES.items()},
    "countries": _BY_WEEK
    | {"country": Column("country; sums over its silos")}
    | _of_measures(name for name in MEASURES if name not in NOT_ADDING),
    "roles": _BY_WEEK
    | {"role": Column("role: level in the hierarchy; assistants stand apart from the staff")}
    | _of_measures(ROLE_MEASURES),
    "replies": _REPLICATE
    | {
        "year": Column("year of the run, from 0, of 52 weeks each"),
        "silo_of_replier": Column("silo of the one who replies"),
        "silo_of_author": Column("silo of the one whose contribution is replied to"),
        "replies": Column("replies by colleagues in that year", "replies"),
    },
    "value": _REPLICATE
    | {
        "year": Column("year of the run, from 1, of 52 weeks each; 0 is the whole run"),
        "silo": Column("silo; 'all' is the whole organisation"),
        "item": Column("line of the account"),
        "kind": Column("what comes in or goes out, and the net"),
    }
    | _VALUE,
    "survey": _REPLICATE
    | {
        "week": Column("week of the run, from 0, at whose start people were asked", "weeks"),
        "date": Column("first day of that week"),
        "silo": Column("silo; 'all' is the whole organisation"),
        "item": Column("statement that was put to people"),
    }
    | _SURVEY,
    "interventions": _BY_WEEK
    | {
        "intervention": Column("name of the intervention"),
        "meant": Column("people whom the whole plan is meant for", "people"),
    }
    | {name: Column(meaning, unit) for name, (unit, meaning) in PARTICIPATION.items()},
    "people": _REPLICATE | _PERSON | PLACES | _of_people() | _ADDED,
    "communities": _REPLICATE | {"community": Column("number of the community, from 0")} | HOMES | _of_communities(),
    "parameters": _REPLICATE
    | {name: Column(one.meaning, one.unit) for name, one in (PARAMETERS | all_behaviour()).items()}
    | {f"value.{name}": Column(one.meaning, one.unit) for name, one in FACTORS.items()},
    "events": _REPLICATE
    | {"week": Column("week of the registration", "weeks")}
    | _PERSON
    | {"cause": Column("cause of the registration")},
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
    "parameter": Column("parameter that was varied, all others at their base values"),
    "group": Column("group of the parameter"),
    "unit": Column("unit of the parameter"),
    "low_value": Column("low end of the parameter's range", "that of the parameter"),
    "base_value": Column("value at the base: the posterior's median, else the scenario's", "that of the parameter"),
    "high_value": Column("high end of the parameter's range", "that of the parameter"),
    "measure": Column("measure that was read"),
    "week": Column("week in which it was read", "weeks"),
    "at_low": Column("mean of the measure over replicates at the low end", "that of the measure"),
    "at_base": Column("mean of the measure over replicates at the base", "that of the measure"),
    "at_high": Column("mean of the measure over replicates at the high end", "that of the measure"),
    "swing": Column("mean paired difference, high end minus low end", "that of the measure"),
    "swing_error": Column("standard error of the swing over pairs of replicates", "that of the measure"),
    "swing_half_width": Column("half the 95% interval of the swing (Student's t)", "that of the measure"),
    "pairs": Column("replicates in which the measure is defined at both ends", "replicates"),
    "says": Column("whether the swing can be told from 0"),
    "source": Column("source of the parameter"),
    "confidence": Column("confidence in the parameter"),
}
"""Columns of the table that `wandel tornado` stores."""

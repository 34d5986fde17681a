"""The section of a mapping for counts by day: a column for each measure, or a row for each."""

from __future__ import annotations

from typing import Final

from simulation.importing.counted import measure_of
from simulation.importing.draft_people import MOST_VALUES, date_entry, dropped, format_entries, format_lines
from simulation.importing.guessing import OPEN
from simulation.importing.mapping import Format
from simulation.importing.systems import System
from simulation.importing.table import InputTable
from simulation.importing.vocabulary import ROLES, candidates
from simulation.scenario.yaml_text import text_in_yaml

DAYS: Final = (*ROLES["date"], "reportdate", "day", "tag", "woche", "week", "kalenderwoche", "kw", "weekending",
               "month", "monat", "periode", "period", "zeitraum", "ds")  # fmt: skip
"""Headers of days, weeks and months."""
ABOUT: Final = ("kennzahl", "metric", "measure", "kpi", "indikator", "indicator", "merkmal", "messgroesse")
VALUES: Final = ("wert", "value", "anzahl", "count", "ergebnis", "result")
PLACES: Final = ("date", "unit", "metric", "value")


def long_columns(headers: dict[str, str]) -> dict[str, str]:
    """Return the columns of a table in long form: what a row counts, and the count; ``headers`` by their bare words."""
    about = next((headers[word] for word in ABOUT if word in headers), None)
    value = next((headers[word] for word in VALUES if word in headers), None)
    return {"metric": about, "value": value} if about and value else {}


def series_lines(
    file: str, table: InputTable, form: Format, system: System | None, columns: dict[str, str], known: bool = True
) -> list[str]:
    """Return the lines of counts by day; measures are those of a system, or what headers mean if that is ``known``."""
    places = {role: header for role, header in columns.items() if role in PLACES}
    measures = {role: header for role, header in columns.items() if role not in PLACES}
    units = [*candidates(table.columns, "unit"), *candidates(table.columns, "department")]
    if units and system is None:
        places["unit"] = units[0]
    named = sorted(set(table.columns[places["metric"]])) if "metric" in places else list(table.columns)
    lines = [f"  {role}: {text_in_yaml(header)}" for role, header in measures.items()]
    if known and not measures:
        lines = _guessed([name for name in named if name and name not in places.values()], measures)
    if not lines:
        there = f" there are: {', '.join(named[:MOST_VALUES])}" if "metric" in places else ""
        lines = [f"  registered: '{OPEN}'  # which column counts whom?{there}"]
    counted = [places["value"]] if "value" in places else measures.values()
    numbers = [text for name in counted for text in table.columns[name]]
    about = f"  # {system.name}: {system.about}" if system else ""
    entries = [*format_entries(table, form, numbers), *date_entry([table.columns[places["date"]]])]
    return [
        f"file: {text_in_yaml(file)}{about}",
        *format_lines(table, entries),
        "kind: series",
        *(f"{role}: {text_in_yaml(places[role])}" for role in PLACES if role in places),
        "measures:",
        *lines,
        *dropped(table, {*measures.values(), *places.values()}),
    ]


def _guessed(names: list[str], measures: dict[str, str]) -> list[str]:
    """Return the lines of the measures that names of counts mean, and add them; the first of each measure."""
    lines = []
    for name in names:
        meant = measure_of(name)
        if meant is None or meant[0] in measures:
            continue
        measures[meant[0]] = name
        asked = f"'{OPEN}'  # {name} over how many days? name it here, as {meant[0]} or with another end"
        lines.append(f"  {meant[0]}: {text_in_yaml(name) if meant[1] else asked}")
    return lines

"""The section of a mapping for a table of people."""

from __future__ import annotations

from collections import Counter
from typing import Final

from simulation.importing.amounts import find_decimal
from simulation.importing.days import find_order
from simulation.importing.guessing import OPEN, Guess, guess
from simulation.importing.mapping import Format
from simulation.importing.table import InputTable
from simulation.importing.vocabulary import PERSONAL, bare
from simulation.scenario.yaml_text import text_in_yaml

MOST_VALUES: Final = 12
ABOUT: Final = {
    "person": "key of each person: only in memory",
    "manager": "key of the manager: only in memory",
    "email": "key, only in memory",
    "name": "key, only in memory",
    "unit": "silos, with their names as they are",
    "department": "parts of a unit",
    "parent_unit": "what units belong to",
    "country": "where people work; countries can be rolled out one by one",
    "function": "professional function",
    "fte": "part of full time",
    "desk": "who has a computer workplace",
    "status": "see keep",
    "type": "see keep",
    "hired": "who was hired after as_of is left out",
    "left": "who had left by as_of is left out",
    "count": "people in each row",
    "date": "rows are repeated by date: the latest one on or before as_of counts",
    "dotted": "dotted lines: they become ties; under drop they are left out",
}


def people_lines(file: str, table: InputTable, form: Format) -> list[str]:
    """Return the lines of a section without indentation."""
    found = guess(table)
    counted = [found.columns[role] for role in ("fte", "count") if role in found.columns]
    numbers = [text for header in counted for text in table.columns[header]]
    lines = [
        f"file: {text_in_yaml(file)}",
        format_line(table, [*format_entries(table, form, numbers), *_date(table, found)]),
        "columns:",
    ]
    for role, header in sorted(found.columns.items(), key=lambda each: list(ABOUT).index(each[0])):
        asked = found.open.get(f"columns.{role}")
        value = f"'{OPEN}'" if asked else text_in_yaml(header)
        lines.append(f"  {role}: {value}  # {asked or ABOUT[role]}")
    if not found.columns.keys() & {"person", "count"}:
        lines.append(f"  person: '{OPEN}'  # which column is the key of a person? (count: where a row counts people)")
    if not found.columns.keys() & {"unit", "manager"}:
        lines.append(f"  unit: '{OPEN}'  # which column names the unit?")
    if "manager" in found.columns and "person" in found.columns:
        asked = found.open.get("manager_is")
        value = f"'{OPEN}'" if asked else found.manager_is
        lines.append(f"manager_is: {value}  # {asked or 'key that the column of managers holds'}")
    lines += _choices(table, found)
    return lines + dropped(table, set(found.columns.values()))


def format_line(table: InputTable, entries: list[str]) -> str:
    """Return the line of the format, with what an open encoding may be."""
    doubt = f"  # encoding: {table.used['encodings']}" if f"encoding: '{OPEN}'" in entries else ""
    return f"format: {{{', '.join(entries)}}}{doubt}"


def format_entries(table: InputTable, form: Format, numbers: list[str]) -> list[str]:
    """Return the entries of the format but days: what was found, and what can be read two ways."""
    separator = table.used.get("separator")
    entries = [] if form.encoding == "auto" else [f"encoding: {_quoted(form.encoding)}"]
    if separator:
        entries.append("separator: tab" if separator == "\t" else f"separator: '{separator}'")
    if form.sheet:
        entries.append(f"sheet: {text_in_yaml(form.sheet)}")
    if form.header_line > 1:
        entries.append(f"header_line: {form.header_line}")
    if any(numbers):
        decimal, doubtful = find_decimal(numbers)
        entries.append(f"decimal: '{OPEN if doubtful else decimal}'")
    return entries


def _date(table: InputTable, guess: Guess) -> list[str]:
    """Return the entry for the order of days."""
    dates = [guess.columns[role] for role in ("hired", "left", "date") if role in guess.columns]
    return date_entry([table.columns[header] for header in dates])


def date_entry(columns: list[list[str]]) -> list[str]:
    """Return the entry for the order of days of some columns; none where each says it itself."""
    readings = [find_order(texts) for texts in columns if any(texts)]
    if any(reading.order is None for reading in readings):
        return [f"date: '{OPEN}'"]
    orders = {reading.order for reading in readings}
    return [f"date: {orders.pop()}"] if len(orders) == 1 else []


def _quoted(text: str) -> str:
    return f"'{OPEN}'" if text == OPEN else text


def _choices(table: InputTable, guess: Guess) -> list[str]:
    """Return what must be decided by somebody who knows the table."""
    lines = []
    for role in ("status", "type"):
        if role in guess.columns:
            values = Counter(table.columns[guess.columns[role]])
            few = ", ".join(sorted(text for text in values if text)) if len(values) <= MOST_VALUES else "many"
            lines.append(
                f"keep: {{{role}: ['{OPEN}']}}  # which values count as people of the company? there are: {few}"
            )
            break
    if {"hired", "left", "date"} & guess.columns.keys():
        lines.append(
            "# as_of: 2026-01-31  # day on which people must be there; without it who has left at all is left out"
        )
    if "manager" in guess.columns:
        lines.append("# repair: {missing_manager: refuse}  # or unit_head, skip_up, root")
    unit = guess.columns.get("unit")
    if unit and "" in table.columns[unit]:
        lines.append(
            f"repair: {{missing_unit: '{OPEN}'}}  # some have no unit: manager (the manager's), own, or refuse"
        )
    return lines


def dropped(table: InputTable, used: set[str]) -> list[str]:
    """Return the headers of columns that are not read."""
    left = [name for name in table.header if name and name not in used]
    if not left:
        return []
    return [
        "drop:",
        *(f"  - {text_in_yaml(name)}{'  # personal' if PERSONAL.search(bare(name)) else ''}" for name in left),
    ]

"""The section of a mapping for a table of people."""

from __future__ import annotations

from collections import Counter
from typing import Final

from simulation.importing.amounts import find_decimal
from simulation.importing.days import OPEN_END, ORDERS, find_order, is_no_day, parse_day
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
    "first_name": "with the last name: key, only in memory",
    "last_name": "key, only in memory",
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


def people_lines(file: str, table: InputTable, form: Format, addresses: bool = False) -> list[str]:
    """Return the lines of a section without indentation; with ``addresses`` e-mail addresses are keys, too."""
    found = guess(table, addresses)
    counted = [found.columns[role] for role in ("fte", "count") if role in found.columns]
    numbers = [text for header in counted for text in table.columns[header]]
    lines = [
        f"file: {text_in_yaml(file)}",
        *format_lines(table, [*format_entries(table, form, numbers), *_date(table, found)]),
        "columns:",
    ]
    for role, header in sorted(found.columns.items(), key=lambda each: list(ABOUT).index(each[0])):
        asked = found.open.get(f"columns.{role}")
        value = f"'{OPEN}'" if asked else text_in_yaml(header)
        lines.append(f"  {role}: {value}  # {asked or ABOUT[role]}")
    if not found.columns.keys() & {"person", "count"}:
        lines.append(f"  person: '{OPEN}'  # which column is the key of a person? (count: where a row counts people)")
    if "unit" not in found.columns:
        likely = f" {', '.join(found.may_be_unit[:MOST_VALUES])} may" if found.may_be_unit else ""
        needed = "manager" not in found.columns
        lines.append(
            f"  unit: '{OPEN}'  # which column names the unit?{likely}"
            if needed
            else f"  # unit: which column names the unit?{likely}; without it silos are parts of the tree"
        )
    if "manager" in found.columns and "person" in found.columns:
        asked = found.open.get("manager_is")
        value = f"'{OPEN}'" if asked else found.manager_is
        lines.append(f"manager_is: {value}  # {asked or 'key that the column of managers holds'}")
    if found.cut_brackets:
        lines.append("cut_brackets: true  # names of units have names of people in brackets")
    lines += _choices(table, found)
    return lines + dropped(table, set(found.columns.values()))


def format_lines(table: InputTable, entries: list[str]) -> list[str]:
    """Return the line of the format, with what an open encoding may be and which sheets there are."""
    doubt = f"  # encoding: {table.used['encodings']}" if f"encoding: '{OPEN}'" in entries else ""
    sheets = f"  # there are the sheets {table.used['sheets']}" if "sheets" in table.used else ""
    return [f"format: {{{', '.join(entries)}}}{doubt}{sheets}"]


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
    if form.skip_rows:
        entries.append(f"skip_rows: {form.skip_rows}")
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
    kept = [(role, sorted(Counter(text for text in table.columns[guess.columns[role]] if text)))
            for role in ("status", "type") if role in guess.columns]  # fmt: skip
    if kept:
        entries = ", ".join(f"{role}: ['{OPEN}']" for role, _ in kept)
        there = "; ".join(", ".join(values) for _, values in kept)
        lines.append(f"keep: {{{entries}}}  # which values count as people of the company? there are: {there}")
    if "left" in guess.columns and any(map(_says_when, table.columns[guess.columns["left"]])):
        lines.append(
            f"as_of: '{OPEN}'  # day on which people must be there, such as 2026-01-31: who left before is left out"
        )
    elif {"hired", "left", "date"} & guess.columns.keys():
        lines.append("# as_of: 2026-01-31  # day on which people must be there")
    repairs = [f"{name}: true" for name in guess.repair]
    unit = guess.columns.get("unit")
    told = "keys differ in zeros in front or capitals from those of managers" if repairs else ""
    if unit and "" in table.columns[unit]:
        repairs.append(f"missing_unit: '{OPEN}'")
        told += "; " if told else ""
        told += "some have no unit: above (that of the row above), manager (the manager's), own, or refuse"
    if repairs:
        lines.append(f"repair: {{{', '.join(repairs)}}}  # {told}")
    if "manager" in guess.columns:
        lines.append("# repair may have, too: missing_manager: unit_head, skip_up or root (else: refuse)")
    return lines


def _says_when(text: str) -> bool:
    """Return whether a last day is one, and none that says that there is none."""
    days = [day for order in ORDERS if not is_no_day(text) and (day := parse_day(text, order))]
    return any(day.year < OPEN_END for day in days)


def dropped(table: InputTable, used: set[str]) -> list[str]:
    """Return the headers of columns that are not read."""
    left = [name for name in table.header if name and name not in used]
    if not left:
        return []
    return [
        "drop:",
        *(f"  - {text_in_yaml(name)}{'  # personal' if PERSONAL.search(bare(name)) else ''}" for name in left),
    ]

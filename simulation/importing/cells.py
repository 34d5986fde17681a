"""Columns of a table as days, numbers and names; rows that cannot be read are found, their content is not told."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final, cast

import numpy as np

from simulation.importing.amounts import find_decimal, parse_number
from simulation.importing.days import Order, find_order, is_excel, is_no_day, parse_day
from simulation.importing.findings import Findings
from simulation.importing.mapping import Format
from simulation.importing.staff import Floats
from simulation.importing.table import InputTable
from simulation.words.naming import alike, unusable

LONGEST_NAME: Final = 200
_WORDS: Final = {"day_first": "day first", "month_first": "month first", "year_first": "year first"}


def days(table: InputTable, column: str, form: Format, findings: Findings, *, shown: bool = False) -> list[date | None]:
    """Return a column's days, None where a cell is empty; ``shown`` where days are nobody's own and may be told."""
    texts = table.columns[column]
    order = _order(table, column, form, findings, shown)
    if order is None:
        return [None] * len(texts)
    kept: dict[str, date | None] = {}
    for text in texts:
        if text not in kept:
            kept[text] = None if is_no_day(text) else parse_day(text, order)
    bad = [line for text, line in zip(texts, table.line, strict=True) if kept[text] is None and not is_no_day(text)]
    if bad:
        findings.refuse(table.file, bad, column, f"is no day ({_WORDS[order]})")
    if any(map(is_excel, kept)):
        table.used[f"numbers in {column}"] = f"days as Excel counts them (45292 is {parse_day('45292', order)})"
    return [kept[text] for text in texts]


def _order(table: InputTable, column: str, form: Format, findings: Findings, shown: bool) -> Order | None:
    """Return the order of a column's days, declared or found; None, with a problem, where it cannot be told."""
    if form.date != "auto":
        table.used[f"days in {column}"] = f"{_WORDS[form.date]} (declared)"
        return cast("Order", form.date)
    texts = table.columns[column]
    found = find_order(texts)
    if found.order is not None:
        why = f", because of line {table.line[found.row]}" if found.row >= 0 else ""
        table.used[f"days in {column}"] = _WORDS[found.order] + why
        return found.order
    if found.clash:
        first, second = (table.line[row] for row in found.clash)
        message = f"line {first} has the day first, line {second} the month; a column must have one order"
        findings.refuse(table.file, sorted((first, second)), column, message)
        return None
    message = "days can be read two ways, day first or month first; set format.date to day_first or month_first"
    if shown:
        filled = [text for text in texts if text][:3]
        both = [", ".join(str(parse_day(text, order) or "no day") for text in filled) for order in found.open]
        message += f": {both[0]}, or {both[1]}"
    findings.refuse(table.file, [table.line[0]], column, message)
    return None


def numbers(table: InputTable, column: str, form: Format, findings: Findings) -> Floats:
    """Return a column's numbers, NaN where a cell is empty."""
    texts = table.columns[column]
    decimal = form.decimal
    if decimal == "auto":
        decimal, doubtful = find_decimal(texts)
        if doubtful:
            message = "numbers can be read two ways (1.234 is a thousand or a fraction); set format.decimal"
            findings.refuse(table.file, [], column, message)
    table.used[f"decimal sign in {column}"] = decimal
    parsed = {text: parse_number(text, decimal) if text else float("nan") for text in set(texts)}
    values = [parsed[text] for text in texts]
    bad = [line for value, line in zip(values, table.line, strict=True) if value is None]
    if bad:
        findings.refuse(table.file, bad, column, f"is no number (decimal sign {decimal!r})")
    return np.array([float("nan") if value is None else value for value in values])


def names(table: InputTable, column: str, findings: Findings, *, merge: bool) -> list[str]:
    """Return a column of names in composed form with single gaps; those that look alike are one or are refused."""
    cells = table.columns[column]
    broken = {text for text in set(cells) if "\n" in text or "\r" in text or len(text) > LONGEST_NAME}
    if broken:
        message = f"a name with a line break or more than {LONGEST_NAME} characters: a quote may be missing before it"
        findings.refuse(table.file, _lines(table, cells, broken), column, message)
        return ["" for _ in cells]
    composed = {text: " ".join(unicodedata.normalize("NFC", text).split()) for text in set(cells)}
    texts = [composed[text] for text in cells]
    counts = Counter(texts)
    spelled = defaultdict(list)
    for text in counts:
        if text and (problem := unusable(text)):
            findings.refuse(table.file, _lines(table, texts, {text}), column, problem.partition(" is ")[2] or problem)
        spelled[alike(text)].append(text)
    alikes = {look: each for look, each in spelled.items() if look and len(each) > 1}
    if not alikes:
        return texts
    rarer = {text: max(each, key=lambda one: (counts[one], one)) for each in alikes.values() for text in each}
    lines = _lines(table, texts, {text for text, kept in rarer.items() if text != kept})
    if not merge:
        message = "names differ from others in case, gaps or unseen characters only; set repair.similar_names to merge"
        findings.refuse(table.file, lines, column, message)
    else:
        findings.note(table.file, lines, f"names in {column} that differ in case or gaps only are taken for one")
    return [rarer.get(text, text) for text in texts]


def _lines(table: InputTable, texts: Sequence[str], wanted: set[str]) -> list[int]:
    return [line for text, line in zip(texts, table.line, strict=True) if text in wanted]

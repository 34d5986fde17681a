"""Tables as columns of text with line numbers: CSV, Excel and Parquet. Columns that nobody asks for are not kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simulation.importing.findings import Findings
from simulation.importing.mapping import Format
from simulation.importing.opening import MOST_ROWS, Rows, clean_header, open_table
from simulation.importing.totals import is_remark
from simulation.importing.unreadable import UnreadableError
from simulation.words.nearest import quoted, unknown

MOST_COLUMNS: Final = 5_000
NARROW: Final = 2
"""Columns of a table in which a row with one filled cell may be a row like others."""


@dataclass(slots=True)
class InputTable:
    """Some columns of a file, by header; ``line`` holds the line that each row begins in, the header being line 1.

    ``used`` says how the file was read: encoding and separator, or the sheet.
    """

    file: str
    header: tuple[str, ...]
    columns: dict[str, list[str]] = field(default_factory=dict)
    line: list[int] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.line)


def read_table(path: Path, shown: str, form: Format, wanted: Collection[str], findings: Findings) -> InputTable | None:
    """Return the wanted columns of a file; None after adding to ``findings`` why it cannot be read."""
    try:
        rows, used = open_table(path, form, wanted)
        table = InputTable(shown, (), used=used)
        _fill(table, rows, form, wanted, findings)
    except UnreadableError as error:
        findings.refuse(shown, [error.line] if error.line else [], "", str(error))
        return None
    return table if table.header else None


def _fill(table: InputTable, rows: Rows, form: Format, wanted: Collection[str], findings: Findings) -> None:
    """Take the header and then, row by row, the wanted cells."""
    header = next(((line, row) for line, row in rows if line >= form.header_line and any(row)), None)
    if header is None:
        raise UnreadableError("is empty: it has no header line")
    names = [clean_header(cell) for cell in header[1]]
    if len(names) > MOST_COLUMNS:
        raise UnreadableError(f"has {len(names):,} columns, at most {MOST_COLUMNS:,} are possible", header[0])
    table.header = tuple(names)
    places = _places(table, header[0], names, wanted, findings)
    table.columns = {name: [] for name in places}
    _take(table, rows, list(zip(places.values(), table.columns.values(), strict=True)), form, findings)


def _places(
    table: InputTable, line: int, names: list[str], wanted: Collection[str], findings: Findings
) -> dict[str, int]:
    """Return where the wanted columns stand; where none is there, the line may hold people instead of headers."""
    if wanted and not any(clean_header(name) in names for name in wanted):
        message = (
            f"none of the {len(wanted)} columns that the mapping names is in this line: is it the line of headers?"
        )
        findings.refuse(table.file, [line], "", message)
        return {}
    places = {}
    for name in wanted:
        if (found := names.count(clean_header(name))) == 1:
            places[name] = names.index(clean_header(name))
        elif found:
            findings.refuse(table.file, [line], "", f"{found} columns are called {quoted(name)}; rename one")
        else:
            findings.refuse(table.file, [line], "", unknown("column", name, [each for each in names if each]))
    return places


def _take(
    table: InputTable, rows: Rows, cells: Iterable[tuple[int, list[str]]], form: Format, findings: Findings
) -> None:
    width, uneven = len(table.header), []
    cells = list(cells)
    for line, row in _without_remarks(_after_labels(rows, form.skip_rows), table, findings):
        if len(row) < width or any(row[width:]):
            uneven.append(line)
            continue
        table.line.append(line)
        for place, column in cells:
            column.append(row[place].strip())
        if len(table.line) > MOST_ROWS:
            raise UnreadableError(f"has more than {MOST_ROWS:,} rows, the most possible")
    if uneven:
        separator = table.used.get("separator", "")
        message = f"not {width} cells as the header has: check quotes and the separator ({separator!r})"
        findings.refuse(table.file, uneven, "", message)


def _after_labels(rows: Rows, skipped: int) -> Rows:
    """Yield the rows that hold anything, without the first ones."""
    for line, row in rows:
        if any(row):
            if skipped <= 0:
                yield line, row
            skipped -= 1


def _without_remarks(rows: Rows, table: InputTable, findings: Findings) -> Rows:
    """Yield rows without what stands alone in the last lines, such as who made the table and when."""
    held: list[tuple[int, list[str]]] = []
    for line, row in rows:
        if len(table.header) > NARROW and sum(map(bool, row)) == 1:
            held.append((line, row))
            continue
        yield from held
        held.clear()
        yield line, row
    remarks = [line for line, row in held if is_remark("".join(row))]
    yield from (each for each in held if each[0] not in remarks)
    if remarks:
        findings.note(table.file, remarks, "a remark below the table, which is left out")

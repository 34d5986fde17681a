"""Tables as columns of text with line numbers: CSV, Excel and Parquet. Columns that nobody asks for are not kept."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import isnan
from pathlib import Path
from typing import Any, Final

from simulation.importing.encoding import AUTO, decode
from simulation.importing.findings import Findings
from simulation.importing.mapping import Format
from simulation.words.nearest import quoted, unknown

MOST_BYTES: Final = 2_000_000_000
MOST_ROWS: Final = 2_000_000
MOST_COLUMNS: Final = 5_000
SEPARATORS: Final = (",", ";", "\t", "|")
SNIFFED: Final = 200
EXCEL: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_MIDNIGHT: Final = time()


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


class UnreadableError(ValueError):
    """A file that is no table; the message says why, ``line`` where."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


Rows = Iterator[tuple[int, list[str]]]


def clean_header(text: str) -> str:
    """Return a header without a byte order mark, gaps around it and decomposed accents."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\ufeff", "").split())


def open_table(path: Path, form: Format, wanted: Collection[str] | None = None) -> tuple[Rows, dict[str, str]]:
    """Return the rows of a file, each with its line, and how it is read; `UnreadableError` says why it cannot be.

    Columns that are not ``wanted`` may be empty.
    """
    try:
        if not path.is_file():
            raise UnreadableError("there is no such file")
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableError(f"is larger than {MOST_BYTES:,} bytes, the most possible")
        if path.suffix.lower() in EXCEL:
            return _sheet_rows(path, form)
        if path.suffix.lower() in (".parquet", ".pq"):
            return _parquet_rows(path, wanted), {"format": "Parquet"}
        return _text_rows(path.read_bytes(), form)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or 'not a possible file name'}") from None


def _text_rows(content: bytes, form: Format) -> tuple[Rows, dict[str, str]]:
    if content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("is a spreadsheet, whatever its name says; give it its ending (.xlsx, .ods, .xls)")
    try:
        text, encoding = decode(content, form.encoding)
    except ValueError as error:
        raise UnreadableError(str(error)) from None
    text = text.removeprefix("\ufeff")
    separator = find_separator(text) if form.separator == AUTO else form.separator
    return _csv_rows(text, separator), {"encoding": encoding, "separator": separator}


def find_separator(text: str) -> str:
    """Return the sign that cuts the first lines into the same number of cells, the more the better."""
    head = "".join(text.splitlines(keepends=True)[:SNIFFED])

    def score(separator: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(head), delimiter=separator) if row)
        except csv.Error:
            return (0, 0)
        width, times = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return (times / max(1, widths.total()) if width > 1 else 0, width)

    return max(SEPARATORS, key=score)


def _csv_rows(text: str, separator: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(f"is not valid CSV: {error}", line) from None


def _sheet_rows(path: Path, form: Format) -> tuple[Rows, dict[str, str]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise UnreadableError("a spreadsheet needs: pip install 'wandel[data]'") from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        names = book.sheet_names
        if form.sheet is not None and form.sheet not in names:
            raise UnreadableError(unknown("sheet", form.sheet, names))
        if form.sheet is None and len(names) > 1:
            raise UnreadableError(f"has {len(names)} sheets; name one as format.sheet: {', '.join(map(quoted, names))}")
        if not names:
            raise UnreadableError("has no sheet")
        cells = book.get_sheet_by_name(form.sheet or names[0]).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise UnreadableError(f"cannot be read as a spreadsheet: {type(error).__name__}") from None
    rows = ((i, [cell_text(cell) for cell in row]) for i, row in enumerate(cells, start=1))
    return rows, {"format": "spreadsheet", "sheet": form.sheet or names[0]}


def _parquet_rows(path: Path, wanted: Collection[str] | None) -> Rows:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        names = pq.read_schema(path).names
        read = [name for name in names if wanted is None or clean_header(name) in {clean_header(w) for w in wanted}]
        table = pq.read_table(path, columns=read)
        columns = dict(zip(table.column_names, map(_texts, table.columns), strict=True))
    except (pa.ArrowException, OSError, UnicodeDecodeError):  # pyarrow's own, at damaged pages, at damaged names
        raise UnreadableError("cannot be read as a Parquet file") from None
    yield 1, names
    empty = [""] * table.num_rows
    cells = [columns.get(name, empty) for name in names]
    yield from ((line, list(row)) for line, row in enumerate(zip(*cells, strict=True), start=2))


def _texts(column: Any) -> list[str]:
    """Return a column of an Arrow table as text."""
    import pyarrow as pa

    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        filled: list[str] = column.fill_null("").to_pylist()
        return filled
    return [cell_text(cell) for cell in column.to_pylist()]


def cell_text(cell: Any) -> str:
    """Return a typed cell as text: whole numbers without a point, days year first, nothing as nothing."""
    if cell is None or (isinstance(cell, float) and isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == _MIDNIGHT else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


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
    width, uneven, left = len(table.header), [], form.skip_rows
    cells = list(cells)
    for line, row in rows:
        if not any(row) or left > 0:
            left -= bool(any(row))
            continue
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

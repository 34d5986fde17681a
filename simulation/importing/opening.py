"""Opens files as rows of text with line numbers: CSV, Excel and Parquet, each told by its content and its ending."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from math import isnan
from pathlib import Path
from typing import Any, Final

from simulation.importing.encoding import AUTO, decode
from simulation.importing.mapping import Format
from simulation.words.nearest import quoted, unknown

MOST_BYTES: Final = 2_000_000_000
SEPARATORS: Final = (",", ";", "\t", "|")
SNIFFED: Final = 200
EXCEL: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
SPREADSHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""What spreadsheets begin with, those of today and those before 2007."""
_MIDNIGHT: Final = time()
_NO_TABLE: Final = re.compile(r"\s*(<!doctype|<html|<table|<\?xml|<|\{|\[\s*\{)", re.IGNORECASE)
_TOLD: Final = re.compile(r"(?:#TYPE[^\n]*|\"?sep=(?P<sign>[^\r\n\"])\"?)\r?\n")
"""A first line that is no header: the type that PowerShell writes, the separator for Excel."""


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
        if path.suffix.lower() in EXCEL and (path.suffix.lower() != ".xls" or _is_spreadsheet(path)):
            return _sheet_rows(path, form)
        if path.suffix.lower() in (".parquet", ".pq"):
            return _parquet_rows(path, wanted), {"format": "Parquet"}
        return _text_rows(path.read_bytes(), form)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or 'not a possible file name'}") from None


def _is_spreadsheet(path: Path) -> bool:
    """Return whether a file begins as spreadsheets do; many systems call text or a web page .xls."""
    with path.open("rb") as file:
        return file.read(4) in SPREADSHEETS


def _text_rows(content: bytes, form: Format) -> tuple[Rows, dict[str, str]]:
    if content[:4] in SPREADSHEETS:
        raise UnreadableError("is a spreadsheet, whatever its name says; give it its ending (.xlsx, .ods, .xls)")
    try:
        text, encoding = decode(content, form.encoding)
    except ValueError as error:
        raise UnreadableError(str(error)) from None
    text = text.removeprefix("\ufeff")
    if _NO_TABLE.match(text):
        raise UnreadableError("is a web page, XML or JSON, whatever its name says; save it as .xlsx or .csv")
    told = _TOLD.match(text)
    separator = form.separator
    if separator == AUTO:
        separator = (told and told["sign"]) or find_separator(text[told.end() :] if told else text)
    return _csv_rows(text, separator, 2 if told else 1), {"encoding": encoding, "separator": separator}


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


def _csv_rows(text: str, separator: str, first: int) -> Rows:
    """Yield the rows from line ``first`` on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for row in reader:
            if line >= first:
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

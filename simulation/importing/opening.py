"""Opens files as rows of text with line numbers: CSV, Excel and Parquet, each told by its content and its ending."""

from __future__ import annotations

import csv
import io
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from simulation.importing.encoding import AUTO, decode
from simulation.importing.mapping import Format
from simulation.importing.spreadsheet import cell_text, sheet_names, sheet_rows
from simulation.importing.unreadable import UnreadableError
from simulation.system.files import open_to_look
from simulation.words.nearest import quoted, unknown

MOST_BYTES: Final = 2_000_000_000
MOST_ROWS: Final = 2_000_000
SEPARATORS: Final = (",", ";", "\t", "|")
SNIFFED: Final = 200
EXCEL: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
SPREADSHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""What spreadsheets begin with, those of today and those before 2007."""
_NO_TABLE: Final = re.compile(r"\s*(<!doctype|<html|<table|<\?xml|<|\{|\[\s*\{)", re.IGNORECASE)
_TOLD: Final = re.compile(r"(?:#TYPE[^\n]*|\"?sep=(?P<sign>[^\r\n\"])\"?)\r?\n")
"""A first line that is no header: the type that PowerShell writes, the separator for Excel."""


Rows = Iterator[tuple[int, list[str]]]


def clean_header(text: str) -> str:
    """Return a header without a byte order mark, gaps around it and decomposed accents."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\ufeff", "").split())


def open_table(path: Path, form: Format, wanted: Collection[str] | None = None) -> tuple[Rows, dict[str, str]]:
    """Return the rows of a file, each with its line, and how it is read; `UnreadableError` says why it cannot be.

    Columns that are not ``wanted`` may be empty.
    """
    content = content_of(path)
    ending = path.suffix.lower()
    if ending in EXCEL and (ending != ".xls" or content[:4] in SPREADSHEETS):  # many systems call text or a page .xls
        return _sheet_rows(content, form)
    if ending in (".parquet", ".pq"):
        return _parquet_rows(content, wanted), {"format": "Parquet"}
    return _text_rows(content, form)


def content_of(path: Path) -> bytes:
    """Return what is in a file; `UnreadableError` where it is none, or too large, or cannot be read."""
    try:
        with open(open_to_look(path), "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise UnreadableError("is no file, but a pipe or a device")
            if state.st_size > MOST_BYTES:
                raise UnreadableError(f"is larger than {MOST_BYTES:,} bytes, the most possible")
            return file.read(MOST_BYTES)
    except UnreadableError:
        raise
    except FileNotFoundError:
        raise UnreadableError("there is no such file") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a possible file name"
        raise UnreadableError(f"cannot be read: {why}") from None


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


def _sheet_rows(content: bytes, form: Format) -> tuple[Rows, dict[str, str]]:
    names = sheet_names(content)
    if form.sheet is not None and form.sheet not in names:
        raise UnreadableError(unknown("sheet", form.sheet, names))
    if form.sheet is None and len(names) > 1:
        raise UnreadableError(f"has {len(names)} sheets; name one as format.sheet: {', '.join(map(quoted, names))}")
    if not names:
        raise UnreadableError("has no sheet")
    sheet = form.sheet or names[0]
    return enumerate(sheet_rows(content, sheet), start=1), {"format": "spreadsheet", "sheet": sheet}


def _parquet_rows(content: bytes, wanted: Collection[str] | None) -> Rows:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        names = file.schema_arrow.names
        if file.metadata.num_rows > MOST_ROWS:
            raise UnreadableError(f"has {file.metadata.num_rows:,} rows, at most {MOST_ROWS:,} are possible")
        read = [name for name in names if wanted is None or clean_header(name) in {clean_header(w) for w in wanted}]
        table = file.read(columns=read)
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

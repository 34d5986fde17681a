"""Sheets as rows of text, read by a process of their own: `python -m simulation.importing.spreadsheet < file`.

A sheet takes memory for every cell between its first and its last one, so that a small file with a cell far away takes
all there is, and the library that reads it ends its process then. Such a file costs that process alone.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib.util import find_spec
from math import isnan
from typing import IO, Any, Final

from simulation.importing.unreadable import UnreadableError
from simulation.system.memory import take_no_more_than_there_is

SECONDS: Final = 600
"""Time that a spreadsheet may take."""
MOST_LETTERS: Final = 2_000_000_000
"""Of all cells together, as in a text file."""
MOST_CELLS: Final = 50_000_000
"""Between the first cell and the last; 500,000 people with 100 columns have so many."""
_REFUSED: Final = 3
_MIDNIGHT: Final = time()


def sheet_names(content: bytes) -> list[str]:
    """Return the names of all sheets; `UnreadableError` if they cannot be read."""
    return list(json.loads(next(_read(content, None))))


def sheet_rows(content: bytes, sheet: str) -> Iterator[list[str]]:
    """Yield the rows of a sheet from the first one, empty ones too; `UnreadableError` if they cannot be read."""
    yield from map(json.loads, _read(content, sheet))


def _read(content: bytes, sheet: str | None) -> Iterator[bytes]:
    """Yield the lines that a process of its own prints about a spreadsheet."""
    if find_spec("python_calamine") is None:
        raise UnreadableError("a spreadsheet needs: pip install 'wandel[data]'")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", __name__, *([] if sheet is None else [sheet])]
    try:
        done = subprocess.run(
            command, input=content, env=environment, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"takes more than {SECONDS} seconds to read; save the table as CSV") from None
    if done.returncode == _REFUSED:
        raise UnreadableError(done.stderr.decode(errors="replace").strip())
    if done.returncode:
        raise UnreadableError("takes more memory than there is; save the table as CSV, or remove what stands far away")
    yield from done.stdout.splitlines()


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


def main(sheet: str | None, source: IO[bytes], target: IO[bytes]) -> int:
    """Print the names of all sheets, or the rows of one, a line of JSON each; returns the exit code."""
    from python_calamine import CalamineError, CalamineWorkbook

    take_no_more_than_there_is()
    left = MOST_LETTERS
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source.read()))
        found = None if sheet is None else book.get_sheet_by_name(sheet)
        if found is not None and found.total_height * found.total_width > MOST_CELLS:
            return _refused(f"has more than {MOST_CELLS:,} cells; remove what stands far away from the table")
        for row in [book.sheet_names] if found is None else found.iter_rows():
            line = json.dumps([cell_text(cell) for cell in row]).encode() + b"\n"
            left -= len(line)
            if left < 0:
                return _refused(f"has more than {MOST_LETTERS:,} letters, the most possible")
            target.write(line)
    except CalamineError as error:
        return _refused(f"cannot be read as a spreadsheet: {type(error).__name__}")
    return 0


def _refused(why: str) -> int:
    sys.stderr.write(why)
    return _REFUSED


if __name__ == "__main__":
    raise SystemExit(main(next(iter(sys.argv[1:]), None), sys.stdin.buffer, sys.stdout.buffer))

"""The tables of a report as files: each as CSV, all of them as sheets of one Excel file."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulation.present.report.assumptions import assumptions_table
from simulation.present.report.html import plain_number
from simulation.present.report.page import believed_of, pictures
from simulation.present.research.pictures import research_pictures
from simulation.present.research.section import tables_of
from simulation.results.errors import InputError
from simulation.system.writing import write_atomically, write_text

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.present.picture.scene import Cell, DrawnTable
    from simulation.results.board import Board

_LONGEST: Final = 31
"""Letters of a sheet's name in Excel."""
_FORMATS: Final = {"share": "0.0%", "money": "#,##0", "number": "#,##0.###", "weeks": "0", "text": "@", "day": "@"}


def tables(board: Board, language: Language) -> dict[str, DrawnTable]:
    """Return every table of a report by name."""
    drawn = (*pictures(board, language).values(), *research_pictures(board, language).values())
    found = {each.name: each.table for those in drawn for each in those}
    found |= {each.name: each.content for each in tables_of(board, language)}
    return found | {"assumptions": assumptions_table(believed_of(board), language)}


def write_tables(board: Board, language: Language, page: Path) -> list[Path]:
    """Write them beside a page and return their paths, the Excel file first."""
    found = tables(board, language)
    folder = page.with_suffix("")
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.csv" for name in found]
    for path, table in zip(paths, found.values(), strict=True):
        write_text(path, as_csv(table))
    book = page.with_suffix(".xlsx")
    write_atomically(book, lambda path: _write_book(path, found))
    return [book, *paths]


def as_csv(table: DrawnTable) -> str:
    """Return a table as CSV, numbers as they are."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _plain(cell: Cell) -> str | float:
    if isinstance(cell, str):
        return cell
    number = plain_number(cell)
    return "" if number is None else number


def _write_book(path: Path, tables: dict[str, DrawnTable]) -> None:
    try:
        import xlsxwriter
    except ModuleNotFoundError:
        raise InputError("an Excel file needs xlsxwriter: pip install 'wandel[report]'") from None

    with xlsxwriter.Workbook(str(path), {"in_memory": True, "nan_inf_to_errors": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formats = {kind: book.add_format({"num_format": text}) for kind, text in _FORMATS.items()}
        for name, table in tables.items():
            sheet = book.add_worksheet(name[:_LONGEST])
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column.name, bold)
                for row, cells in enumerate(table.rows, 1):
                    cell = _plain(cells[place])
                    if isinstance(cell, str):
                        sheet.write_string(row, place, cell)
                    else:
                        sheet.write_number(row, place, cell, formats[column.kind])
            sheet.autofit()
            sheet.freeze_panes(1, 1)

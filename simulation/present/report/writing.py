"""The page of a run or a comparison, written beside it: the one that `wandel report` makes of it, too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulation.present.report.page import report
from simulation.present.report.provenance import again
from simulation.results.board import board
from simulation.system.writing import write_bytes

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.results.board import Board
    from simulation.results.reader import StoredRun

ALONE: Final = "report.html"
"""Name of the page of one run."""


def name_of(board: Board) -> str:
    """Return the name of a report's file: one for a run, another for each comparison."""
    return ALONE if board.comparison is None else f"{board.comparison.stem}.html"


def write_page(board: Board, language: Language, folder: Path) -> Path:
    """Write a report into a folder and return its path."""
    path = folder / name_of(board)
    runs = [str(side.run.folder) for side in board.sides]
    write_bytes(path, report(board, language, again(board, language, "report", runs)))
    return path


def write_run_page(run: StoredRun, language: Language) -> Path:
    """Write the report of one run into its folder and return its path."""
    return write_page(board(run, []), language, run.folder)

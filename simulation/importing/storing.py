"""Writes what was imported into a folder of its own: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from simulation.scenario.problems import Problem, ScenarioError
from simulation.system import writing

REPORT: Final = "report.json"
"""Its presence marks a folder that an import wrote and may replace."""


def replace_import(folder: Path, fill: Callable[[Path], None]) -> None:
    """Let ``fill`` write into a new folder, then put it in place of what an earlier import wrote.

    Raises:
        ScenarioError: the folder holds something else.
        OSError: it cannot be written; what was there stays.
    """
    if folder.exists() and not (folder / REPORT).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        message = "is there and is not from an import; choose another folder with --out"
        raise ScenarioError([Problem(str(folder), 0, 0, "", message)])
    writing.replace_folder(folder, fill)

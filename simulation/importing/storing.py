"""Writes what was imported into a folder of its own: whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from simulation.scenario.problems import Problem, ScenarioError

REPORT: Final = "report.json"
"""Its presence marks a folder that an import wrote and may replace."""


def replace_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Let ``fill`` write into a new folder, then put it in place of what an earlier import wrote.

    Raises:
        ScenarioError: the folder holds something else.
        OSError: it cannot be written; what was there stays.
    """
    if folder.exists() and not (folder / REPORT).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        message = "is there and is not from an import; choose another folder with --out"
        raise ScenarioError([Problem(str(folder), 0, 0, "", message)])
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        fill(temporary)
        temporary.chmod(0o755)
        if folder.exists():
            before = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
            folder.replace(before / "old")
            temporary.replace(folder)
            shutil.rmtree(before, ignore_errors=True)
        else:
            temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)

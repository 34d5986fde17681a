"""Files and folders that are whole or not there: filled beside their place, then moved there in one step."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from simulation.system.files import keep_what_is_no_file, sweep, temporary_beside, temporary_folder_beside
from simulation.system.locks import moving_alone

_OLD: Final = ".old"
"""What the folder that is replaced is called for a moment."""


def write_atomically(path: Path, write: Callable[[Path], None], mode: int = 0o666) -> None:
    """Let ``write`` fill a temporary file beside ``path``, bring it to disk, then put it in place.

    A reader sees the old file or the new one, never a part; after an error the old one stays.

    Raises:
        OSError: it cannot be written; or a folder, pipe or device is there, in whose place a file must not come.
    """
    keep_what_is_no_file(path)
    temporary: Path | None = None
    try:
        temporary = temporary_beside(path, mode)
        write(temporary)
        with temporary.open("r+b") as written:
            os.fsync(written.fileno())
        temporary.replace(path)
    except BaseException as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and Path(error.filename or ".").name.startswith(f".{path.name}."):
            raise OSError(error.errno, error.strerror, str(path)) from None  # nobody knows the temporary file
        raise


def write_text(path: Path, text: str, mode: int = 0o666) -> None:
    """Write a text file atomically, UTF-8, line ends as they are."""
    write_bytes(path, text.encode(), mode)


def write_bytes(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file atomically."""
    write_atomically(path, lambda temporary: _put(temporary, content), mode)


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def replace_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Let ``fill`` write into a new folder, then put it in place of what is there; one process at a time.

    What killed ones left is removed, or put back where it was all that was left.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    old = folder.with_name(f".{folder.name}{_OLD}")
    with moving_alone(folder.parent):
        _recover(folder, old)
        sweep(folder.parent, below=False)
        temporary = temporary_folder_beside(folder)
        try:
            fill(temporary)
            if folder.exists():
                folder.rename(old)
            temporary.rename(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
            _recover(folder, old)


def _recover(folder: Path, old: Path) -> None:
    """Finish a replacement that was cut off between its steps, or take it back."""
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)

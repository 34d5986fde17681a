"""Files that are opened by their own name only: no link is followed, nothing of another user is trusted."""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import shutil
import stat
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Final

from simulation.system.processes import lives, user

_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0)
_ENDING: Final = ".tmp"
_ABANDONED_S: Final = 86_400
"""What nobody has touched for a day was left behind, even if its process cannot be asked about."""
_ROOT: Final = 0


def open_plainly(path: Path, flags: int, mode: int = 0o666) -> int:
    """Open a file, but neither a link nor a pipe nor a device in its place.

    Raises:
        OSError: that is what is there (``ELOOP``, ``EINVAL``), or the file cannot be opened.
    """
    if not _NO_LINK and path.is_symlink():
        raise OSError(errno.ELOOP, "is a link to another place", str(path))
    try:
        number = os.open(path, flags | _NO_LINK | _NO_WAITING, mode)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.EMLINK} or path.is_symlink():
            raise OSError(errno.ELOOP, "is a link to another place", str(path)) from None
        raise
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "is no plain file", str(path))
    return number


def open_to_look(path: Path) -> int:
    """Open whatever is there for reading, without waiting for who writes to a pipe; `os.fstat` tells what it is."""
    return os.open(path, os.O_RDONLY | _NO_WAITING | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))


def temporary_beside(path: Path, mode: int = 0o666) -> Path:
    """Make an empty file of this process beside ``path``, to be filled and moved there; what was there is gone.

    Who opens it by name afterwards opens this file, for it is new: nobody can have put a link there before.
    """
    temporary = _temporary(path)
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    os.close(open_plainly(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    return temporary


def temporary_folder_beside(path: Path) -> Path:
    """Make an empty folder of this process beside ``path``, to be filled and moved there; what was there is gone."""
    temporary = _temporary(path)
    _remove(temporary)
    temporary.mkdir()
    return temporary


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}{_ENDING}")


def _remove(left: Path) -> None:
    """Remove a file, a link or a folder with all in it, as far as that is possible."""
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            left.unlink()


def keep_what_is_no_file(path: Path) -> None:
    """Refuse a place for a file in which a folder, a pipe or a device is, also where a link leads to one.

    Whoever may replace names there, such as root in /dev, would put a file in its stead.

    Raises:
        OSError: that is what is there.
    """
    try:
        mode = path.stat().st_mode
    except OSError:  # nothing is there, or who writes there hears of it
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "is no plain file", str(path))


def sweep(folder: Path, *, below: bool = True, held: bool = False) -> None:
    """Remove the files and folders that killed writers left in a folder and ``below`` it; what the living write stays.

    In a folder that this process has ``held`` (not below it), nobody else is writing, whatever number he had.
    """
    for left in folder.glob(f"{'**/' if below else ''}.*{_ENDING}"):
        with contextlib.suppress(OSError):
            if (held and left.parent == folder) or _is_abandoned(left):
                _remove(left)


def _is_abandoned(temporary: Path) -> bool:
    if time.time() - temporary.lstat().st_mtime > _ABANDONED_S:
        return True
    number = temporary.name.removesuffix(_ENDING).rpartition(".")[2]
    return number.isdecimal() and int(number) != os.getpid() and not lives(int(number))


def read_own(path: Path) -> bytes | None:
    """Return the content of a file that nobody but this user (or the system's) could have written; None for others.

    Raises:
        OSError: it cannot be read.
    """
    with os.fdopen(open_plainly(path, os.O_RDONLY), "rb") as file:
        return file.read() if _is_ours(os.fstat(file.fileno())) else None


def is_own_folder(path: Path) -> bool:
    """Whether a folder is there (and not a link to one), and only this user (or the system's) can write to it."""
    try:
        state = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) and _is_ours(state)


def _is_ours(state: os.stat_result) -> bool:
    """Whether nobody else can have made or changed what has this state; systems without owners keep users apart."""
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid in {os.getuid(), _ROOT} and not state.st_mode & stat.S_IWOTH


def private_folder(name: str) -> Path:
    """Return a folder for temporary files that is this user's alone, whoever else took the name before."""
    folder = Path(tempfile.gettempdir()) / f"{name}-{user()}"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700)
    return folder if is_own_folder(folder) else _for_this_process(name)


@cache
def _for_this_process(name: str) -> Path:
    folder = tempfile.mkdtemp(prefix=f"{name}-{user()}-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)

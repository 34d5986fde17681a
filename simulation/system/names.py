"""Names of files and folders: what a user wrote, and what every operating system can keep.

Systems differ in what they take for the same name: letter case, composed and decomposed accents, names of devices.
"""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from pathlib import Path
from typing import Final

DEVICES: Final = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        "clock$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³"),
    }
)
"""Names that mean a device on Windows, with any ending and in any case."""
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_BYTES: Final = 200
"""A name's length in UTF-8; systems take 255, and temporary files add theirs."""


def given_path(text: str | os.PathLike[str]) -> Path:
    """Return the path that a user wrote: ``~`` is the home, and accents are looked up in both of their forms.

    Where there is no home, or no such user, ``~`` is a name like any other.
    """
    path = Path(text)
    with contextlib.suppress(RuntimeError):
        path = path.expanduser()
    try:
        if path.exists():
            return path
        for form in ("NFC", "NFD"):
            other = Path(unicodedata.normalize(form, str(path)))
            if other.exists():
                return other
    except (OSError, ValueError):  # no possible name: who opens it says so
        pass
    return path


def file_name(text: str) -> str:
    """Return a name that every system can keep as a file's or folder's, the same on each; ordinary ones as they are."""
    name = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    name = _FORBIDDEN.sub("_", name).rstrip(". ")
    name = name.encode()[:_LONGEST_BYTES].decode(errors="ignore").rstrip(". ")
    stem, dot, ending = name.partition(".")
    return f"{stem}_{dot}{ending}" if not stem or stem.rstrip().lower() in DEVICES else name


def same_name(one: str, other: str) -> bool:
    """Whether some system takes two names for one: letter case and forms of accents make no difference there."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def printable(path: str | os.PathLike[str]) -> str:
    """Return a path as text that can be stored and sent: bytes that are no text in it are shown as escapes."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode()

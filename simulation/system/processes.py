"""Processes: how many cores this one may use, whether another one lives, whose it is."""

from __future__ import annotations

import getpass
import os
import re


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def lives(number: int) -> bool:
    """Whether a process of that number runs on this machine; where one cannot ask without harm, True."""
    if os.name == "nt":  # there, `os.kill` ends the process that it asks about
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # it is another user's, or no number of a process
        return True
    return True


def user() -> str:
    """Return what tells this user from others on this machine: the number, or the name where there are no numbers."""
    if hasattr(os, "getuid"):
        return str(os.getuid())
    try:
        return re.sub(r"[^A-Za-z0-9]", "-", getpass.getuser()) or "user"
    except (ImportError, KeyError, OSError):  # nobody says who it is
        return "user"

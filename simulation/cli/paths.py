"""Options and arguments that are paths: ``~`` is the home on every one of them, also where no shell has seen it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import typer

from simulation.system.names import given_path, printable


def path(text: str) -> Path:
    """Return the path that a user wrote; refuses a name that is no text, which some libraries cannot open."""
    found = given_path(text)
    if printable(found) != str(found):
        raise typer.BadParameter(f"{printable(found)!r} holds bytes that are no text; choose another name")
    return found


AS_PATH: Final[dict[str, Any]] = {"parser": path, "metavar": "PATH"}
"""What the declaration of each option or argument of the type `Path` holds."""

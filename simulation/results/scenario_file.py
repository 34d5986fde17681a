"""A scenario as a run stores it: complete; the table of its organisation is copied beside it, or referred to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.scenario.writing import resolved_yaml
from simulation.system.writing import write_bytes, write_text

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


def store_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario file with every default spelled out, and copies of its organisation's tables beside it.

    Those of a private company are not copied: the file says where they are, seen from its folder.
    """
    write_text(path, resolved_yaml(scenario, copy_tables(scenario, path.parent)))


def copy_tables(scenario: Scenario, folder: Path) -> str | None:
    """Copy the tables that a scenario's organisation comes from, if it does, into a folder, unless they are private.

    Returns where the table of people is, seen from the folder.
    """
    outline = scenario.organisation.outline
    if outline is None:
        return None
    place = Path(str(scenario.organisation.source))
    folder.mkdir(parents=True, exist_ok=True)
    if outline.private:
        return _seen_from(place, folder)
    for name in (place.name, *([outline.ties[0]] if outline.ties else [])):
        if not (folder / name).exists() or not (folder / name).samefile(place.parent / name):
            write_bytes(folder / name, (place.parent / name).read_bytes())
    return place.name


def _seen_from(place: Path, folder: Path) -> str:
    """Return the way to a file from a folder; the whole path where there is none, as between drives."""
    try:
        return Path(os.path.relpath(place.absolute(), folder.absolute())).as_posix()
    except ValueError:
        return str(place.absolute())

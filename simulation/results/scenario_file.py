"""A scenario as a run stores it: complete, with the table that its organisation comes from beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulation.results.files import write_bytes, write_text
from simulation.scenario.writing import resolved_yaml

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


def store_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario file with every default spelled out, and copies of its organisation's tables beside it."""
    copy_tables(scenario, path.parent)
    write_text(path, resolved_yaml(scenario))


def copy_tables(scenario: Scenario, folder: Path) -> None:
    """Copy the tables that a scenario's organisation comes from, if it does, into a folder."""
    outline = scenario.organisation.outline
    if outline is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    place = Path(str(scenario.organisation.source))
    for name in (place.name, *([outline.ties[0]] if outline.ties else [])):
        if not (folder / name).exists() or not (folder / name).samefile(place.parent / name):
            write_bytes(folder / name, (place.parent / name).read_bytes())

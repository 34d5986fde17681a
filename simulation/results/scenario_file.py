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
    outline = scenario.organisation.outline
    if outline is not None:
        place = Path(str(scenario.organisation.source))
        for name in (place.name, *([outline.ties[0]] if outline.ties else [])):
            if not (path.parent / name).exists() or not (path.parent / name).samefile(place.parent / name):
                write_bytes(path.parent / name, (place.parent / name).read_bytes())
    write_text(path, resolved_yaml(scenario))

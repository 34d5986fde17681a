"""The mistakes that are planted, part by part."""

from __future__ import annotations

from typing import Final

from tests.planted.mistakes import (
    boards,
    commands,
    engines,
    explained,
    imported,
    interventions,
    measures,
    organisation,
    planned,
    presented,
    results,
    scenario,
    studied,
)
from tests.planted.planting import Mistake

MISTAKES: Final[tuple[Mistake, ...]] = (
    *engines.MISTAKES,
    *interventions.MISTAKES,
    *organisation.MISTAKES,
    *scenario.MISTAKES,
    *measures.MISTAKES,
    *results.MISTAKES,
    *explained.MISTAKES,
    *presented.MISTAKES,
    *boards.MISTAKES,
    *planned.MISTAKES,
    *studied.MISTAKES,
    *imported.MISTAKES,
    *commands.MISTAKES,
)
"""All mistakes in the order of the published table."""

"""One known result: what theory says, where it comes from, how it is run, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.science.verdicts import Check


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of known results."""

    name: str
    law: str
    """What is known, with numbers."""
    source: str
    run: str
    """How the public engine is run for it."""
    tolerance: str
    measure: Callable[[], Check]
    slow: bool = False
    """Takes more than a few seconds."""

"""What every page of the app is made of: the parts that its callbacks work with."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.app.access import Access
    from simulation.app.opened import Opened, Sessions
    from simulation.app.pairs import PairedRuns
    from simulation.app.requests import LatestRequests
    from simulation.app.scenario_folder import FileText, ScenarioFolder
    from simulation.app.search import Searches
    from simulation.present.language import Language


@dataclass(frozen=True)
class AppParts:
    """The parts of an app, and the file that every page opens with."""

    pairs: PairedRuns
    requests: LatestRequests
    searches: Searches
    sessions: Sessions
    scenarios: ScenarioFolder
    access: Access
    first: FileText

    @property
    def language(self) -> Language:
        """The language of all pages."""
        return self.pairs.language

    def open(self, visitor: str, file: FileText) -> Opened:
        """Let a visitor have a file open.

        Raises:
            ScenarioError, InputError: it cannot be used.
        """
        from simulation.app.opened import opened

        found = opened(self.scenarios, file, self.pairs.limits)
        self.sessions.put(visitor, found)
        return found


Body = Callable[[AppParts, "Opened"], list[Any]]
"""What makes the page of what is open; those of its parts that open something else are given it."""


def attributes(**given: str) -> dict[str, Any]:
    """Return attributes of an element; names have - for _."""
    return {name.replace("_", "-"): value for name, value in given.items()}


def new_visitor() -> str:
    """Return a name for a visitor that nobody guesses."""
    return secrets.token_urlsafe(18)

"""Starts the app, and ends everything that it started."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from simulation.app.access import Access
from simulation.app.limits import OWN, SHARED
from simulation.app.opened import Sessions, opened
from simulation.app.pairs import PairedRuns
from simulation.app.processes import AppProcesses
from simulation.app.requests import LatestRequests
from simulation.app.scenario_folder import ScenarioFolder
from simulation.app.search import Searches
from simulation.results.errors import InputError, ResultsError

if TYPE_CHECKING:
    from simulation.present.language import Language

HERE: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class RunningApp:
    """An app that answers at an address, which holds its token where it needs one."""

    address: str


@contextmanager
def running(
    scenario: str, folder: Path, host: str | None, port: int, language: Language, workers: int
) -> Iterator[RunningApp]:
    """Let an app answer for as long as the block runs.

    ``host`` opens it to others: then a token, which is new every time, is needed, and what may be asked for is less.

    Raises:
        InputError: an extra is not installed, or the scenario lies in another folder.
        ScenarioError: the scenario cannot be used.
        ResultsError: the port is taken.
    """
    _check_installed()
    scenarios, limits = ScenarioFolder(folder), SHARED if host else OWN
    first = scenarios.read(scenario)
    opened(scenarios, first, limits)
    access = Access(secrets.token_urlsafe(24)) if host else Access()
    pairs = PairedRuns(AppProcesses(workers), language, limits)
    requests, searches = LatestRequests(pairs), Searches(pairs)
    try:
        from simulation.app.site.parts import AppParts
        from simulation.app.site.server import server, site

        app = site(AppParts(pairs, requests, searches, Sessions(limits.visitors), scenarios, access, first))
        answering = _listening(server, app, host or HERE, port)
        Thread(target=answering.run, daemon=True).start()
        query = f"?token={access.token}" if access.token else ""
        try:
            yield RunningApp(f"http://{host or HERE}:{port}/{query}")
        finally:
            answering.close()
    finally:
        searches.close()
        requests.close()
        pairs.close()


def _listening(server: Any, app: Any, host: str, port: int) -> Any:
    try:
        return server(app, host, port)
    except OSError as error:
        reason = error.strerror or error
        raise ResultsError(f"the app cannot answer at {host}:{port}: {reason}; choose another --port") from None


def _check_installed() -> None:
    try:
        import dash
        import waitress
    except ModuleNotFoundError as error:
        raise InputError(f"the app needs {error.name}: pip install 'wandel[app]'") from None
    del dash, waitress

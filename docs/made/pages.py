"""Which pages are made, and by what."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final

from docs.made import (
    assumed,
    companies,
    evidence,
    forecasts,
    kinds,
    kinds_evidence,
    limits,
    networks,
    odd,
    organisation,
    scale,
    site,
)
from simulation.cli.main import run

ROOT: Final = Path(__file__).parents[2]


def glossary() -> str:
    """Return docs/glossary.md, as `wandel glossary --markdown` prints it."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        run(["glossary", "--markdown"])
    return printed.getvalue()


def kinds_of_interventions() -> str:
    """Return docs/kinds.md: what kinds bring, and whether that is as unsure as what is known of them."""
    return f"{kinds.page()}\n{kinds_evidence.section()}\n"


PAGES: Final[dict[str, Callable[[], str]]] = {
    "docs/odd.md": odd.page,
    "docs/assumptions.md": assumed.page,
    "docs/evidence.md": evidence.page,
    "docs/limits.md": limits.page,
    "docs/kinds.md": kinds_of_interventions,
    "docs/scale.md": scale.page,
    "docs/organisation.md": organisation.page,
    "docs/companies.md": companies.page,
    "docs/networks.md": networks.page,
    "docs/forecasts.md": forecasts.page,
    "docs/glossary.md": glossary,
    "mkdocs.yml": site.config,
}
"""Every made page by its place in the repository."""

"""The command that says what a run is worth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins


def add_commands(app: typer.Typer) -> None:
    """Add this module's command to the command line."""
    app.command(value.__name__)(value)


def value(
    folder: Annotated[str, typer.Argument(metavar="RUN", help="Folder of a run, or a scenario for its newest run.")],
    out: Annotated[Path, typer.Option(help="Folder above the results of all scenarios.", **AS_PATH)] = Path("results"),
    plugins: Plugins = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")] = False,
) -> None:
    """Say what a run is worth: hours and money saved and spent, the net, and how sure one can be."""
    with guarded():
        from simulation.cli import request
        from simulation.cli.valuing import report_value

        report_value(request.finished_run(folder, out), as_json=as_json)

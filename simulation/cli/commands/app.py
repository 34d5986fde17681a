"""`wandel app`: a plan is tried out in a page, with the whole engine behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.guard import guarded
from simulation.cli.numbers import whole
from simulation.cli.options import LanguageOption
from simulation.cli.plugins import Plugins


def command(
    scenario: Annotated[
        str, typer.Argument(help="Scenario file in this folder, or name of a shipped scenario, to begin with.")
    ] = "small-demo",
    port: Annotated[int, typer.Option(help="Port of the page.", **whole(1, 65535))] = 8050,
    host: Annotated[
        str | None,
        typer.Option(help="Address under which others may come, too, with a token; this machine alone where left out."),
    ] = None,
    language: LanguageOption = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes that simulate; all cores where left out.", **whole(1, 1024))
    ] = None,
    plugins: Plugins = None,
) -> None:
    """Open a page on this machine in which a plan is tried out: levers, sketches at once, the whole in the background.

    Scenario files below the current folder can be opened, changed and saved. Ctrl-C ends it.
    """
    with guarded() as stop:
        from simulation.app.starting import running
        from simulation.cli.console import say
        from simulation.present.language import chosen
        from simulation.system.processes import cores

        with running(scenario, Path.cwd(), host, port, chosen(language), workers or cores()) as app:
            say(app.address)
            stop.wait()

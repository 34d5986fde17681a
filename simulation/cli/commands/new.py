"""`wandel new`: write a scenario to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.console import say
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins


def command(
    file: Annotated[Path, typer.Argument(help="File to write; it must not exist.", **AS_PATH)],
    extends: Annotated[
        str | None, typer.Option("--extends", metavar="BASE", help="Scenario file in the same folder to build on.")
    ] = None,
    plugins: Plugins = None,
) -> None:
    """Write a commented scenario to start from."""
    from simulation.scenario.starter import write_starter

    write_starter(file, extends)
    say(f"{file} written; `wandel validate {file}` checks it")

"""The option ``--plugin`` of commands: plugins are loaded for as long as a command works."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.paths import path
from simulation.scenario.keys import RULE

FAILED = 1
SET_HELP = f"Change a value; may be repeated. In KEY {RULE}."
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def _load(context: typer.Context, files: list[Path] | None) -> list[Path] | None:
    """Load the plugins for as long as the command works."""
    if files and not context.resilient_parsing:
        from simulation.plugin.loading import load_all, loaded, unload

        before = loaded()
        for plugin in load_all(files):
            if plugin not in before:
                context.call_on_close(lambda plugin=plugin: unload(plugin))
    return files


Plugins = Annotated[
    list[Path] | None,
    typer.Option(
        "--plugin",
        metavar="FILE",
        callback=_load,
        help="Python file with interventions of your own (runs its code); may be repeated.",
        parser=path,
    ),
]
"""The option; a command only has to take it, for plugins are loaded before it begins."""

"""`wandel schema`: print the JSON Schema of scenario files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.console import say
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins


def command(
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write; standard output where left out.", **AS_PATH)
    ] = None,
    plugins: Plugins = None,
) -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json

    from simulation.scenario.writing import json_schema
    from simulation.system.writing import write_text

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    if out is None:
        say(text)
    else:
        write_text(out, text + "\n")
        say(f"{out} written")

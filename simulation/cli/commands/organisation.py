"""`wandel organisation`: a scenario's organisation, its network, people and ties."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from simulation.cli.console import complain, say, say_json, show
from simulation.cli.guard import WRONG_INPUT
from simulation.cli.options import RESULTS, AsJson, Changes, People
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import Plugins

MOST_IN_GRAPHML: Final = 50_000
"""People in a GraphML file: this many take about 1.3 GB of memory and 65 MB on disk."""


def command(
    scenario: Annotated[str, typer.Argument(help="Scenario file, or name of a shipped scenario.")],
    changes: Changes = None,
    people: People = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write to; results/SCENARIO/organisation where left out.", **AS_PATH)
    ] = None,
    graphml: Annotated[
        Path | None,
        typer.Option(
            help=f"Also write a GraphML file, for network programs (up to {MOST_IN_GRAPHML:,} people).", **AS_PATH
        ),
    ] = None,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Make a scenario's organisation, describe its network, and store people and ties."""
    from simulation.cli import request
    from simulation.cli.terminal import console
    from simulation.present.printed.organisation import organisation_blocks
    from simulation.results.organisation import is_private, measured, store, store_graphml
    from simulation.scenario.changes import asked

    chosen = request.scenario(scenario, asked(changes or [], people=people))
    _check_graph(chosen.organisation.people, graphml)
    if graphml is not None and is_private(chosen):
        complain("--graphml: the organisation is private; its people and ties are not written")
        raise typer.Exit(WRONG_INPUT)
    with console(error=True).status(f"{chosen.organisation.people:,} people: ties, shortest paths ..."):
        found = measured(chosen)
    if graphml is not None:
        store_graphml(found, graphml)
    folder = out or RESULTS / chosen.name / "organisation"
    document = store(found, folder, graphml)
    if as_json:
        say_json(document)
        return
    show(organisation_blocks(found))
    for file in document["files"].values():
        say(f"Written: {file}")


def _check_graph(people: int, graphml: Path | None) -> None:
    """Leave before any work where the file cannot be written or would be too large to be of use."""
    if graphml is None:
        return
    if graphml.is_dir():
        complain(f"--graphml: {graphml} is a folder; give the name of a file")
        raise typer.Exit(WRONG_INPUT)
    if people > MOST_IN_GRAPHML:
        complain(
            f"--graphml: {people:,} people are too many for GraphML, {MOST_IN_GRAPHML:,} are possible; take fewer "
            "with --people, or read the ties from ties.parquet, which is written without --graphml"
        )
        raise typer.Exit(WRONG_INPUT)

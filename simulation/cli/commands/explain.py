"""`wandel explain`: explain a name or a term."""

from __future__ import annotations

from typing import Annotated

import typer

from simulation.cli.console import say, say_json, table
from simulation.cli.entries import command_entries
from simulation.cli.options import PrintJson
from simulation.cli.plugins import Plugins


def command(
    context: typer.Context,
    name: Annotated[
        list[str],
        typer.Argument(
            help="A parameter, setting, intervention, effect channel, measure, counter, state, rule, column, source, "
            "command, symbol, or a word of the glossary in English or German."
        ),
    ],
    plugins: Plugins = None,
    as_json: PrintJson = False,
) -> None:
    """Explain a name or a term: meaning, equation, unit, bounds, default, prior, source, confidence."""
    from simulation.catalogue.explaining import explained

    found = explained(" ".join(name), command_entries(context))
    if as_json:
        say_json([{"name": e.name, "what": e.what, "meaning": e.meaning, **e.facts} for e in found.entries])
        return
    for entry in found.entries:
        table(f"{entry.name} ({entry.what})", ("", " "), [("meaning", entry.meaning), *entry.facts.items()])
    if found.further:
        say("see also: " + ", ".join(f"{entry.name} ({entry.what})" for entry in found.further))

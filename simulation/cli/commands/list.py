"""`wandel list`: list scenarios, interventions, parameters and measures."""

from __future__ import annotations

from simulation.cli.console import say_json, table
from simulation.cli.options import PrintJson
from simulation.cli.plugins import Plugins


def command(plugins: Plugins = None, as_json: PrintJson = False) -> None:
    """List scenarios, interventions, parameters and measures."""
    from simulation.catalogue.declared import listing

    headings = listing()
    if as_json:
        say_json(headings)
        return
    for heading, names in headings.items():
        if names:
            table(heading, ("", " "), names.items())

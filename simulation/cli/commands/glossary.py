"""`wandel glossary`: list the words of the field."""

from __future__ import annotations

from typing import Annotated

import typer

from simulation.cli.console import say, say_json, table
from simulation.cli.entries import command_entries
from simulation.cli.options import PrintJson


def command(
    context: typer.Context,
    as_json: PrintJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page docs/glossary.md.")] = False,
) -> None:
    """List the words of the field: English, German, meaning, and names in the software."""
    from simulation.catalogue.explaining import glossary as terms_by_theme
    from simulation.catalogue.explaining import glossary_page

    commands = command_entries(context)
    if markdown:
        say(glossary_page(commands).rstrip("\n"))
        return
    themes = terms_by_theme(commands)
    if as_json:
        say_json(
            [
                {
                    "term": term.name,
                    "german": term.german,
                    "symbol": term.symbol,
                    "also": term.also,
                    "meaning": term.definition,
                    "names": names,
                    "theme": theme,
                }
                for theme, terms in themes.items()
                for term, names in terms
            ]
        )
        return
    for theme, terms in themes.items():
        table(theme, ("term", "German", "meaning"), [(t.name, t.german, t.definition) for t, _ in terms])

"""Commands about words: explain any name or term, list the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulation.cli.console import say, say_json, table
from simulation.cli.plugins import Plugins

if TYPE_CHECKING:
    from simulation.catalogue.entry import Entry

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands to the command line."""
    for command in (explain, glossary):
        app.command(command.__name__)(command)


def explain(
    context: typer.Context,
    name: Annotated[
        list[str],
        typer.Argument(
            help="A parameter, setting, intervention, effect channel, measure, counter, state, rule, column, source, "
            "command, symbol, or a word of the glossary in English or German."
        ),
    ],
    plugins: Plugins = None,
    as_json: AsJson = False,
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


def glossary(
    context: typer.Context,
    as_json: AsJson = False,
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


def command_entries(context: typer.Context) -> list[Entry]:
    """Return an entry for every command: what it does, its arguments and options."""
    from simulation.catalogue.entry import Entry

    group: Any = context.find_root().command
    return [
        Entry(
            name, "command", (command.help or "").split("\n")[0], {_shown(each): each.help for each in command.params}
        )
        for name, command in group.commands.items()
    ]


def _shown(parameter: Any) -> str:
    """Return an argument or option as one types it."""
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.name.upper())

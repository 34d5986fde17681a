"""What `wandel explain` knows of the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from simulation.catalogue.entry import Entry


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

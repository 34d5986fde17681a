"""The option ``--plugin`` of commands, and the command that checks a plugin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from simulation.cli.console import say, say_json, table
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


def add_commands(app: typer.Typer) -> None:
    """Add this module's command to the command line."""
    app.command("check-plugin")(check_plugin)


def check_plugin(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Python file with interventions (runs its code).", parser=path)
    ],
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Setting of the intervention to check with; may be repeated."),
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Check this kind only; all of the file where left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Try a plugin's interventions in a small company: do they keep to what every intervention keeps to."""
    from simulation.plugin.checking import check
    from simulation.plugin.loading import load, loaded, unload

    before = loaded()
    plugin = load(file)
    try:
        found = check(plugin, changes or [], kind)
    finally:
        if plugin not in before:
            unload(plugin)
    if as_json:
        say_json(
            {
                "file": str(file),
                "sha256": plugin.sha256,
                "passes": all(each.passes for each in found),
                "kinds": {name: [_as_dict(each) for each in found if each.kind == name] for name in plugin.kinds},
            }
        )
    else:
        _show(found)
    if not all(each.passes for each in found):
        raise typer.Exit(FAILED)


def _as_dict(finding: Any) -> dict[str, Any]:
    return {"rule": finding.rule, "passes": finding.passes, "message": finding.message, "meaning": finding.meaning}


def _show(found: list[Any]) -> None:
    for kind in dict.fromkeys(each.kind for each in found):
        mine = [each for each in found if each.kind == kind]
        rows = [("pass" if each.passes else "FAIL", each.rule, each.message or each.meaning) for each in mine]
        table(kind, ("", "rule", "what it means, or what is wrong"), rows)
        failed = sum(not each.passes for each in mine)
        say(f"{kind}: {failed} of {len(mine)} rules are not kept" if failed else f"{kind}: keeps all {len(mine)} rules")

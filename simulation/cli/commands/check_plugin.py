"""`wandel check-plugin`: do a plugin's interventions keep to what every intervention keeps to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from simulation.cli.console import say, say_json, table
from simulation.cli.guard import FAILED
from simulation.cli.options import PrintJson
from simulation.cli.paths import path


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Python file with interventions (runs its code).", parser=path)
    ],
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Setting of the intervention to check with; may be repeated."),
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Check this kind only; all of the file where left out.")] = None,
    as_json: PrintJson = False,
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


def _show(checks: list[Any]) -> None:
    for kind in dict.fromkeys(each.kind for each in checks):
        mine = [each for each in checks if each.kind == kind]
        rows = [("pass" if each.passes else "FAIL", each.rule, each.message or each.meaning) for each in mine]
        table(kind, ("", "rule", "what it means, or what is wrong"), rows)
        failed = sum(not each.passes for each in mine)
        say(f"{kind}: {failed} of {len(mine)} rules are not kept" if failed else f"{kind}: keeps all {len(mine)} rules")

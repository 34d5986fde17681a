"""The commands that take a company's own tables: a draft of a mapping, and the import itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from simulation.cli.console import complain, say, say_json
from simulation.cli.options import AsJson
from simulation.cli.paths import AS_PATH

if TYPE_CHECKING:
    from simulation.scenario.problems import ScenarioError

REFUSED = 1
MAPPING = "mapping"


class _MappingByDefault(TyperGroup):
    """Takes what is no command for the mapping to import."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front of a mapping."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [MAPPING, *args]
        return super().parse_args(ctx, args)


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands to the command line."""
    group = typer.Typer(
        cls=_MappingByDefault,
        no_args_is_help=True,
        rich_markup_mode=None,
        help="Import a company's own tables: `wandel import draft FILE...`, then `wandel import MAPPING`.",
    )
    group.command("draft")(draft)
    group.command(MAPPING)(mapping)
    app.add_typer(group, name="import")


def mapping(
    file: Annotated[str, typer.Argument(metavar="MAPPING", help="Mapping file, as `wandel import draft` writes it.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder to write; named after the mapping where left out.", **AS_PATH)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only check, and say what would be written.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check tables by a mapping, then write the organisation, a scenario and a report: whole or not at all."""
    from simulation.importing.findings import Findings
    from simulation.importing.importing import read_import, write_import
    from simulation.importing.report import report_text
    from simulation.scenario.problems import ScenarioError
    from simulation.system.names import given_path

    path = given_path(file)
    folder = out or path.with_name(f"{path.stem}-imported")
    findings = Findings()
    try:
        found = read_import(path, file, findings)
        if not check:
            write_import(found, folder)
    except ScenarioError as error:
        _refused(error, findings.notes, as_json)
        raise typer.Exit(REFUSED) from None
    if as_json:
        say_json(found.document | {"valid": True, "folder": None if check else str(folder)})
        return
    say(report_text(found.document))
    say("Nothing was written (--check)." if check else f"Written: {folder}; `wandel run {folder / 'scenario.yaml'}`")


def _refused(error: ScenarioError, notes: list[str], as_json: bool) -> None:
    """Say why an import is refused, and what was decided until then."""
    if not as_json:
        complain(str(error))
        for note in notes:
            complain(f"note: {note}")
        complain("Nothing was written.")
        return
    names = ("file", "line", "key", "message")
    problems = [{name: getattr(each, name) for name in names} for each in error.problems]
    say_json({"valid": False, "problems": problems, "notes": notes})


def draft(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Tables: CSV, Excel or Parquet.")],
    out: Annotated[Path, typer.Option(help="Mapping to write; it must not exist.", **AS_PATH)] = Path("mapping.yaml"),
    as_json: AsJson = False,
) -> None:
    """Look at headers and up to 1,000 rows, and write a commented mapping; what is not sure stays '?'."""
    from simulation.importing.drafting import write_draft
    from simulation.scenario.problems import ScenarioError

    try:
        n_open = write_draft(files, out)
    except ScenarioError as error:
        _refused(error, [], as_json)
        raise typer.Exit(REFUSED) from None
    if as_json:
        say_json({"file": str(out), "open": n_open})
        return
    questions = f"{n_open} answer(s) are needed where it says '?'; then " if n_open else ""
    say(f"{out} written; {questions}`wandel import {out} --check`")

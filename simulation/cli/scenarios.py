"""Commands about scenario files and the names in them: validate, schema, new, list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulation.cli.console import complain, say, say_json, table
from simulation.cli.paths import AS_PATH
from simulation.cli.plugins import SET_HELP, Plugins

if TYPE_CHECKING:
    from simulation.scenario.problems import Problem

WRONG_INPUT = 2
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands to the command line."""
    for command in (validate, schema, new, list_):
        app.command(command.__name__.rstrip("_"))(command)


def validate(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Scenario files, or names of shipped scenarios.")
    ],
    changes: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help=SET_HELP)] = None,
    resolved: Annotated[bool, typer.Option("--resolved", help="Print each scenario with every default.")] = False,
    plugins: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Check scenario files; name every problem with its line."""
    from simulation.scenario.remarks import remarks
    from simulation.scenario.writing import resolved_yaml

    reports: list[dict[str, Any]] = []
    for file in files:
        scenario, problems = _check(file, changes or [])
        notes = [] if scenario is None else remarks(scenario)
        found = [_as_dict(each) for each in problems]
        reports.append({"file": file, "valid": not problems, "problems": found, "notes": notes})
        if as_json:
            continue
        for problem in problems:
            complain(str(problem))
        if scenario is not None:
            say(resolved_yaml(scenario) if resolved else _summary(file, scenario))
        for note in notes:
            complain(f"note: {file}: {note}")
    if as_json:
        say_json(reports)
    if not all(report["valid"] for report in reports):
        raise typer.Exit(WRONG_INPUT)


def _check(file: str, changes: list[str]) -> tuple[Any, tuple[Problem, ...]]:
    from simulation.scenario.loading import load
    from simulation.scenario.overriding import override
    from simulation.scenario.places import resolve_path
    from simulation.scenario.problems import ScenarioError
    from simulation.scenario.selection import check_file

    try:
        path = resolve_path(file)
        scenario = override(load(path), changes)
        check_file(scenario, path)
        return scenario, ()
    except ScenarioError as error:
        return None, error.problems


def _as_dict(problem: Problem) -> dict[str, str | int]:
    names = ("file", "line", "column", "key", "message")
    return {name: getattr(problem, name) for name in names}


def _summary(file: str, scenario: Any) -> str:
    from simulation.present.words import size_of

    run, people = scenario.run, size_of(scenario)
    return (
        f"{file}: valid: {scenario.name}, {people}, {run.weeks} weeks from {run.start}, "
        f"{run.replicates} replicates, {len(scenario.interventions)} interventions"
    )


def schema(
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write; standard output where left out.", **AS_PATH)
    ] = None,
    plugins: Plugins = None,
) -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json

    from simulation.scenario.writing import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    if out is None:
        say(text)
    else:
        out.write_text(text + "\n", encoding="utf-8")
        say(f"{out} written")


def new(
    file: Annotated[Path, typer.Argument(help="File to write; it must not exist.", **AS_PATH)],
    extends: Annotated[
        str | None, typer.Option("--extends", metavar="BASE", help="Scenario file in the same folder to build on.")
    ] = None,
    plugins: Plugins = None,
) -> None:
    """Write a commented scenario to start from."""
    from simulation.scenario.starter import write_starter

    write_starter(file, extends)
    say(f"{file} written; `wandel validate {file}` checks it")


def list_(plugins: Plugins = None, as_json: AsJson = False) -> None:
    """List scenarios, interventions, parameters and measures."""
    from simulation.catalogue.declared import listing

    headings = listing()
    if as_json:
        say_json(headings)
        return
    for heading, names in headings.items():
        if names:
            table(heading, ("", " "), names.items())

"""`wandel validate`: check scenario files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulation.cli.console import complain, say, say_json
from simulation.cli.guard import WRONG_INPUT
from simulation.cli.options import Changes, PrintJson
from simulation.cli.plugins import Plugins

if TYPE_CHECKING:
    from simulation.scenario.problems import Problem


def command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Scenario files, or names of shipped scenarios.")
    ],
    changes: Changes = None,
    resolved: Annotated[bool, typer.Option("--resolved", help="Print each scenario with every default.")] = False,
    plugins: Plugins = None,
    as_json: PrintJson = False,
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
    from simulation.scenario.changes import asked
    from simulation.scenario.loading import load
    from simulation.scenario.places import resolve_path
    from simulation.scenario.problems import ScenarioError
    from simulation.scenario.selection import check_file

    try:
        path = resolve_path(file)
        scenario = load(path, asked(changes))
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

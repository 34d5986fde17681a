"""From a study file to a study; everything that is wrong is named with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import ValidationError

from simulation.scenario.document import parse, read_text
from simulation.scenario.inheritance import plain_file
from simulation.scenario.loading import load
from simulation.scenario.messages import node_at, problem_at, problems_of
from simulation.scenario.overriding import override
from simulation.scenario.places import SUFFIXES, find_scenarios
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.tree import Leaf, Mark, Table, plain
from simulation.scenario.yaml_text import text_of
from simulation.studies.design.space import Space
from simulation.studies.file.asking import asked_wrongly
from simulation.studies.file.information import information_wrongly, needed
from simulation.studies.file.listed import chosen_points
from simulation.studies.file.readings import misreadable
from simulation.studies.file.settings import SEARCHES, StudySettings
from simulation.studies.file.study import Study
from simulation.studies.store.keep import Keep, measures_of
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.design.varied import Finding


def load_study(path: str | Path, out: Path = Path("results")) -> Study:
    """Return the study in a file; its runs and tables go below ``out``.

    Raises:
        ScenarioError: with everything that is wrong: in the file, in its scenarios, in the table of its points.
    """
    shown, place = str(path), Path(path)
    problems: list[Problem] = []
    tree = parse(read_text(place, shown), shown, problems)
    data = plain(tree)
    settings = _settings(tree, data, problems)
    scenarios = _scenarios(tree, data, place, problems)
    space: Space | None = None
    if scenarios:
        space, wrong = Space.checked(scenarios, data["vary"] if isinstance(data.get("vary"), dict) else {})
        problems += [problem_at(tree, ("vary", *found), message) for found, message in wrong]
    misread = list(misreadable(tree, scenarios))
    if settings is None or space is None:
        raise ScenarioError(_alone(misread, problems))
    if settings.search:
        problems += [problem_at(tree, found, message) for found, message in asked_wrongly(settings, space, tree)]
        if misread or problems:
            raise ScenarioError(_alone(misread, problems))
        return Study(settings, space, np.zeros((0, len(space.dimensions))), Keep(), place, out)
    problems += [problem_at(tree, found, message) for found, message in information_wrongly(settings, space)]
    problems += [
        problem_at(tree, (key,), f"is empty; write {key}: {{}} to ask with what is usual")
        for key in (*SEARCHES, "information")
        if key in data and data[key] is None
    ]
    keep = _keep(settings, space, is_sound=not problems)
    problems += [problem_at(tree, found, message) for found, message in _kept_wrongly(settings, space, keep)]
    points = chosen_points(settings, space, tree, place, problems)
    if misread or problems:
        raise ScenarioError(_alone(misread, problems))
    return Study(settings, space, points, keep, place, out)


def _settings(tree: Table, data: dict[str, Any], problems: list[Problem]) -> StudySettings | None:
    try:
        return StudySettings.model_validate_json(json.dumps(data, ensure_ascii=False, allow_nan=False), strict=True)
    except ValidationError as error:
        problems += problems_of(error, StudySettings, tree)
        return None


def _scenarios(tree: Table, data: dict[str, Any], path: Path, problems: list[Problem]) -> dict[str, Scenario]:
    """Return the scenarios by name, with the changes that the study makes to all; none where one cannot be used."""
    found: dict[str, Scenario] = {}
    listed = data.get("scenarios")
    n_problems = len(problems)
    for number, name in enumerate(listed if isinstance(listed, list) else ()):
        place = ("scenarios", number)
        file = _file_of(name, path) if isinstance(name, str) else None
        if file is None:
            beside = [each.name for suffix in SUFFIXES for each in sorted(path.parent.glob(f"[!.]*{suffix}"))[:200]]
            message = unknown(
                "scenario", str(name), [*find_scenarios(), *(each for each in beside if each != path.name)]
            )
            problems.append(problem_at(tree, place, message))
            continue
        try:
            scenario = _changed(load(file), data.get("set"), tree, problems)
        except ScenarioError as error:
            problems += error.problems
            continue
        if scenario.name in found:
            problems.append(problem_at(tree, place, f"a scenario named {scenario.name} is there already"))
        found[scenario.name] = scenario
    return {} if len(problems) > n_problems else found


def _file_of(name: str, path: Path) -> Path | None:
    """Return the file of a shipped scenario, or of one beside the study."""
    shipped = find_scenarios().get(name)
    if shipped is not None:
        return shipped
    beside = plain_file(Leaf(Mark(""), name), SUFFIXES)
    return path.parent / beside if beside is not None and (path.parent / beside).is_file() else None


def _changed(scenario: Scenario, changes: Any, tree: Table, problems: list[Problem]) -> Scenario:
    """Return a scenario as the study changes it; adds what cannot be changed so."""
    found = scenario
    for key, value in changes.items() if isinstance(changes, dict) else ():
        node = node_at(tree, ("set", key))
        text = node.text if isinstance(node, Leaf) and node.text else text_of(value)
        try:
            found = override(found, [f"{key}={text}"])
        except ScenarioError as error:
            problems += [problem_at(tree, ("set", key), each.message) for each in error.problems]
    return found


def _alone(first: list[Problem], others: list[Problem]) -> list[Problem]:
    """Return problems of both lists, those of the second only where the first has none with the same key."""
    keys = {each.key for each in first}
    return [*first, *(each for each in others if each.key not in keys)]


def _keep(settings: StudySettings, space: Space, *, is_sound: bool) -> Keep:
    """Return what is kept: what the study says, and what its question needs beside it."""
    asked = settings.keep
    if settings.information is None or not is_sound:
        return Keep(measures_of(space.scenarios[space.base], asked.measures), asked.weeks, asked.silos)
    least = needed(settings.information, space.scenarios)
    weeks = tuple(sorted({*least.weeks, *(asked.weeks or ())})) if least.weeks else None
    return Keep(tuple(dict.fromkeys([*asked.measures, *least.measures])), weeks, asked.silos or least.silos)


def _kept_wrongly(settings: StudySettings, space: Space, keep: Keep) -> Iterator[Finding]:
    """Find what is to be kept, or looked at, that the runs do not have."""
    lengths = {each.run.weeks for each in space.scenarios.values()}
    for message in keep.problems(min(lengths)):
        yield ("keep",), message
    if settings.against is not None:
        yield from _pairs(settings.against, space)
        if keep.weeks is None and len(lengths) > 1:
            yield ("against",), "the scenarios are not equally long: state keep.weeks, in which they are compared"
    until = settings.until
    if until is None:
        return
    if until.measure not in keep.measures:
        yield ("until", "measure"), unknown("kept measure", until.measure, keep.measures)
    weeks = keep.weeks or range(min(lengths))
    if until.week is not None and until.week not in weeks:
        yield ("until", "week"), f"must be a week that is kept, not {until.week}"
    if until.most < settings.replicates:
        yield ("until", "most"), f"must be at least the {settings.replicates} replicates to begin with"


def _pairs(against: Mapping[str, Any], space: Space) -> Iterator[Finding]:
    for key, value in against.items():
        if not isinstance(value, str | int | float | bool):
            yield ("against", key), "must be a single value"
            continue
        yield from ((("against", key), message.removeprefix(f"{key}: ")) for message in space.check({key: value}))

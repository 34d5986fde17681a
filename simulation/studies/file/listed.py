"""The points of a study: those of its design, or those that a table lists."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulation.scenario.document import read_text
from simulation.scenario.messages import problem_at
from simulation.scenario.problems import MOST_PROBLEMS, Problem, ScenarioError
from simulation.scenario.scalars import resolve
from simulation.scenario.tree import Table
from simulation.studies.design.designs import MOST_POINTS, Design
from simulation.studies.file.chosen_design import Grid
from simulation.studies.file.readings import has_two_readings
from simulation.studies.file.settings import StudySettings
from simulation.words.numerals import both_readings

if TYPE_CHECKING:
    from simulation.studies.design.points import Values
    from simulation.studies.design.space import Space

Points = Design | Sequence["Values"]


def chosen_points(settings: StudySettings, space: Space, tree: Table, path: Path, problems: list[Problem]) -> Points:
    """Return the points of a study; adds what is wrong with them to ``problems``."""
    if settings.points is not None and settings.design is not None:
        problems.append(problem_at(tree, ("points",), "give points or a design, not both"))
    elif settings.points is not None:
        return _from_table(settings.points, space, tree, path, problems)
    elif message := _design_problem(settings, space):
        problems.append(problem_at(tree, ("design",), message))
    elif not problems:
        return (settings.design or Grid(kind="grid")).made(space)
    return np.zeros((0, len(space.dimensions)))


def _design_problem(settings: StudySettings, space: Space) -> str:
    """Return why a design cannot be made for what is varied; empty where it can."""
    n, asked = len(space.dimensions), settings.design
    if asked is None:
        without = [each.key for each in space.dimensions if each.way != "levels"]
        return f"is missing: without levels, {', '.join(without[:5])} can take any value" if without else ""
    if n == 0:
        return "has nothing to vary: state it under vary, or leave the design out"
    size = asked.size(space)
    return f"has {size:,} points; at most {MOST_POINTS:,} are possible" if size > MOST_POINTS else ""


def _from_table(name: str, space: Space, tree: Table, path: Path, problems: list[Problem]) -> Points:
    """Return the points of a CSV file beside the study; a line is a point, an empty cell leaves a value as it is."""
    file = path.parent / name
    if Path(name).name != name or not file.is_file():
        problems.append(problem_at(tree, ("points",), f"there is no file {name} beside this one"))
        return []
    shown, found = str(file), []
    try:
        lines = csv.reader(read_text(file, shown).splitlines())
        keys = [cell.strip() for cell in next(lines, [])]
        for cells in lines:
            if not cells:
                continue
            values, wrong = _values(keys, cells, space)
            problems += [Problem(shown, lines.line_num, 0, key, message) for key, message in wrong]
            if len(problems) > MOST_PROBLEMS:
                return []
            found.append(values)
    except ScenarioError as error:
        problems += error.problems
    except csv.Error as error:
        problems.append(Problem(shown, 0, 0, "", f"is not valid CSV: {error}"))
    if not found and not problems:
        problems.append(Problem(shown, 0, 0, "", "has no points: keys in the first line, then a line for each point"))
    return found


def _values(keys: list[str], cells: list[str], space: Space) -> tuple[Values, list[tuple[str, str]]]:
    """Return the values of a line, and what is wrong with them by key."""
    if len(cells) != len(keys):
        return {}, [("", f"has {len(cells)} cells; the first line has {len(keys)}")]
    values, wrong = {}, []
    for key, cell in zip(keys, cells, strict=True):
        try:
            value = resolve(cell.strip())
        except ValueError as error:
            wrong.append((key, str(error)))
            continue
        if has_two_readings(key, cell.strip(), space.scenarios):
            wrong.append((key, both_readings(cell.strip())))
        elif isinstance(value, str | int | float | bool):
            values[key] = value
            wrong += [(key, text.removeprefix(f"{key}: ")) for text in space.check({key: value})]
    return values, wrong

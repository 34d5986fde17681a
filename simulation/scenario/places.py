"""Where the shipped scenarios are, and what a name or path on the command line means."""

from __future__ import annotations

from pathlib import Path

from simulation.scenario.document import parse, read_text
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.tree import Leaf
from simulation.system.names import given_path
from simulation.words.nearest import unknown

PACKAGE = Path(__file__).resolve().parent.parent
SUFFIXES = (".yaml", ".yml")


def scenario_folder() -> Path:
    """Return the folder of the shipped scenarios: inside an installed package, else of the source checkout."""
    installed = PACKAGE / "_scenarios"
    return installed if installed.is_dir() else PACKAGE.parent / "scenarios"


def find_scenarios() -> dict[str, Path]:
    """Return the shipped scenarios by name, in alphabetical order."""
    folder = scenario_folder()
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return {path.stem: path for path in files if path.is_file()}


def resolve_path(wanted: str) -> Path:
    """Return the file that a path or the name of a shipped scenario means; `ScenarioError` lists what there is."""
    shipped = find_scenarios()
    if wanted in shipped:
        return shipped[wanted]
    path = given_path(wanted)
    try:
        if path.is_file():
            return path
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        raise ScenarioError([Problem(wanted, 0, 0, "", "is a folder, not a scenario file")])
    beside = [each.name for suffix in SUFFIXES for each in _siblings(path, suffix)]
    message = f"there is no such file; {unknown('scenario', path.name or wanted, [*shipped, *beside])}"
    raise ScenarioError([Problem(wanted[:200], 0, 0, "", message)])


def _siblings(path: Path, suffix: str) -> list[Path]:
    try:
        return sorted(path.parent.glob(f"[!.]*{suffix}"))[:200]
    except (OSError, ValueError):
        return []


def scenario_titles() -> dict[str, str]:
    """Return the titles of the shipped scenarios by name, without validating them."""
    return {name: _title(path) for name, path in find_scenarios().items()}


def _title(path: Path) -> str:
    try:
        title = parse(read_text(path, path.name), path.name, []).get("title")
    except ScenarioError:
        return "cannot be read; `wandel validate` says why"
    return str(title.value) if isinstance(title, Leaf) else ""

"""Whether the plugins of a run are there, and are those that it was made with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulation.interventions import all_kinds
from simulation.plugin.loading import SHOWN, PluginError, loaded
from simulation.results import manifest as manifests
from simulation.results.errors import ResultsError
from simulation.results.manifest import Manifest, PluginRecord
from simulation.scenario.problems import Problem


def check_plugins(record: Manifest, where: str) -> None:
    """Check that every plugin of a run is loaded and has not changed.

    Raises:
        PluginError: one is missing or has another content; says which one.
    """
    problems = [_problem(plugin, where) for plugin in record.plugins if not _is_there(plugin)]
    if problems:
        raise PluginError(problems)


def _is_there(wanted: PluginRecord) -> bool:
    return any(plugin.sha256 == wanted.sha256 for plugin in loaded())


def _problem(wanted: PluginRecord, where: str) -> Problem:
    names, version = ", ".join(wanted.kinds), wanted.sha256[:SHOWN]
    here = next((each for each in loaded() if set(each.kinds) & set(wanted.kinds)), None)
    if here is None:
        clash = " without the one that is loaded under its name" if set(wanted.kinds) & set(all_kinds()) else ""
        message = f"was run with the plugin {wanted.name} ({names}; SHA-256 {version}...): give it by --plugin{clash}"
    else:
        message = (
            f"was run with {wanted.name} (SHA-256 {version}...), but {here.name} is another version of {names} "
            f"(SHA-256 {here.sha256[:SHOWN]}...): give the one that it was run with, or run again"
        )
    return Problem(where, 0, 0, "", message)


def other_versions(folder: Path, ours: Manifest) -> list[str]:
    """Return sentences about runs beside a folder that differ from it in nothing but the version of a plugin."""
    found: list[str] = []
    if not ours.plugins:
        return found
    for path in sorted(folder.parent.glob(f"*/{manifests.FILE}")):
        theirs = _read(path.parent)
        if theirs is None or path.parent == folder or not _differs_in_plugins_only(ours, theirs):
            continue
        state = "complete" if theirs.status == "complete" else "interrupted"
        versions = ", ".join(f"{each.name} {each.sha256[:SHOWN]}..." for each in theirs.plugins)
        found.append(f"There is a {state} run with another version of the plugin ({versions}): {path.parent}")
    return found


def _read(folder: Path) -> Manifest | None:
    try:
        return manifests.read(folder)
    except (ResultsError, OSError):
        return None


def _differs_in_plugins_only(ours: Manifest, theirs: Manifest) -> bool:
    return _same(ours, theirs, ("scenario_hash", "source_hash", "engine")) and ours.plugins != theirs.plugins


def _same(ours: Manifest, theirs: Manifest, names: Sequence[str]) -> bool:
    return all(getattr(ours, name) == getattr(theirs, name) for name in names)

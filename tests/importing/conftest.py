"""Tables for imports: the cases beside this file, copied to where they may be written to, and a way to import them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from simulation.importing.findings import Findings
from simulation.importing.importing import read_import, write_import
from simulation.scenario.problems import ScenarioError

CASES = Path(__file__).parent / "cases"


class Import:
    """One import of some tables in a folder: what came out, what was said, what refused it."""

    def __init__(self, folder: Path, mapping: dict[str, Any]) -> None:
        self.folder = folder
        path = folder / "mapping.yaml"
        path.write_text(json.dumps(mapping), encoding="utf-8")  # JSON is YAML
        findings = Findings()
        self.problems: tuple[Any, ...] = ()
        try:
            self.found = read_import(path, "mapping.yaml", findings)
            write_import(self.found, folder / "out")
        except ScenarioError as error:
            self.problems = error.problems
        self.notes = findings.notes

    @property
    def report(self) -> dict[str, Any]:
        """The report of an import that was not refused."""
        assert self.problems == ()
        return self.found.document

    @property
    def manager(self) -> list[int]:
        """Managers as numbers of people."""
        return self.found.standing.manager.tolist()

    def refused(self, key: str = "") -> Any:
        """The one problem, of a key."""
        (problem,) = [each for each in self.problems if key in each.key]
        return problem


@pytest.fixture
def case(tmp_path):
    """Import a case by its name and the settings of its table of people, with what else the mapping says."""

    def run(name: str, people: dict[str, Any] | None, **more: Any) -> Import:
        folder = tmp_path / name
        shutil.copytree(CASES / name, folder, dirs_exist_ok=True)
        return Import(folder, {**({"people": people} if people else {}), **more})

    return run


@pytest.fixture
def table(tmp_path):
    """Import a table that is written here as text, or several by their names."""

    def run(text: str | bytes, people: Any, **more: Any) -> Import:
        content = text if isinstance(text, bytes) else text.encode()
        (tmp_path / "people.csv").write_bytes(content)
        tables = people if isinstance(people, list) else {"file": "people.csv", **people}
        return Import(tmp_path, {"people": tables, **more})

    return run

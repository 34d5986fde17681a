"""The folder that the app was started in: scenario files in it, and nothing else, can be opened and saved."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulation.results.errors import InputError
from simulation.scenario.document import parse, read_text
from simulation.scenario.places import SUFFIXES, find_scenarios
from simulation.scenario.tree import Leaf, Table
from simulation.system.writing import write_bytes
from simulation.words.nearest import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART: Final = re.compile(r"[^\W.][\w .()+-]{0,119}")
_DEEPEST: Final = 8
MOST_FILES: Final = 500


@dataclass(frozen=True, slots=True)
class FileText:
    """A scenario file: where it lies, its text, and what tells whether it was changed since."""

    name: str
    path: Path
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return digest_of(self.text)


def digest_of(text: str) -> str:
    """Return what tells one text of a file from another."""
    return hashlib.sha256(text.encode()).hexdigest()


class ScenarioFolder:
    """Scenario files below a folder, named by their way from it, and the shipped scenarios by their names."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def names(self) -> list[str]:
        """Return what can be opened: files first, then shipped scenarios."""
        return [*sorted(self._files())[:MOST_FILES], *find_scenarios()]

    def _files(self) -> Iterator[str]:
        for path in self.root.glob("*"):
            yield from self._named(path)
        for path in self.root.glob("scenarios/*"):
            yield from self._named(path)

    def _named(self, path: Path) -> Iterator[str]:
        name = path.relative_to(self.root).as_posix()
        if path.suffix in SUFFIXES and path.is_file() and self._inside(name) is not None:
            yield name

    def path_of(self, name: str) -> Path:
        """Return the file that a name means, whether it is there or not.

        Raises:
            InputError: it is no name of a scenario file in the folder.
        """
        found = self._inside(name)
        if found is None:
            raise InputError(f"{quoted(name)} is no scenario file in this folder; a name such as plan.yaml is")
        return found

    def _inside(self, name: str) -> Path | None:
        """Return the path of a name, None where it leads anywhere but to a scenario file below the folder."""
        parts = name.split("/")
        plain = len(parts) <= _DEEPEST and all(_PART.fullmatch(part) for part in parts)
        if not plain or not name.endswith(SUFFIXES):
            return None
        path = self.root.joinpath(*parts)
        try:
            is_own = path.resolve() == path
        except (OSError, RuntimeError, ValueError):
            return None
        return path if is_own else None

    def read(self, name: str) -> FileText:
        """Return a file, or a shipped scenario.

        Raises:
            InputError: there is no such name here, or what the file refers to lies elsewhere.
            ScenarioError: it cannot be read.
        """
        shipped = find_scenarios()
        if name in shipped:
            return FileText(name, shipped[name], read_text(shipped[name], name))
        path = self.path_of(name)
        found = FileText(name, path, read_text(path, name))
        self.check_references(found.text, path)
        return found

    def check_references(self, text: str, path: Path, depth: int = 1) -> None:
        """Refuse a scenario whose `extends`, `posterior` or `organisation.from` leads out of the folder.

        Raises:
            InputError: one of them does.
            ScenarioError: the text cannot be read as YAML at all.
        """
        if path.is_relative_to(self.root):
            for key, value in _references(parse(text, path.name, [])):
                self._check_one(key, value, path, depth)

    def _check_one(self, key: str, value: str, path: Path, depth: int) -> None:
        try:
            there = (path.parent / value).resolve()
        except (OSError, RuntimeError, ValueError):
            there = Path("/")
        if not there.is_relative_to(self.root):
            raise InputError(f"{key}: {quoted(value)} leads out of the folder that the app was started in")
        if key == "extends" and depth and there.is_file():
            self.check_references(read_text(there, value), there, depth - 1)

    def save(self, name: str, text: str, seen: str | None) -> FileText:
        """Write a scenario file; ``seen`` is the digest of the text that it had when it was opened, None for a new one.

        Raises:
            InputError: it is no name here, is a file that was changed since or was not opened, or cannot be written.
        """
        path = self.path_of(name)
        self.check_references(text, path)
        there = digest_of(read_text(path, name)) if path.is_file() else None
        if there is not None and there != seen and there != digest_of(text):
            reason = "was changed on the disk since it was opened" if seen else "is there already"
            raise InputError(f"{name} {reason}; save under another name, or open it anew")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, text.encode())
        except OSError as error:
            raise InputError(f"{name} cannot be written: {error.strerror or error}") from None
        return FileText(name, path, text)


def _references(tree: Table) -> Iterator[tuple[str, str]]:
    organisation = tree.get("organisation")
    found = {"extends": tree.get("extends"), "posterior": tree.get("posterior")}
    if isinstance(organisation, Table):
        found["organisation.from"] = organisation.get("from")
    for key, node in found.items():
        if isinstance(node, Leaf) and isinstance(node.value, str):
            yield key, node.value

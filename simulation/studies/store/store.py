"""The store: every finished run once, found by scenario, changes, replicate and the state of the model.

    <root>/model-<state>/sources.json          the files that the numbers depend on
    <root>/model-<state>/scenarios/<id>.json   scenarios, complete, without what changes no number;
                                               <id>/ holds the tables that an organisation comes from
    <root>/model-<state>/kept/<id>.json        which measures and weeks a line holds
    <root>/model-<state>/*.runs                finished and failed runs, a line each (`lines`)

Files only grow. Several processes, on several machines with a shared folder, write to one store (`parts`) and see
what the others finished. Runs of another state of the model lie in a folder of their own and are never mixed in.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from simulation.plugin.loading import used
from simulation.results.errors import ResultsError
from simulation.results.files import unsealed, write_sealed
from simulation.results.json_reading import read_bytes
from simulation.results.scenario_file import copy_tables
from simulation.scenario.source_file import KEY, without_place
from simulation.scenario.writing import canonical
from simulation.studies.store.keep import Kept, Layout
from simulation.studies.store.lines import Failure, StoreLine, read, written
from simulation.studies.store.model import changed_since, model_id, sources
from simulation.studies.store.parts import PATTERN, own_part
from simulation.system.files import sweep

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario
    from simulation.studies.design.changing import Changes

_T = TypeVar("_T")
STATE: Final = "model-"
SOURCES: Final = "sources.json"
_KEY_BYTES: Final = 16
_ID: Final = 32
_OFFSET_BITS: Final = 40
_LONGEST_LINE: Final = 1 << 26


def run_key(scenario: str, changes: Changes, replicate: int) -> bytes:
    """Return what a run is found by: the id of its scenario, its changes, its replicate."""
    text = f"{scenario} {replicate} {json.dumps(changes)}"
    return hashlib.sha256(text.encode()).digest()[:_KEY_BYTES]


def as_run(scenario: Scenario) -> Scenario:
    """Return a scenario without what changes no number of a run."""
    run = scenario.run.model_copy(update={"replicates": 1, "events": False})
    said = {"title": "", "description": "", "observations": (), "measures": ()}
    return scenario.model_copy(update=said | {"run": run})


def scenario_id(scenario: Scenario) -> str:
    """Return the name of a scenario in a store: equal ones, with the same plugins, have the same."""
    plugins = [plugin.sha256 for plugin in used(scenario)]
    return hashlib.sha256("\n".join([canonical(as_run(scenario)), *plugins]).encode()).hexdigest()[:_ID]


@dataclass
class _Index:
    """Where sound lines stand, by key: part number and offset in one number; and how much of each part was read."""

    ok: dict[str, dict[bytes, int]] = field(default_factory=dict)
    failed: dict[bytes, int] = field(default_factory=dict)
    read_to: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    damaged: int = 0


class RunStore:
    """The runs of one state of the model in a folder."""

    def __init__(self, root: Path) -> None:
        """Open the store below a folder, for this state of the model; nothing is made before something is kept."""
        self.root = root
        self.folder = root / f"{STATE}{model_id()}"
        self._index = _Index()
        self._layouts: dict[str, Layout] = {}

    def begin(self) -> None:
        """Make the folder, if it is not there; `OSError` where it cannot be made."""
        for name in ("scenarios", "kept"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        sweep(self.folder)
        if not (self.folder / SOURCES).is_file():
            write_sealed(self.folder / SOURCES, json.dumps(sources(), indent=2))

    def keep_scenario(self, scenario: Scenario) -> str:
        """Keep a scenario for workers to read; returns its id."""
        name = scenario_id(scenario)
        path = self.folder / "scenarios" / f"{name}.json"
        if not path.is_file():
            table = copy_tables(scenario, path.with_suffix(""))
            write_sealed(path, json.dumps(without_place(as_run(scenario).model_dump(mode="json"), table), indent=2))
        return name

    def scenario(self, name: str) -> Scenario:
        """Return a scenario that was kept.

        Raises:
            OSError, ValueError: it is not there, or was altered, or needs a plugin that is not loaded.
        """
        from simulation.scenario.schema import Scenario

        path = self.folder / "scenarios" / f"{name}.json"
        found = unsealed(read_bytes(path))
        if table := found["organisation"].get(KEY):
            found["organisation"][KEY] = str((path.with_suffix("") / table).absolute())
        return Scenario.model_validate_json(json.dumps(found), strict=True)

    def keep_layout(self, layout: Layout) -> None:
        """Keep what some lines hold."""
        path = self.folder / "kept" / f"{layout.id}.json"
        if not path.is_file():
            write_sealed(path, layout.text())
        self._layouts[layout.id] = layout

    def _layout(self, name: str) -> Layout | None:
        if name not in self._layouts:
            try:
                found = Layout.read(unsealed(read_bytes(self.folder / "kept" / f"{name}.json")))
            except (OSError, ValueError, KeyError, TypeError, OverflowError):
                return None
            self._layouts[name] = found
        return self._layouts[name]

    @contextmanager
    def adding(self) -> Iterator[Adding]:
        """Give a file to add runs to, this process's own for the time."""
        with own_part(self.folder) as part:
            yield lambda key, layout, what: part.add(written(key, layout.id, what))

    def refresh(self) -> None:
        """Take notice of what was added since, by anybody."""
        for path in sorted(self.folder.glob(PATTERN)):
            size, before = path.stat().st_size, self._index.read_to.get(path.name, 0)
            if size < before:  # somebody put another file there
                self._index, before = _Index(), 0
                self.refresh()
                return
            if size > before:
                self._read_on(path, before)

    def _read_on(self, path: Path, before: int) -> None:
        index = self._index
        if path.name not in index.read_to:
            index.names.append(path.name)
        at, number = before, index.names.index(path.name)
        with path.open("rb") as file:
            file.seek(before)
            while (line := file.readline(_LONGEST_LINE)).endswith(b"\n"):
                found, place = read(line), number << _OFFSET_BITS | at
                at += len(line)
                if found is None:
                    index.damaged += len(line) > 1
                elif found.is_ok:
                    index.ok.setdefault(found.layout, {})[found.key] = place
                    index.failed.pop(found.key, None)
                else:
                    index.failed[found.key] = place
        index.read_to[path.name] = at

    @property
    def damaged(self) -> int:
        """Lines that were not as they had been written; their runs are run again."""
        return self._index.damaged

    def count(self) -> int:
        """Return how many runs are finished, whatever is kept of them."""
        return len(set().union(*self._index.ok.values()))

    def lacking(self, keys: Iterable[bytes], layout: Layout) -> Iterator[int]:
        """Yield the places, among some keys, of runs of which not all that a layout holds is kept."""
        tables = [self._index.ok[name] for name in self._fitting(layout)]
        for place, key in enumerate(keys):
            if not any(key in table for table in tables):
                yield place

    def _fitting(self, layout: Layout) -> list[str]:
        """Return the names of layouts with runs that hold all of another one, that one itself first."""
        names = [name for name in self._index.ok if (there := self._layout(name)) is not None and there.holds(layout)]
        return sorted(names, key=lambda name: (name != layout.id, name))

    def is_failed(self, key: bytes) -> bool:
        """Whether a run was tried and failed, and has not succeeded since."""
        return key in self._index.failed

    def is_settled(self, key: bytes, layout: Layout) -> bool:
        """Whether all that is wanted of a run is kept, or it failed."""
        return self.is_failed(key) or not list(self.lacking([key], layout))

    def failure(self, key: bytes) -> Failure:
        """Return why a run failed."""
        return self._of(self._index.failed[key], StoreLine.failure)

    def read(self, keys: Iterable[bytes], layout: Layout) -> Iterator[Kept | None]:
        """Yield what is kept of each run, None where it is not there."""
        tables = [(name, self._index.ok[name]) for name in self._fitting(layout)]
        for key in keys:
            name, place = next(((name, table[key]) for name, table in tables if key in table), ("", -1))
            there = self._layout(name) if place >= 0 else None
            yield None if there is None else self._of(place, partial(_part, there, layout))

    def _of(self, place: int, read: Callable[[StoreLine], _T]) -> _T:
        """Return what is read from a line."""
        try:
            return read(self._line(place))
        except (ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError, zlib.error):
            name = self._index.names[place >> _OFFSET_BITS]
            raise ResultsError(f"{self.folder / name} holds what Wandel did not write; remove it") from None

    def _line(self, place: int) -> StoreLine:
        number, offset = place >> _OFFSET_BITS, place & ((1 << _OFFSET_BITS) - 1)
        with (self.folder / self._index.names[number]).open("rb") as file:
            file.seek(offset)
            found = read(file.readline(_LONGEST_LINE))
        if found is None:
            raise ValueError("a line was altered while it was used")
        return found

    def others(self) -> list[Other]:
        """Return the other states of the model that have runs in this store."""
        found = []
        for folder in sorted(self.root.glob(f"{STATE}*")):
            if folder != self.folder and any(folder.glob(PATTERN)):
                found.append(Other(folder, _changes(folder)))
        return found


def _part(there: Layout, wanted: Layout, line: StoreLine) -> Kept:
    return there.part(line.kept(), wanted)


@dataclass(frozen=True, slots=True)
class Other:
    """Runs of another state of the model: their folder, and the files of the model that are different now."""

    folder: Path
    changed: tuple[str, ...]


def _changes(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(changed_since(unsealed(read_bytes(folder / SOURCES))))
    except (OSError, ValueError):
        return ()


Adding = Callable[[bytes, Layout, "Kept | Failure"], None]
"""Adds a run to a store: key, layout, and what is kept of it or why it failed."""

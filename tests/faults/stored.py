"""What is kept to save time, damaged: checkpoints, organisations, compiled code, values of explanations and studies."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch

import numpy as np

from simulation import compiled
from simulation.attribution.store import ReplicateValues, RerunStore
from simulation.organisation import cache as organisations
from simulation.organisation.settings import OrganisationSettings
from simulation.results.checkpoints import Checkpoint, week_folder
from simulation.results.errors import InputError, ResultsError
from simulation.results.execute import execute, run_folder
from simulation.results.options import Options
from simulation.scenario.schema import Scenario
from simulation.studies.design.space import Space
from simulation.studies.running.sweep import sweep
from simulation.studies.store.keep import Keep
from simulation.studies.store.parts import PATTERN
from tests.faults.case import Case, is_clear, model_folder, require
from tests.faults.damage import WAYS
from tests.faults.spy import Spy, full_from, killed_at, watching
from tests.faults.stops import with_spy

WEEK = 3
FILES = ("checkpoint.json", "scenario.yaml", "replicate-00000.npz", "replicate-00001.json")
SETTINGS = OrganisationSettings(people=80)
KEY = (("int64",), ("processor",), ("code",))
MACHINE_CODE = (b"\x90" * 3000, "a name", 7)
CASE = SimpleNamespace(key="none")
EXPLAINED = ReplicateValues(np.linspace(0, 1, 60).reshape(4, 15), np.arange(50, dtype=np.uint8))


def cases(random: Random, share: float = 1.0) -> Iterator[Case]:
    """Yield the cases of this module."""
    places = int(4 * share) or 1
    checks = {f"checkpoint, {name}": _checkpoint(name) for name in FILES}
    checks |= {"organisation": _organisation, "compiled code": _compiled_code}
    checks |= {"explained value": _explained, "study": _study}
    for name, check in checks.items():
        for way in WAYS:
            for place in range(1 if way == "empty" else places):
                yield Case("damaged store", f"{name}, {way}, {place}", _damaged(check, way, random.random()))
    for step in range(1, _checkpoint_steps() + 1):
        if random.random() < share:
            yield Case("killed at a step", f"a run with a checkpoint, before change {step}", _killed(step))
    for name, (work, wanted) in KEPT.items():
        for step in range(1, _steps(work) + 1):
            if random.random() < share:
                yield Case("killed at a step", f"{name}, before change {step}", _stopped(work, wanted, step))
    for step in range(1, 5):
        code = random.choice([errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
        yield Case("disk full or broken", f"compiled code, {errno.errorcode[code]} at {step}", _no_room(step, code))


Check = Callable[[Path, Callable[[bytes], bytes]], None]


def _damaged(check: Check, way: str, seed: float) -> Callable[[Path], None]:
    return lambda root: check(root, lambda content: WAYS[way](content, Random(seed)))


def _changed(path: Path, change: Callable[[bytes], bytes]) -> bool:
    """Change a file; returns whether it is another one now."""
    content = path.read_bytes()
    path.write_bytes(change(content))
    return path.read_bytes() != content


# --- checkpoints -----------------------------------------------------------------------------------------------------


def _tiny() -> Scenario:
    data = {"name": "tiny", "organisation": {"people": 60}, "run": {"weeks": 5, "replicates": 2, "seed": 2}}
    return Scenario.model_validate(data)


def _with_checkpoint(root: Path) -> Path:
    return execute(_tiny(), Options(root=root, workers=1, checkpoints=(WEEK,))).checkpoints[0]


@cache
def _model() -> tuple[Path, dict[str, str]]:
    """Return a folder of results with a checkpoint, made once, and the SHA-256 of the checkpoint's files."""
    root = model_folder()
    return root, Checkpoint.open(_with_checkpoint(root)).record.files


def _checkpoint(name: str) -> Check:
    def check(root: Path, change: Callable[[bytes], bytes]) -> None:
        shutil.copytree(_model()[0] / "tiny", root / "tiny")
        folder = week_folder(run_folder(_tiny(), Options(root=root)), WEEK)
        damaged = _changed(folder / name, change)
        try:
            Checkpoint.open(folder)
            require(not damaged, "a damaged checkpoint was opened")
        except (ResultsError, InputError) as error:
            require(damaged and is_clear(str(error)) and str(folder) in str(error), f"unclear: {error}")
        require(
            Checkpoint.open(_with_checkpoint(root)).record.files == _model()[1], "it is another one when made again"
        )

    return check


@cache
def _checkpoint_steps() -> int:
    _model()  # whatever is compiled and cached is so before changes are counted
    with tempfile.TemporaryDirectory() as folder, watching(Spy()) as spy:
        _with_checkpoint(Path(folder))
    return len(spy.changed)


def _killed(step: int) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        _model()
        code = with_spy(killed_at(step), lambda: _with_checkpoint(root))
        require(code in {-signal.SIGKILL, 0}, f"ended with {code} instead of being killed")
        require(Checkpoint.open(_with_checkpoint(root)).record.files == _model()[1], "it is another one than it should")

    return check


# --- caches ----------------------------------------------------------------------------------------------------------


def _organisation(root: Path, change: Callable[[bytes], bytes]) -> None:
    organisations.load_or_generate(SETTINGS, root)
    path = organisations.cached_path(SETTINGS, root)
    content = path.read_bytes()
    damaged = _changed(path, change)
    require((organisations.read(path) is None) == damaged, "a damaged organisation was used, or a sound one was not")
    organisations.write(organisations.load_or_generate(SETTINGS, root), root / "again")
    require((root / "again").read_bytes() == content, "another organisation")
    require(path.read_bytes() == content, "it was not made again")


def _compiled_code(root: Path, change: Callable[[bytes], bytes]) -> None:
    store = _code_store(root)
    store.save(KEY, MACHINE_CODE)
    (path,) = root.iterdir()
    damaged = _changed(path, change)
    require(store.load(KEY) == (None if damaged else MACHINE_CODE), "damaged code was used, or sound code was not")
    store.save(KEY, MACHINE_CODE)
    require(store.load(KEY) == MACHINE_CODE, "it was not stored again")


def _code_store(root: Path) -> Any:
    with patch.dict(os.environ, {"NUMBA_CACHE_DIR": str(root)}):
        return compiled.Store(_code_store, "stamp")


def _no_room(step: int, code: int) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        store = _code_store(root)
        with watching(full_from(step, code)):
            store.save(KEY, MACHINE_CODE)
        require(store.load(KEY) in (None, MACHINE_CODE), "half of it was stored")
        store.save(KEY, MACHINE_CODE)
        require(store.load(KEY) == MACHINE_CODE, "it was not stored")

    return check


def _explained(root: Path, change: Callable[[bytes], bytes]) -> None:
    store, case = (
        RerunStore(root / "run" / "explain" / "key" / "week", "some scenario and week"),
        cast(Any, SimpleNamespace(key="none")),
    )
    store.write(case, 1, EXPLAINED)
    damaged = _changed(store.path(case, 1), change)
    found = store.read(case, 1, people=True)
    require((found is None) == damaged, "a damaged value was used, or a sound one was not")
    store.write(case, 2, EXPLAINED)
    shutil.copy(store.path(case, 2), store.path(case, 1))
    require(store.read(case, 1, people=True) is None, "another replicate's value was used")


def _explaining(root: Path) -> str:
    """Keep the values of two replicates, as `split` and `explain-run` do; return what can be read of them."""
    store, case = RerunStore(root / "run" / "explain" / "key" / "week", "some scenario and week"), cast(Any, CASE)
    for replicate in (0, 1):
        if store.read(case, replicate, people=True) is None:
            store.write(case, replicate, EXPLAINED)
    return repr([store.read(case, replicate, people=True) for replicate in (0, 1)])


def _steps(work: Callable[[Path], str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        with watching(Spy()) as spy:
            work(Path(folder) / "results")
        return len(spy.changed)


def _stopped(work: Callable[[Path], str], wanted: Callable[[], str], step: int) -> Callable[[Path], None]:
    """Kill what keeps values before one of its changes; the same again gives the same."""

    def check(root: Path) -> None:
        code = with_spy(killed_at(step), lambda: work(root / "results"))
        require(code in {-signal.SIGKILL, 0}, f"ended with {code} instead of being killed")
        require(work(root / "results") == wanted(), "other values than without the kill")

    return check


# --- studies ---------------------------------------------------------------------------------------------------------


def _points(root: Path) -> str:
    found = sweep(Space.of(_tiny(), {}), [{}, {"innovation_rate": 0.2}], 2, Keep(("registered",), (WEEK,)), root)
    return repr(found.to_dict("list"))


@cache
def _studied() -> tuple[Path, str]:
    root = model_folder()
    return root, _points(root)


def _study(root: Path, change: Callable[[bytes], bytes]) -> None:
    model, expected = _studied()
    shutil.copytree(model, root, dirs_exist_ok=True)
    (part,) = root.glob(f"*/{PATTERN}")
    _changed(part, change)
    require(_points(root) == expected, "a damaged value was used")


KEPT: dict[str, tuple[Callable[[Path], str], Callable[[], str]]] = {
    "the values of a split": (_explaining, lambda: repr([EXPLAINED, EXPLAINED])),
    "the runs of a study": (_points, lambda: _studied()[1]),
}
"""What keeps values on disk as it goes, and what it gives where nothing is wrong."""

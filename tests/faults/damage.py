"""Result files with a changed byte, a lost end, another file's content or nothing: never used without a word."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from simulation.results.errors import ResultsError
from simulation.results.reader import StoredRun
from simulation.results.verify import altered
from simulation.scenario.problems import ScenarioError
from tests.faults.case import (
    Case,
    complete,
    folder_of,
    is_clear,
    model_folder,
    must_be_whole,
    reference,
    require,
    small,
)
from tests.faults.stops import BEFORE

Damage = Callable[[bytes, Random], bytes]


def cases(random: Random, share: float = 1.0) -> Iterator[Case]:
    """Yield the cases of this module."""
    places = int(12 * share) or 1
    names = [f"{each}.parquet" for each in ("weekly", "communities", "people", "parameters", "countries", "roles")]
    names += ["replies.parquet", "value.parquet", "manifest.json", "scenario.yaml"]
    for name in names:
        for way in WAYS:
            for place in range(1 if way == "empty" else places):
                seed = random.random()
                yield Case("damaged result", f"{name}, {way}, {place}", _finished(name, way, seed))
    for name in ("replicate-00000.json", "replicate-00000.weekly.arrow", "replicate-00000.people.arrow"):
        for way in WAYS:
            for place in range(1 if way == "empty" else (places + 2) // 3):
                seed = random.random()
                yield Case("damaged part", f"{name}, {way}, {place}", _part(name, way, seed))
    for name in names:
        yield Case("damaged result", f"{name}, missing", _missing(name))


def _finished(name: str, way: str, seed: float) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        _copied(root)
        path = folder_of(root) / name
        content = path.read_bytes()
        changed = WAYS[way](content, Random(seed))
        path.write_bytes(changed)
        _must_be_noticed(root, name, whole=changed == content)

    return check


def _missing(name: str) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        _copied(root)
        (folder_of(root) / name).unlink()
        if name != "manifest.json":
            _must_be_noticed(root, name, whole=False)
        complete(root, fresh=True)
        must_be_whole(root)

    return check


def _must_be_noticed(root: Path, name: str, whole: bool) -> None:
    """Check that reading, verifying and resuming all see the damage, and that --fresh puts it right."""
    folder = folder_of(root)
    noticed = []
    try:
        run = StoredRun.open(folder)
        noticed.append(bool(altered(run)))
        noticed.append(_refuses(lambda: run.table(name.removesuffix(".parquet"))) if "parquet" in name else True)
        noticed.append(
            _refuses(lambda: dict(run.replicate_tables(name.removesuffix(".parquet")))) if "parquet" in name else True
        )
        noticed.append(_refuses(run.scenario) if name == "scenario.yaml" else True)
    except ResultsError as error:
        require(is_clear(str(error)) and str(folder) in str(error), f"unclear: {error}")
        noticed.append(True)
    noticed.append(_refuses(lambda: complete(root)))
    if whole:
        require(not any((noticed[0], noticed[-1])), "a sound file was called damaged")
        return
    require(all(noticed), f"the damage was not noticed everywhere: {noticed}")
    complete(root, fresh=True)
    must_be_whole(root)


def _refuses(work: Callable[[], object]) -> bool:
    try:
        work()
    except (ResultsError, ScenarioError) as error:
        require(is_clear(str(error)), f"unclear: {error}")
        return True
    return False


def _part(name: str, way: str, seed: float) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        _copied(root, "interrupted")
        path = folder_of(root) / "parts" / name
        content = path.read_bytes()
        changed = WAYS[way](content, Random(seed))
        path.write_bytes(changed)
        outcome = complete(root)
        require(outcome.kept == (changed == content), "a damaged part was used")
        must_be_whole(root)

    return check


_models: dict[tuple[int, str], Path] = {}


def _copied(root: Path, state: str = "finished") -> None:
    """Put a finished or an interrupted run below a folder; it is made once for the process."""
    key = (os.getpid(), state)
    if key not in _models:
        _models[key] = model_folder()
        if state == "finished":
            complete(_models[key])
        else:
            BEFORE["the rest of an interrupted run"](_models[key])
    require(reference() and small(), "no reference")
    shutil.copytree(_models[key] / small().name, root / small().name)


def _flipped(content: bytes, random: Random, mask: int) -> bytes:
    at = random.randrange(len(content))
    bits = 1 << random.randrange(8) if mask == 1 else mask
    return content[:at] + bytes([content[at] ^ bits]) + content[at + 1 :]


def _zeros(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content))
    return content[:at] + bytes(min(512, len(content) - at)) + content[at + 512 :]


def _digit(content: bytes, random: Random) -> bytes:
    digits = [i for i, each in enumerate(content) if 48 <= each <= 57]
    at = random.choice(digits)
    return content[:at] + bytes([48 + (content[at] - 48 + 1) % 10]) + content[at + 1 :]


WAYS: dict[str, Damage] = {
    "one bit": lambda content, random: _flipped(content, random, 1),
    "one byte": lambda content, random: _flipped(content, random, 0xFF),
    "cut off": lambda content, random: content[: random.randrange(len(content))],
    "a block of zeros": _zeros,
    "longer": lambda content, random: content + random.randbytes(7),
    "empty": lambda _content, _random: b"",
    "a digit": _digit,
}

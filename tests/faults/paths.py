"""Scenario files and paths that nobody means well with: each is refused with a clear message, or does no harm."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from unittest.mock import patch

from simulation.results.execute import run_folder
from simulation.results.options import Options
from simulation.scenario import memory
from simulation.scenario.loading import load
from simulation.scenario.places import resolve_path
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.words.nearest import STRANGE
from tests.faults.case import Case, forked, require
from tests.faults.hostile import NASTY, STARTER

LEAST_MEMORY = 400 << 20


def cases(_random: Random, _share: float = 1.0) -> Iterator[Case]:
    """Yield the cases of this module."""
    for key in ("name", "extends", "posterior", "title", "organisation", "run", "interventions", "measures"):
        for number, value in enumerate(NASTY):
            yield Case("hostile scenario", f"{key}: value {number}", _nasty(key, value))
    for name, make in PLACES.items():
        yield Case("hostile path", name, _place(make))
    for people in ("1e9", "1e18", "-1", "0", ".nan", "1e308", "9" * 38, "2000001"):
        yield Case(
            "hostile scenario", f"people: {people}", _nasty("organisation", f"{{people: {people}}}", refused=True)
        )
    yield Case("hostile path", "a file that is written while it is read", _changing)
    yield Case("memory", "more people than memory holds", _too_many_people)


def _nasty(key: str, value: str, refused: bool = False) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        lines = [line for line in STARTER.splitlines() if not line.startswith(f"{key}:")]
        path = root / "case.yaml"
        path.write_bytes("\n".join([*lines, f"{key}: {value}", ""]).encode("utf-8", "surrogatepass"))
        found = _loaded(path)
        require(os.listdir(root) == ["case.yaml"], "something was written")
        if isinstance(found, Scenario):
            require(not refused, "it was not refused")
            folder = _folder_of(found, root / "out")
            require(folder.is_relative_to(root / "out"), f"it would be written to {folder}")

    return check


def _folder_of(chosen: Scenario, root: Path) -> Path:
    """Return where a scenario's results would lie, without links and dots."""
    return Path(os.path.abspath(run_folder(chosen, Options(root=root))))


def _loaded(path: Path) -> Scenario | str:
    """Load a file; returns the scenario or the refusal, which has to be clear and safe to print."""
    try:
        return load(resolve_path(str(path)))
    except ScenarioError as error:
        text = str(error)
        require(text.strip() and "Traceback" not in text, "no clear refusal")
        require(not STRANGE.search(text.replace("\n", "")), f"control characters in {text[:80]!r}")
        return text


def _link(path: Path, target: str) -> Path:
    path.symlink_to(target)
    return path


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _beside(root: Path, name: str, make: Callable[[Path], Path], text: str) -> Path:
    make(root / name)
    return _written(root / "case.yaml", (STARTER + text).encode())


PLACES: Mapping[str, Callable[[Path], Path]] = {
    "a pipe": lambda root: _fifo(root / "a.yaml"),
    "a folder": lambda root: _folder(root / "a.yaml"),
    "a link to itself": lambda root: _link(root / "a.yaml", "a.yaml"),
    "a link to nothing": lambda root: _link(root / "a.yaml", "nothing"),
    "a link to a device": lambda root: _link(root / "a.yaml", "/dev/zero"),
    "a device": lambda _root: Path("/dev/zero"),
    "the terminal": lambda _root: Path("/dev/tty"),
    "memory": lambda _root: Path("/proc/self/mem"),
    "a name too long": lambda root: root / ("a" * 5000),
    "a path too deep": lambda root: root.joinpath(*["a"] * 3000),
    "a name with escape codes": lambda root: root / "\x1b[31m\x07.yaml",
    "a name that is no text": lambda root: root / "\udc80.yaml",
    "an empty file": lambda root: _written(root / "a.yaml", b""),
    "two megabytes": lambda root: _written(root / "a.yaml", b"a: b\n" * 400_000),
    "a hole of a terabyte": lambda root: _sparse(root / "a.yaml"),
    "an alias bomb": lambda root: _written(root / "a.yaml", _aliases()),
    "a bomb of merged keys": lambda root: _written(root / "a.yaml", _aliases(merged=True)),
    "100,000 brackets deep": lambda root: _written(root / "a.yaml", b"a: " + b"[" * 100_000),
    "10,000 keys deep": lambda root: _written(root / "a.yaml", b"a: " + b"{a: " * 10_000 + b"}" * 10_000),
    "1,000 levels of lines": lambda root: _written(root / "a.yaml", b"".join(b" " * i + b"a:\n" for i in range(1000))),
    "extends a file far above": lambda root: _written(root / "a.yaml", (STARTER + _ABOVE).encode()),
    "extends a pipe": lambda root: _beside(root, "b.yaml", _fifo, "extends: b.yaml\n"),
    "extends a folder": lambda root: _beside(root, "b.yaml", _folder, "extends: b.yaml\n"),
    "extends itself": lambda root: _written(root / "case.yaml", (STARTER + "extends: case.yaml\n").encode()),
    "a posterior that is a pipe": lambda root: _beside(root, "p.csv", _fifo, "posterior: p.csv\n"),
    "a posterior that is a folder": lambda root: _beside(root, "p.csv", _folder, "posterior: p.csv\n"),
    "a posterior of one long line": lambda root: _beside(
        root, "p.csv", lambda path: _written(path, b"a," * 400_000), "posterior: p.csv\n"
    ),
    "a posterior with quotes that never end": lambda root: _beside(
        root, "p.csv", lambda path: _written(path, b'belief_mean\n"' + b"0\n" * 400_000), "posterior: p.csv\n"
    ),
}


_ABOVE = "extends: ../../../../../../../../../../etc/passwd\n"


def _aliases(merged: bool = False) -> bytes:
    """Return 300 bytes that would be a billion values."""
    lines = ["a0: &a0 {k: v}" if merged else "a0: &a0 [x, x, x]"]
    for level in range(1, 20):
        before = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(
            f"a{level}: &a{level} " + (f"{{<<: [{before}], k{level}: [{before}]}}" if merged else f"[{before}]")
        )
    return "\n".join(lines).encode()


def _sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(1 << 40)
    return path


def _place(make: Callable[[Path], Path]) -> Callable[[Path], None]:
    """Load in a process with bounds on memory and time, for a pipe would never answer."""

    def check(root: Path) -> None:
        path = make(root)

        def work() -> int:
            taken = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
            resource.setrlimit(resource.RLIMIT_AS, (taken + LEAST_MEMORY, resource.RLIM_INFINITY))
            return 0 if isinstance(_loaded(path), str) else 97

        require(forked(work) == 0, "it was not refused")

    return check


def _changing(root: Path) -> None:
    """Another program writes a file over and over: what is loaded is a whole state of it, or it is refused."""
    path = root / "case.yaml"
    costs = (66, 77)
    texts = [STARTER + f"economics: {{hourly_cost_eur: {cost}}}\n# {'x' * 20_000}\n" for cost in costs]
    path.write_text(texts[0])
    writer = os.fork()
    if writer == 0:
        while True:
            for text in texts:
                path.write_text(text)
    try:
        for _ in range(200):
            found = _loaded(path)
            if isinstance(found, Scenario):
                require(found.economics.hourly_cost_eur in costs, "half of a file was loaded")
    finally:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)


def _too_many_people(root: Path) -> None:
    """A run that memory does not hold is refused before anything is written."""
    path = root / "case.yaml"
    path.write_text(STARTER.replace("people: 300", "people: 1900000"))
    with patch.object(memory, "available_bytes", lambda: 200 << 20):
        text = _loaded(path)
    require(isinstance(text, str) and "GiB" in text and "people" in text, "it was not refused")
    require(os.listdir(root) == ["case.yaml"], "something was written")

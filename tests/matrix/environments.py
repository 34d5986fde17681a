"""Interpreters of this machine, and environments of lowest, pinned and newest versions of all libraries."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
FIRST: Final = (3, 11)
LAST: Final = (3, 15)
"""The oldest and the newest Python; the latter is the newest that numba supports."""
VERSIONS: Final = ("lowest", "pinned", "newest")
SUITE: Final = (
    "tests/engines/test_mesa_model.py",
    "tests/frozen",
    "tests/present/test_research.py",
    "tests/scenario/test_scenario_cli.py",
    "tests/scenario/test_scenario_values.py",
    "tests/system",
    "tests/test_compiled.py",
)
"""What depends on libraries most: both engines, all numbers, reading, pages, the cache of compiled code."""
TOOLS: Final = ("pytest>=9", "hypothesis>=6.100")
_ASK: Final = "import sys, ensurepip, venv, json; print(json.dumps([list(sys.version_info[:3]), sys.prefix]))"
_SECONDS: Final = 3600
_CARRY_ON: Final = ("pytest", "-q", "-pno:cacheprovider", "-Wdefault", "-mnot slow")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python of this machine."""

    path: Path
    version: tuple[int, int, int]

    @property
    def name(self) -> str:
        """Its version as people write it."""
        return ".".join(map(str, self.version))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one environment: "passed", or what failed and the last lines that were printed."""

    python: str
    versions: str
    libraries: str
    result: str
    seconds: float
    output: str = ""


def interpreters() -> list[Interpreter]:
    """Return every interpreter on the path and of pyenv that the project supports, oldest first, each version once."""
    found: dict[tuple[int, int, int], Interpreter] = {}
    for path in _candidates():
        asked = subprocess.run([path, "-c", _ASK], capture_output=True, text=True, check=False, timeout=60)
        if asked.returncode:
            continue
        major, minor, micro = json.loads(asked.stdout)[0]
        if FIRST <= (major, minor) <= LAST:
            found.setdefault((major, minor, micro), Interpreter(path, (major, minor, micro)))
    return [found[version] for version in sorted(found)]


def _candidates() -> Iterator[Path]:
    names = [f"python3.{minor}" for minor in range(FIRST[1], LAST[1] + 1)] + ["python3"]
    for folder in os.get_exec_path():
        yield from (Path(folder, name) for name in names if os.access(Path(folder, name), os.X_OK))
    home = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(home.glob("versions/3.*/bin/python3"))


def try_out(python: Interpreter, versions: str, place: Path, words: Sequence[str] = SUITE) -> Outcome:
    """Make an environment, install the project into it, run a command and the small suite."""
    began = time.perf_counter()
    environment = place / "venv"
    binaries = environment / ("Scripts" if os.name == "nt" else "bin")
    installed = [str(binaries / "python")]
    steps = [
        ("installation", ROOT, commands(python, versions, environment)),
        ("wandel list", place, [[str(binaries / "wandel"), "list"]]),
        ("wandel run", place, [[str(binaries / "wandel"), "run", "small-demo", "--people", "60", "--weeks", "10"]]),
        ("tests", ROOT, [[*installed, "-m", *_CARRY_ON, *words]]),
    ]
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    surroundings |= {"WANDEL_CACHE": str(place / "cache"), "UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    result, output = "passed", ""
    for name, folder, lines in steps:
        for line in lines:
            done = subprocess.run(
                line, cwd=folder, env=surroundings, capture_output=True, text=True, check=False, timeout=_SECONDS
            )
            if done.returncode:
                result, output = f"{name} failed", done.stdout + done.stderr
                break
        if output:
            break
    libraries = _libraries(installed) if result == "passed" or "installation" not in result else ""
    shutil.rmtree(place, ignore_errors=True)
    return Outcome(python.name, versions, libraries, result, time.perf_counter() - began, output)


def commands(python: Interpreter, versions: str, environment: Path) -> list[list[str]]:
    """Return the commands that make an environment: lowest versions with uv, which can choose them, others with pip."""
    if versions == "lowest":
        into = [sys.executable, "-m", "uv", "pip", "install", "-q", "--python", str(environment)]
        wheels = ["--only-binary", ":all:", "--no-binary", "wandel"]
        return [
            [str(python.path), "-m", "venv", str(environment)],
            [*into, "--resolution", "lowest-direct", *wheels, str(ROOT)],
            [*into, *TOOLS],
        ]
    binaries = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(binaries / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pins = ["-c", str(ROOT / "constraints.txt")] if versions == "pinned" else []
    return [[str(python.path), "-m", "venv", str(environment)], [*pip, *pins, str(ROOT), *TOOLS]]


def _libraries(python: Sequence[str]) -> str:
    """Return the versions of the libraries that matter most."""
    names = ("numba", "numpy", "mesa", "pandas", "pydantic")
    code = f"from importlib.metadata import version as v; print(', '.join(f'{{n}} {{v(n)}}' for n in {names}))"
    return subprocess.run([*python, "-c", code], capture_output=True, text=True, check=False, timeout=60).stdout.strip()

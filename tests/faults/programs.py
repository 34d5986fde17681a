"""The command line as a program of its own: signals, environments, outputs, caches, little memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

from simulation.results.reader import latest
from tests.faults.case import SECONDS, Case, require
from tests.faults.hostile import STARTER

ROOT = Path(__file__).resolve().parents[2]


def cases(random: Random, share: float = 1.0) -> Iterator[Case]:
    """Yield the cases of this module: none in a small sample, for each starts programs."""
    if share < 1:
        return
    for number in range(12):
        kind = random.choice([signal.SIGINT, signal.SIGTERM])
        delay = random.uniform(0.0, 3.0)
        yield Case("signal", f"{number}: {kind.name} after {delay:.2f} s", _signalled(kind, delay))
    for name, make in ENVIRONMENTS.items():
        yield Case("environment", name, _environment(make))
    for name, redirection in OUTPUTS.items():
        yield Case("output", name, _output(redirection))
    for name in ("one bit", "cut off", "empty", "junk", "another's"):
        yield Case("compiled cache", name, _cache(name))
    yield Case("memory", "little address space", _address_space)


def _command(pause: float, *arguments: str) -> list[str]:
    """Return the command line with the stand-in, which pauses so long per week."""
    return [sys.executable, "-m", "tests.cli_runs.driver", str(pause), *arguments]


def _scenario_file(root: Path) -> str:
    path = root / "case.yaml"
    path.write_text(STARTER)
    return str(path)


def _signalled(number: signal.Signals, delay: float) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        command = _command(0.05, "run", _scenario_file(root), "--out", str(root / "out"), "--no-page", "--workers", "1")
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(delay)
        process.send_signal(number)
        out, err = process.communicate(timeout=SECONDS)
        require(process.returncode in {0, 130, -number}, f"ended with {process.returncode}: {err[-300:]}")
        ours = "driver.py" in err or "simulation" in err  # while Python itself starts it says what it likes
        require(not ours or "Traceback" not in err + out, f"a traceback: {err[-300:]}")
        _must_run(root, dict(os.environ))

    return check


def _must_run(root: Path, environment: dict[str, str]) -> None:
    """Check that the command line with the stand-in gives a run whose files are sound."""
    command = _command(0, "run", _scenario_file(root), "--out", str(root / "out"), "--no-page", "--json")
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=SECONDS, check=False)
    err = done.stderr.decode(errors="replace")
    require(done.returncode == 0, f"ended with {done.returncode}: {err[-400:]}")
    require("Traceback" not in err, f"a traceback: {err[-400:]}")
    digest = json.loads(done.stdout.decode(errors="replace"))["digest"]
    require(latest("a", root / "out").manifest.digest == digest, "another digest than it says")


def _junk(root: Path) -> str:
    for name in ("compiled", "organisations"):
        (root / "cache" / name).mkdir(parents=True)
        for number in range(20):
            (root / "cache" / name / f"{number}.organisation").write_bytes(bytes([number]) * 50)
    return str(root / "cache")


def _a_file(root: Path) -> str:
    (root / "cache").write_text("")
    return str(root / "cache")


ENVIRONMENTS: Mapping[str, Callable[[Path], dict[str, str | None]]] = {
    "no HOME": lambda _root: {"HOME": None, "XDG_CACHE_HOME": None, "WANDEL_CACHE": None},
    "HOME that is not there": lambda root: {"HOME": str(root / "none"), "XDG_CACHE_HOME": None, "WANDEL_CACHE": None},
    "HOME that is a file": lambda root: {"HOME": _a_file(root), "XDG_CACHE_HOME": None, "WANDEL_CACHE": None},
    "a cache full of junk": lambda root: {"WANDEL_CACHE": _junk(root)},
    "a cache that is a file": lambda root: {"WANDEL_CACHE": _a_file(root)},
    "a cache that cannot be written": lambda _root: {"WANDEL_CACHE": "/proc/none"},
    "no cache and no temporary folder": lambda _root: {"WANDEL_CACHE": "/proc/none", "TMPDIR": "/proc/none"},
    "ASCII only": lambda _root: {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Latin 1": lambda _root: {"PYTHONIOENCODING": "latin-1"},
    "no language": lambda _root: {"LANG": None, "LC_ALL": None, "TERM": None},
    "a dumb terminal": lambda _root: {"TERM": "dumb", "COLUMNS": "1"},
    "COLUMNS that is no number": lambda _root: {"COLUMNS": "many", "LINES": "-1"},
    "no environment at all": lambda _root: {key: None for key in os.environ if key not in {"PATH", "WANDEL_CACHE"}},
}


def _environment(make: Callable[[Path], dict[str, str | None]]) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        changed = {**os.environ, **make(root)}
        _must_run(root, {key: value for key, value in changed.items() if value is not None})

    return check


OUTPUTS: Mapping[str, str] = {
    "closed": ">&-",
    "both closed": ">&- 2>&-",
    "a full disk": ">/dev/full",
    "both on a full disk": ">/dev/full 2>/dev/full",
    "a reader that goes": "| head -c 1 >/dev/null",
    "no input": "<&-",
}


def _output(redirection: str) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        words = _command(0, "run", _scenario_file(root), "--out", str(root / "out"), "--no-page")
        line = f"{' '.join(words)} {redirection}"
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {line}"], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS,
            check=False,
        )  # fmt: skip
        expected = 1 if "full" in redirection else 0
        require(done.returncode == expected, f"ended with {done.returncode}: {done.stderr[-300:]}")
        require("Traceback" not in done.stderr and "Exception ignored" not in done.stderr, done.stderr[-300:])
        require(latest("a", root / "out").table("weekly").num_rows, "the results are not there")

    return check


_COMPILED = """
import sys, numpy as np
from simulation import compiled
@compiled.loop
def total(values):
    found = 0.0
    for i in range(values.size):
        found += values[i]
    return found
@compiled.loop
def most(values):
    found = values[0]
    for i in range(values.size):
        found = max(found, values[i])
    return found
print(total(np.arange(9.0)), most(np.arange(9.0)))
"""


def _cache(way: str) -> Callable[[Path], None]:
    """Compiled code that was damaged is compiled again: the numbers stay right."""

    def check(root: Path) -> None:
        script = root / "loop.py"
        script.write_text(_COMPILED)
        environment = {**os.environ, "WANDEL_CACHE": str(root / "cache"), "PYTHONPATH": str(ROOT)}

        def run() -> str:
            done = subprocess.run(
                [sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=SECONDS,
                check=False,
            )  # fmt: skip
            return done.stdout.strip() if done.returncode == 0 else done.stderr[-300:]

        require(run() == "36.0 8.0", "it does not run at all")
        files = sorted((root / "cache").rglob("*.compiled"))
        require(len(files) == 2, f"{len(files)} files in the cache")
        for path in files:
            content = path.read_bytes()
            other = files[path == files[0]].read_bytes()
            middle = len(content) // 2
            flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
            ways = {
                "one bit": flipped,
                "cut off": content[:middle],
                "empty": b"",
                "junk": b"\x80" * 99,
                "another's": other,
            }
            path.write_bytes(ways[way])
            require(run() == "36.0 8.0", f"{path.name}: {run()}")

    return check


def _address_space(root: Path) -> None:
    """Whatever ends for want of memory (libraries may crash while they load), the next run is whole."""
    for size in (300, 600, 900, 1200):
        command = _command(0, "run", _scenario_file(root), "--out", str(root / "out"), "--no-page", "--workers", "1")
        line = f"ulimit -v {size * 1024}; exec {' '.join(command)}"
        subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, timeout=SECONDS, check=False)
    _must_run(root, dict(os.environ))

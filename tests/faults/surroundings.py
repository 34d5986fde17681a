"""A bad environment: signals, two processes at once, clocks, caches, terminals, languages, memory, hostile paths."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from unittest.mock import patch

from simulation.results import manifest as manifests
from simulation.results.errors import ResultsError
from simulation.results.reader import Run, latest
from simulation.scenario.loading import load
from simulation.scenario.names import STRANGE
from simulation.scenario.places import resolve_path
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from tests.faults.case import SECONDS, Case, complete, folder_of, forked, is_clear, must_be_whole, require
from tests.faults.hostile import NASTY, STARTER

ROOT = Path(__file__).resolve().parents[2]
LEAST_MEMORY = 400 << 20
YEARS = (1970, 1971, 2000, 2038, 2100, 9999)


def cases(random: Random, share: float = 1.0) -> Iterator[Case]:
    """Yield the cases of this module; ``share`` below 1 leaves out those that start programs."""
    yield from _together(random, share)
    yield from _clocks(random)
    yield from _hostile_files()
    yield Case("memory", "more people than memory holds", _too_many_people)
    if share == 1.0:
        yield from _programs(random)


# --- two processes on one folder -------------------------------------------------------------------------------------


def _together(random: Random, share: float) -> Iterator[Case]:
    for number in range(max(2, int(40 * share))):
        kinds = [random.choice(["run", "fresh", "other", "read"]) for _ in range(2)]
        yield Case("two processes", f"{number}: {' and '.join(kinds)}", _both(kinds, random.uniform(0, 0.05)))


def _both(kinds: list[str], delay: float) -> Callable[[Path], None]:
    def one(root: Path, kind: str) -> int:
        try:
            if kind == "read":
                Run.open(folder_of(root, 4)).table("weekly")
            else:
                complete(root, seed=3 if kind == "other" else 4, fresh=kind == "fresh")
        except ResultsError as error:
            return 1 if is_clear(str(error)) else 98
        return 0

    def check(root: Path) -> None:
        complete(root, seed=4)
        codes = []

        def second(_pid: int) -> None:
            time.sleep(delay)
            codes.append(forked(lambda: one(root, kinds[1])))

        codes.append(forked(lambda: one(root, kinds[0]), second))
        require(set(codes) <= {0, 1}, f"ended with {codes}")
        complete(root, seed=4)
        must_be_whole(root, seed=4, leftovers=True)

    return check


# --- clocks ----------------------------------------------------------------------------------------------------------


def _clocks(random: Random) -> Iterator[Case]:
    for first in YEARS:
        for second in random.sample(YEARS, 2):
            yield Case("clock", f"from {first} to {second} between two replicates", _clock(first, second))


def _clock(first: int, second: int) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        years = iter([first, second])
        last = [first]

        def now() -> str:
            last[0] = next(years, last[0])
            return datetime(last[0], 1, 1, tzinfo=UTC).isoformat(timespec="seconds")

        stamps = datetime(min(second, 2100), 1, 1, tzinfo=UTC).timestamp()
        with patch.object(manifests, "now", now), patch.object(time, "time", lambda: stamps):
            complete(root)
            for path in folder_of(root).iterdir():
                os.utime(path, (stamps, stamps))
            require(complete(root).reused, "a finished run was not found again")
            must_be_whole(root)
            require(latest("small", root).folder == folder_of(root), "the newest run was not found")

    return check


# --- hostile files and paths -----------------------------------------------------------------------------------------


def _hostile_files() -> Iterator[Case]:
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


def _nasty(key: str, value: str, refused: bool = False) -> Callable[[Path], None]:
    def check(root: Path) -> None:
        lines = [line for line in STARTER.splitlines() if not line.startswith(f"{key}:")]
        path = root / "case.yaml"
        path.write_bytes("\n".join([*lines, f"{key}: {value}", ""]).encode("utf-8", "surrogatepass"))
        found = _loaded(path)
        require(os.listdir(root) == ["case.yaml"], "something was written")
        if isinstance(found, Scenario):
            require(not refused, "it was not refused")
            folder = complete_folder(found, root / "out")
            require(folder.is_relative_to(root / "out"), f"it would be written to {folder}")

    return check


def complete_folder(chosen: Scenario, root: Path) -> Path:
    """Return where a scenario's results would lie, without links and dots."""
    from simulation.results.execute import Options, run_folder

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
    from simulation.scenario import memory

    path = root / "case.yaml"
    path.write_text(STARTER.replace("people: 300", "people: 1900000"))
    with patch.object(memory, "available_bytes", lambda: 200 << 20):
        text = _loaded(path)
    require(isinstance(text, str) and "GiB" in text and "people" in text, "it was not refused")
    require(os.listdir(root) == ["case.yaml"], "something was written")


# --- programs of their own -------------------------------------------------------------------------------------------


def _programs(random: Random) -> Iterator[Case]:
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
        loading = delay < 2  # while Python itself starts it says what it likes about a signal
        require(loading or "Traceback" not in err + out, f"a traceback: {err[-300:]}")
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
print(total(np.arange(9.0)))
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

        require(run() == "36.0", "it does not run at all")
        files = sorted((root / "cache").rglob("*.nb?"))
        require(len(files) == 2, f"{len(files)} files in the cache")
        for path in files:
            content = path.read_bytes()
            other = files[0].read_bytes()
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
            require(run() == "36.0", f"{path.name}: {run()}")

    return check


def _address_space(root: Path) -> None:
    """Whatever ends for want of memory (libraries may crash while they load), the next run is whole."""
    for size in (300, 600, 900, 1200):
        command = _command(0, "run", _scenario_file(root), "--out", str(root / "out"), "--no-page", "--workers", "1")
        line = f"ulimit -v {size * 1024}; exec {' '.join(command)}"
        subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, timeout=SECONDS, check=False)
    _must_run(root, dict(os.environ))

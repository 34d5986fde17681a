"""Plants a mistake in a copy of the sources, and runs tests there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulation.compiled import COMPILED_PARTS
from tests.planted.asked import tests_for

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("simulation", "tests", "scenarios", "benchmarks", "experiments", "docs")
FILES = ("pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", "constraints.txt", "mkdocs.yml")
LONGEST = 900
"""Seconds that the tests of one mistake may take."""
ENOUGH = 1
"""So many tests that fail are enough to say that a mistake is noticed."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A small change of one file that makes it wrong; all quick tests of that file's part are asked to notice."""

    name: str
    what: str
    """What is wrong then, in one sentence."""
    file: str
    before: str
    after: str
    further: tuple[str, ...] = ()
    """Tests of other parts that are asked first."""

    @property
    def tests(self) -> tuple[str, ...]:
        """The tests that are asked."""
        return tuple(dict.fromkeys((*self.further, *tests_for(self.file))))

    @property
    def compiled(self) -> bool:
        """Whether the engine has to be compiled anew with it."""
        return self.file.removeprefix("simulation/").startswith(COMPILED_PARTS)


class PlantError(ValueError):
    """The text that a mistake changes is not there, or is there more than once: look at the mistake again."""


def planted(mistake: Mistake, root: Path = ROOT) -> str:
    """Return the text of the mistake's file with the mistake in it; raises `PlantError`."""
    text = (root / mistake.file).read_text(encoding="utf-8")
    found = text.count(mistake.before)
    if found != 1:
        raise PlantError(f"{mistake.name}: {mistake.file} has {found} times, not once: {mistake.before!r}")
    return text.replace(mistake.before, mistake.after)


def copy_sources(folder: Path) -> Path:
    """Copy everything that tests need to a new folder; times of files are kept, so that compiled code stays good."""
    folder.mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__", ".pytest_cache", ".hypothesis")
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    for file in FILES:
        shutil.copy2(ROOT / file, folder / file)
    return folder


@dataclass(frozen=True, slots=True)
class Outcome:
    """What tests said in a copy: the names of those that failed, how many passed, and the seconds it took."""

    failed: tuple[str, ...]
    passed: int
    seconds: float


def run_tests(folder: Path, cache: Path, tests: Sequence[str]) -> Outcome:
    """Run tests of a copy with a cache of its own until enough fail; what cannot be run at all is an error.

    A test that cannot be set up because of the mistake has noticed it as well.
    """
    environment = os.environ | {"PYTHONPATH": str(folder), "WANDEL_CACHE": str(cache), "PYTHONDONTWRITEBYTECODE": "1"}
    where = [sys.executable, "-c", "import simulation; print(simulation.__file__)"]
    used = subprocess.run(where, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout
    if not Path(used.strip()).is_relative_to(folder):
        raise RuntimeError(f"the copy in {folder} would not be tested, but {used.strip()}")
    start = time.perf_counter()
    words = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--tb=no", "-rfE"]
    words += ["-m", "not slow", f"--maxfail={ENOUGH}", *tests]
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False
    )
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+\.py(?:::[^\n]*?)?)(?: - .*)?$", done.stdout, re.MULTILINE)
    passed = re.search(r"(\d+) passed", done.stdout)
    if done.returncode not in (0, 1, 2) or (done.returncode and not failed):
        raise RuntimeError(f"tests could not be run in {folder}:\n{done.stdout[-3000:]}\n{done.stderr[-2000:]}")
    return Outcome(tuple(failed), int(passed[1]) if passed else 0, time.perf_counter() - start)


class Garden:
    """A folder with one copy of the sources, in which one mistake after another is planted and taken out again."""

    def __init__(self, folder: Path) -> None:
        """Copy the sources."""
        self.sources = copy_sources(folder / "sources")
        self.cache = folder / "cache"

    def test(self, mistake: Mistake | None, tests: Sequence[str]) -> Outcome:
        """Run tests with a mistake planted, or with none."""
        if mistake is None:
            return run_tests(self.sources, self.cache, tests)
        path = self.sources / mistake.file
        kept = path.with_name(path.name + ".kept")
        wrong = planted(mistake, self.sources)
        path.rename(kept)
        try:
            path.write_text(wrong, encoding="utf-8")
            return run_tests(self.sources, self.cache, tests)
        finally:
            kept.replace(path)  # with its time, by which numba knows it

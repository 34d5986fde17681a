"""Loads very many hostile scenario files: each is a scenario or a list of problems, soon, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError

from simulation.results.execute import execute
from simulation.results.verify import altered
from simulation.scenario.document import decode, parse
from simulation.scenario.loading import load
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.tree import plain
from simulation.scenario.writing import resolved_yaml, scenario_hash
from simulation.words.nearest import STRANGE
from tests.faults.hostile import STARTER, file_of
from tests.faults.spy import Spy, watching
from tests.results.standin import Standin

SECONDS_PER_FILE = 5.0
"""Processor time that one file may take."""
MEMORY_PER_WORKER = 1 << 30
"""Address space that a worker may add to what it starts with."""
CHECK_EVERY = 5
"""Of the files that load, those with such a number are read by another reader too, written out and read again."""
RUN_EVERY = 10
"""Of the files that load, those with such a number are run with the stand-in, if they are small."""
MAY_READ = ("/proc/meminfo", "/sys/fs/cgroup/")


class WrongError(AssertionError):
    """A file did what no file may do."""


@dataclass
class Tally:
    """What became of files: by family, how many were refused, loaded, run, and what went wrong."""

    refused: Counter[str] = field(default_factory=Counter)
    loaded: Counter[str] = field(default_factory=Counter)
    broken: int = 0
    runs: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    wrong: list[tuple[int, str]] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """Files in all."""
        return self.refused.total() + self.loaded.total() + self.broken

    def add(self, other: Tally) -> None:
        """Take in what another worker found."""
        self.refused += other.refused
        self.loaded += other.loaded
        self.broken += other.broken
        self.runs += other.runs
        self.slowest = max(self.slowest, other.slowest)
        self.wrong += other.wrong


class Fuzzer:
    """Tries files one after the other in a folder of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.seed = seed
        self.inside = folder / "case"
        self.out = folder / "out"
        self.inside.mkdir(parents=True)
        (self.inside / "base.yaml").write_text(STARTER)
        (self.inside / "posterior.csv").write_text("belief_mean\n0.5\n0.6\n")
        self.path = self.inside / "case.yaml"
        self.there = sorted(os.listdir(self.inside))
        self.tally = Tally()

    def run(self, numbers: range) -> Tally:
        """Try all files of these numbers."""
        signal.signal(signal.SIGVTALRM, _too_long)
        for number in numbers:
            self.one(number)
        return self.tally

    def one(self, number: int) -> None:
        """Try one file and note what became of it."""
        family, content = file_of(self.seed, number)
        self.path.write_bytes(content)
        began = time.process_time()
        before = self.tally.tried
        try:
            loaded = self._load()
            taken = time.process_time() - began
            if loaded is None:
                self.tally.refused[family] += 1
            else:
                self.tally.loaded[family] += 1
                if number % CHECK_EVERY == 0:
                    self._check(loaded, content)
                if number % RUN_EVERY == 0:
                    self._run(loaded)
            self.tally.slowest = max(self.tally.slowest, (round(taken, 3), number))
        except Exception as error:
            self.tally.broken += before == self.tally.tried
            where = traceback.extract_tb(error.__traceback__)[-1]
            self.tally.wrong.append((number, f"{type(error).__name__}: {error} ({where.filename}:{where.lineno})"))

    def _load(self) -> Scenario | None:
        """Load the file under watch and within the time; None if it was refused as it should be."""
        refusal = ""
        scenario = None
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_PER_FILE)
        try:
            with watching(Spy()) as spy:
                try:
                    scenario = load(self.path)
                except ScenarioError as error:
                    refusal = str(error)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        self._check_traces(spy)
        if scenario is None and (not refusal.strip() or STRANGE.search(refusal.replace("\n", ""))):
            raise WrongError(f"the refusal is empty or has control characters: {refusal[:100]!r}")
        if len(refusal) > 100_000:
            raise WrongError(f"the refusal has {len(refusal)} characters")
        return scenario

    def _check_traces(self, spy: Spy) -> None:
        names = os.listdir(self.inside)
        if spy.changed or spy.started or {*names} != {*self.there, "case.yaml"}:
            raise WrongError(f"left traces: {spy.changed[:3]} {spy.started[:3]} {names}")
        elsewhere = [path for path in spy.read if not path.startswith((str(self.inside), *MAY_READ))]
        elsewhere = [path for path in elsewhere if not path.endswith((".py", ".pyc"))]
        if elsewhere:
            raise WrongError(f"read {elsewhere[:3]}")

    def _check(self, scenario: Scenario, content: bytes) -> None:
        """Check that all of the file was read, and that what was read can be written and read again."""
        text = decode(content, "")
        ours = plain(parse(text, "", []))
        try:
            if not _same(ours, YAML(typ="safe", pure=True).load(text)):
                raise WrongError("another reader of YAML finds something else in it")
        except ConstructorError as error:
            if "yaml.org,2002:merge" not in str(error):  # as a value, << is a text to us and nothing to the other
                raise
        again = self.inside / "case.yaml"
        again.write_text(resolved_yaml(scenario), encoding="utf-8")
        if scenario_hash(load(again)) != scenario_hash(scenario):
            raise WrongError("written out and read again it is another scenario")

    def _run(self, scenario: Scenario) -> None:
        """Run it with the stand-in: files appear in the output folder only."""
        run = scenario.run
        if scenario.organisation.people * run.replicates > 20_000 or run.weeks * run.replicates > 2000:
            return
        shutil.rmtree(self.out, ignore_errors=True)
        with watching(Spy()) as spy:
            outcome = execute(scenario, Standin().options(self.out, workers=1))
        outside = [path for path in spy.changed if path and not os.path.abspath(path).startswith(str(self.out))]
        if outside or spy.started or altered(outcome.run) or outcome.run.folder.parent.parent != self.out:
            raise WrongError(f"wrote outside of its folder: {outside[:3]} {spy.started[:3]}")
        self.tally.runs += 1


def _too_long(_number: int, _frame: Any) -> None:
    raise WrongError(f"took more than {SECONDS_PER_FILE:g} seconds of processor time")


def _same(ours: Any, theirs: Any) -> bool:
    """Whether two readings hold the same keys and as many values."""
    if isinstance(theirs, dict):
        return (
            isinstance(ours, dict)
            and {str(key) for key in ours} == {_text(key) for key in theirs} | set()
            and all(_same(ours[_text(key)], value) for key, value in theirs.items())
        )
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(_same, ours, theirs))
    if isinstance(theirs, str | bool) or theirs is None:
        return bool(ours == theirs)
    return not isinstance(ours, dict | list)


def _text(key: Any) -> str:
    if isinstance(key, bool):
        return str(key).lower()
    return "" if key is None else str(key)


def fuzz(count: int, seed: int, folder: Path, workers: int = 1, first: int = 0) -> Tally:
    """Try files number ``first`` and on in processes of their own, with bounds on time and memory."""
    size = min(500, max(1, count // workers))
    batches = [range(i, min(i + size, first + count)) for i in range(first, first + count, size)]
    total = Tally()
    running: dict[int, tuple[range, Path]] = {}
    folder.mkdir(parents=True, exist_ok=True)
    while batches or running:
        while batches and len(running) < workers:
            numbers = batches.pop(0)
            place = folder / f"batch-{numbers.start}"
            if pid := os.fork():
                running[pid] = (numbers, place)
            else:
                _work(place, seed, numbers)
        pid, status = os.wait()
        numbers, place = running.pop(pid)
        total.add(_collected(place, numbers, status))
        shutil.rmtree(place, ignore_errors=True)
    return total


def _work(place: Path, seed: int, numbers: range) -> None:
    """Try a batch in a forked process, leave the tally as JSON, and end."""
    code = 1
    try:
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY_PER_WORKER, resource.RLIM_INFINITY))
        signal.alarm(int(60 + len(numbers) * SECONDS_PER_FILE))
        tally = Fuzzer(place, seed).run(numbers)
        found = [tally.refused, tally.loaded, tally.broken, tally.runs, tally.slowest, tally.wrong]
        (place / "tally.json").write_text(json.dumps(found))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _collected(place: Path, numbers: range, status: int) -> Tally:
    try:
        refused, loaded, broken, runs, slowest, wrong = json.loads((place / "tally.json").read_text())
    except (OSError, ValueError):
        return Tally(wrong=[(numbers.start, f"a batch of {len(numbers)} files ended with status {status}")])
    wrong = [(number, text) for number, text in wrong]
    return Tally(Counter(refused), Counter(loaded), broken, runs, (slowest[0], slowest[1]), wrong)

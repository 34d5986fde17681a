"""Plants every mistake, says which tests notice it, and writes docs/planted.md: ``python -m tests.planted``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock

from tests.planted.mistakes import MISTAKES
from tests.planted.page import markdown, row, rows_of
from tests.planted.planting import ENOUGH, ROOT, Garden, Mistake, Outcome

DOCUMENT = ROOT / "docs" / "planted.md"
_WRITING = Lock()


def controlled(garden: Garden, mistakes: Sequence[Mistake]) -> None:
    """Make sure that all tests pass where nothing is planted."""
    tests = list(dict.fromkeys(test for mistake in mistakes for test in mistake.tests))
    outcome = garden.test(None, tests)
    say(f"nothing planted: {outcome.passed} tests pass, {outcome.seconds:.0f} s")
    if outcome.failed:
        raise SystemExit(f"tests fail without any mistake: {', '.join(outcome.failed)}")


def work(folder: Path, waiting: SimpleQueue[Mistake], control: Sequence[Mistake]) -> dict[str, Outcome]:
    """Plant waiting mistakes one after the other, after all tests of ``control`` passed without any."""
    garden, found = Garden(folder), {}
    if control:
        controlled(garden, control)
    while True:
        try:
            mistake = waiting.get_nowait()
        except Empty:
            return found
        outcome = found[mistake.name] = garden.test(mistake, mistake.tests)
        said = f"noticed by {', '.join(outcome.failed[:ENOUGH])}" if outcome.failed else "NOBODY NOTICED"
        say(f"{mistake.name}: {said}, {outcome.seconds:.0f} s")
        write_down(mistake, outcome)


def write_down(mistake: Mistake, outcome: Outcome) -> None:
    """Renew the row of a mistake in the published page; the others stay as they are."""
    with _WRITING:
        rows = rows_of(DOCUMENT.read_text(encoding="utf-8")) | {mistake.name: row(mistake, outcome)}
        DOCUMENT.write_text(markdown(MISTAKES, rows), encoding="utf-8")


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def main(words: list[str]) -> int:
    """Plant all mistakes, or those whose names contain a word; 1 if one is not noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.planted")
    parser.add_argument("names", nargs="*", help="words in names of mistakes; all where left out")
    parser.add_argument("--trusted", action="store_true", help="do not run all tests without any mistake first")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="mistakes at once")
    asked = parser.parse_args(words)
    wanted = [m for m in MISTAKES if not asked.names or any(word.lower() in m.name for word in asked.names)]
    start = time.perf_counter()
    waiting: SimpleQueue[Mistake] = SimpleQueue()
    for mistake in sorted(wanted, key=lambda one: one.compiled):  # what has to be compiled anew comes last
        waiting.put(mistake)
    with tempfile.TemporaryDirectory(prefix="wandel-planted-") as folder, ThreadPoolExecutor(asked.workers) as pool:
        jobs = [
            pool.submit(work, Path(folder) / str(k), waiting, () if k or asked.trusted else wanted)
            for k in range(asked.workers)
        ]
        found = {name: outcome for job in jobs for name, outcome in job.result().items()}
    unnoticed = [m.name for m in wanted if not found[m.name].failed]
    say(f"{len(wanted) - len(unnoticed)} of {len(wanted)} noticed, in {time.perf_counter() - start:.0f} s")
    return int(bool(unnoticed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

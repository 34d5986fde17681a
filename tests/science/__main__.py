"""Runs every known result, prints the table, and writes docs/known-results.md: ``python -m tests.science``."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from tests.science.table import ROWS, Judged, alarms, markdown, measure
from tests.science.verdicts import FAIL, PASS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "known-results.md"


def judge(numbers: list[int], workers: int) -> list[Judged]:
    """Measure rows in some processes at once; slow ones begin first, and each is told when it is done."""
    order = sorted(numbers, key=lambda number: not ROWS[number].slow)
    found: dict[int, Judged] = {}
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        running = {pool.submit(measure, number): number for number in order}
        for done in as_completed(running):
            row = ROWS[running[done]]
            judged = found[running[done]] = Judged(row, *done.result())
            check = judged.check
            print(f"{check.verdict:5} {judged.seconds:6.1f} s  {row.name}: {check.measured}", flush=True)
    return [found[number] for number in numbers]


def main(words: list[str]) -> int:
    """Run all rows, or those whose names contain a word; 1 if a row fails. Only all rows are written down."""
    parser = argparse.ArgumentParser(prog="python -m tests.science")
    parser.add_argument("names", nargs="*", help="words in names of rows; all rows where left out")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes at once")
    asked = parser.parse_args(words)
    wanted = [word.lower() for word in asked.names]
    numbers = [k for k, row in enumerate(ROWS) if not wanted or any(word in row.name.lower() for word in wanted)]
    start = time.perf_counter()
    measure(next(k for k, row in enumerate(ROWS) if not row.slow))  # compiles, once for all processes
    judged = judge(numbers, asked.workers)
    verdicts = [each.check.verdict for each in judged]
    passed, failed = verdicts.count(PASS), verdicts.count(FAIL)
    print(
        f"\n{passed} pass, {failed} fail, {len(verdicts) - passed - failed} could not be decided, in "
        f"{time.perf_counter() - start:.0f} s ({sum(each.seconds for each in judged):.0f} s of processors).\n"
        f"{alarms(judged)}"
    )
    if not wanted:
        DOCUMENT.write_text(markdown(judged), encoding="utf-8")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

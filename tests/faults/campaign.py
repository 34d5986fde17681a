"""`make faults`: everything that can go wrong goes wrong, and figures say whether a result was lost."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tests.faults import damage, stops, surroundings
from tests.faults.case import Case
from tests.faults.fuzz import Tally, fuzz

FUZZED = 500
"""Hostile scenario files in the ordinary campaign; `--fuzz` tries as many as it says, and nothing else."""
REPEATS = "python -m tests.faults.campaign"


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def all_cases(seed: int) -> Iterator[Case]:
    """Yield every case of the campaign; the same for the same seed."""
    for part in (damage, stops, surroundings):
        yield from part.cases(Random(f"{seed}:{part.__name__}"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; returns 1 if anything was lost."""
    parser = argparse.ArgumentParser(prog=REPEATS, description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="cases and files are the same for the same seed")
    parser.add_argument("--fuzz", type=int, metavar="FILES", help="only load so many hostile scenario files")
    parser.add_argument("--first", type=int, default=0, help="number of the first file or case")
    parser.add_argument("--kind", help="only cases whose kind or name has this in it")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), help="processes that load files")
    given = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="wandel-faults-"))
    began = time.perf_counter()
    try:
        if given.fuzz is not None:
            return _report_fuzz(
                fuzz(given.fuzz, given.seed, folder / "fuzz", given.workers, given.first), given.seed, began
            )
        lost = _campaign(given.seed, given.first, given.kind, folder)
        tally = fuzz(0 if given.kind else FUZZED, given.seed, folder / "fuzz", given.workers)
        return _report_fuzz(tally, given.seed, began) or int(lost > 0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _campaign(seed: int, first: int, kind: str | None, folder: Path) -> int:
    tried: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    seconds: dict[str, float] = {}
    for number, case in enumerate(all_cases(seed)):
        if number < first or (kind and kind not in f"{case.kind} {case.name}"):
            continue
        place = folder / str(number)
        place.mkdir()
        start = time.perf_counter()
        tried[case.kind] += 1
        try:
            case.check(place)
        except Exception as error:
            lost[case.kind] += 1
            where = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__}: {error} ({where.name}:{where.lineno})"
            say(f"LOST {number} ({case.kind}: {case.name}): {what}")
            say(f"     again: {REPEATS} --seed {seed} --first {number} --kind '{case.name}'")
        seconds[case.kind] = seconds.get(case.kind, 0.0) + time.perf_counter() - start
        shutil.rmtree(place, ignore_errors=True)
    say(f"{'kind of fault':24}{'tried':>8}{'survived':>10}{'lost':>6}{'seconds':>9}")
    for each in tried:
        say(f"{each:24}{tried[each]:8}{tried[each] - lost[each]:10}{lost[each]:6}{seconds[each]:9.0f}")
    all_seconds = sum(seconds.values())
    say(f"{'all':24}{tried.total():8}{tried.total() - lost.total():10}{lost.total():6}{all_seconds:9.0f}")
    return lost.total()


def _report_fuzz(tally: Tally, seed: int, began: float) -> int:
    if not tally.tried:
        return 0
    say(f"hostile scenario files: {tally.tried} tried (seed {seed}), {len(tally.wrong)} wrong, {tally.runs} run")
    for family in sorted({*tally.refused, *tally.loaded}):
        say(f"  {family:22}{tally.refused[family]:8} refused{tally.loaded[family]:8} loaded")
    say(f"  slowest: number {tally.slowest[1]}, {tally.slowest[0]:g} s of processor time")
    for number, text in tally.wrong[:20]:
        say(f"WRONG {number}: {text}")
        say(f"      again: {REPEATS} --seed {seed} --fuzz 1 --first {number}")
    say(f"{time.perf_counter() - began:.0f} seconds in all")
    return int(bool(tally.wrong))


if __name__ == "__main__":
    raise SystemExit(main())

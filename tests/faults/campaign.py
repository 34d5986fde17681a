"""`make faults`: everything that can go wrong goes wrong, and figures say whether a result was lost."""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

from simulation.system.writing import write_text
from tests.faults import damage, foreign, paths, programs, stops, stored, strangers, surroundings
from tests.faults.case import Case
from tests.faults.fuzz import Tally, fuzz
from tests.faults.tables import fuzz_tables

FUZZED = 500
"""Hostile scenario files in the ordinary campaign; `--fuzz` tries as many as it says, and nothing else."""
REPEATS = "python -m tests.faults.campaign"
FOUND = "found.json"
PARTS = (damage, stops, stored, surroundings, paths, strangers, foreign, programs)


@dataclass
class Found:
    """What became of one kind of fault: cases tried, seconds taken, a line for each case that lost something."""

    tried: int = 0
    seconds: float = 0.0
    lost: list[str] = field(default_factory=list)


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def all_cases(seed: int) -> Iterator[Case]:
    """Yield every case of the campaign; the same for the same seed."""
    for part in PARTS:
        yield from part.cases(Random(f"{seed}:{part.__name__}"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; returns 1 if anything was lost."""
    parser = argparse.ArgumentParser(prog=REPEATS, description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="cases and files are the same for the same seed")
    parser.add_argument("--fuzz", type=int, metavar="FILES", help="only load so many hostile scenario files")
    parser.add_argument("--tables", type=int, metavar="FILES", help="only import so many broken tables of people")
    parser.add_argument("--first", type=int, default=0, help="number of the first file or case")
    parser.add_argument("--kind", help="only cases whose kind or name has this in it")
    parser.add_argument("--kept", type=Path, help="folder of the figures so far, from which a stopped campaign goes on")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), help="processes at a time")
    given = parser.parse_args(arguments)
    if given.tables is not None:
        return _tables(given.tables, given.seed, given.first)
    folder = Path(tempfile.mkdtemp(prefix="wandel-faults-"))
    folder.chmod(0o755)  # some cases go on as another user
    began = time.perf_counter()
    try:
        if given.fuzz is not None:
            return _report_fuzz(
                fuzz(given.fuzz, given.seed, folder / "fuzz", given.workers, given.first), given.seed, began
            )
        lost = _campaign(given, folder)
        tally = fuzz(0 if given.kind or given.first else FUZZED, given.seed, folder / "fuzz", given.workers)
        return _report_fuzz(tally, given.seed, began) or int(lost > 0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tables(count: int, seed: int, first: int) -> int:
    """Import broken tables; say what became of them, and name each that went wrong."""
    tally = fuzz_tables(count, seed, first)
    say(f"{tally.imported} imported, {tally.refused} refused, {len(tally.wrong)} wrong, slowest {tally.slowest:.2f} s")
    for number, what in tally.wrong[:100]:
        say(f"  {REPEATS} --tables 1 --seed {seed} --first {number}: {what}")
    return 1 if tally.wrong else 0


def _campaign(given: argparse.Namespace, folder: Path) -> int:
    """Try the cases in processes of their own, each the so many-th; returns how many were lost."""
    if given.kept is not None:
        given.kept.mkdir(parents=True, exist_ok=True)
    workers = {}
    for first in range(given.workers):
        place = folder / str(first)
        place.mkdir()
        if pid := os.fork():
            workers[pid] = place
        else:
            _work(given, first, place)
    found: dict[str, Found] = {}
    for pid, place in workers.items():
        os.waitpid(pid, 0)
        for kind, one in _collected(place).items():
            together = found.setdefault(kind, Found())
            together.tried, together.seconds = together.tried + one.tried, together.seconds + one.seconds
            together.lost += one.lost
    for line in sorted(line for one in found.values() for line in one.lost):
        say(line)
    found["all"] = Found(
        sum(one.tried for one in found.values()),
        sum(one.seconds for one in found.values()),
        [line for one in found.values() for line in one.lost],
    )
    say(f"{'kind of fault':24}{'tried':>8}{'survived':>10}{'lost':>6}{'seconds':>9}")
    for kind, one in found.items():
        say(f"{kind:24}{one.tried:8}{one.tried - len(one.lost):10}{len(one.lost):6}{one.seconds:9.0f}")
    return len(found["all"].lost)


def _work(given: argparse.Namespace, first: int, place: Path) -> None:
    """Try this process's share of the cases, leave what was found as JSON, and end."""
    code = 1
    try:
        logging.disable(logging.WARNING)  # such as that a damaged file is made again
        tempfile.tempdir = str(place)  # what cases start from goes with the campaign
        found = _tried(given, first, place, given.kept and given.kept / f"{first}-of-{given.workers}.json")
        (place / FOUND).write_text(json.dumps({kind: asdict(one) for kind, one in found.items()}))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _tried(given: argparse.Namespace, first: int, place: Path, kept: Path | None) -> dict[str, Found]:
    """Try the so many-th cases; ``kept`` is where the figures so far are, which are written after every case."""
    begin, found = _so_far(kept)
    for number, case in enumerate(all_cases(given.seed)):
        chosen = given.kind is None or given.kind in f"{case.kind}: {case.name}"
        if number < max(given.first, begin) or number % given.workers != first or not chosen:
            continue
        one = found.setdefault(case.kind, Found())
        root = place / str(number)
        root.mkdir()
        start = time.perf_counter()
        one.tried += 1
        try:
            case.check(root)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__}: {error} ({where.name}:{where.lineno})"
            again = f"{REPEATS} --seed {given.seed} --first {number} --kind '{case.name}'"
            one.lost.append(f"LOST {number} ({case.kind}: {case.name}): {what}\n     again: {again}")
        one.seconds += time.perf_counter() - start
        shutil.rmtree(root, ignore_errors=True)
        if kept is not None:
            whole = {"next": number + 1, "found": {kind: asdict(each) for kind, each in found.items()}}
            write_text(kept, json.dumps(whole))
    return found


def _so_far(kept: Path | None) -> tuple[int, dict[str, Found]]:
    """Return the number of the next case and what was found before it."""
    if kept is None or not kept.is_file():
        return 0, {}
    whole = json.loads(kept.read_text())
    return whole["next"], {kind: Found(**one) for kind, one in whole["found"].items()}


def _collected(place: Path) -> dict[str, Found]:
    try:
        return {kind: Found(**one) for kind, one in json.loads((place / FOUND).read_text()).items()}
    except (OSError, ValueError):
        return {"the campaign itself": Found(1, 0.0, [f"LOST: the worker of {place} did not come to its end"])}


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

"""A bad moment: two processes on one folder, clocks that jump."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from unittest.mock import patch

from simulation.results import manifest as manifests
from simulation.results.errors import ResultsError
from simulation.results.reader import StoredRun, latest
from tests.faults.case import Case, complete, folder_of, forked, is_clear, must_be_whole, require

YEARS = (1970, 1971, 2000, 2038, 2100, 9999)


def cases(random: Random, share: float = 1.0) -> Iterator[Case]:
    """Yield the cases of this module; ``share`` takes a part of those with two processes."""
    yield from _together(random, share)
    yield from _clocks(random)


# --- two processes on one folder -------------------------------------------------------------------------------------


def _together(random: Random, share: float) -> Iterator[Case]:
    for number in range(max(2, int(40 * share))):
        kinds = [random.choice(["run", "fresh", "other", "read"]) for _ in range(2)]
        yield Case("two processes", f"{number}: {' and '.join(kinds)}", _both(kinds, random.uniform(0, 0.05)))


def _both(kinds: list[str], delay: float) -> Callable[[Path], None]:
    def one(root: Path, kind: str) -> int:
        try:
            if kind == "read":
                StoredRun.open(folder_of(root, 4)).table("weekly")
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

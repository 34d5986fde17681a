"""Finished values on disk: one sealed file for each case and replicate, below a run's folder.

A file holds its own digest over what it is and what is in it. One that is cut off, altered or
in another's place does not match and counts as missing, so it is made again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation.attribution.cases import Case, Setting
from simulation.compiled import source_hash
from simulation.results.execute import EXPLANATIONS, recover
from simulation.results.packing import UNREADABLE
from simulation.scenario.writing import scenario_hash
from simulation.system.locks import moving_alone
from simulation.system.writing import write_atomically

CODE: Final = (
    *("compiled.py", "declare/", "parameters.py", "world.py", "portable/", "model/", "organisation/"),
    *("interventions/", "scenario/", "engines/", "measures/", "results/persons.py", "attribution/cases.py"),
    "attribution/rerun.py",
    "attribution/store.py",
)
"""Sources on which stored values depend."""
_KEY_LENGTH: Final = 12
_DIGEST: Final = 32
_BELOW_RUN: Final = 2
"""Folders between that of a store and that of its run: `explain/<key>`."""


@dataclass(frozen=True, slots=True)
class ReplicateValues:
    """What one replicate of one case left in the week that is looked at.

    ``values`` [silos + 1, measures] hold all measures, the last row the whole organisation;
    ``people`` [n] one byte each (`simulation.attribution.rerun`), or None where they were not asked for.
    """

    values: NDArray[np.float64]
    people: NDArray[np.uint8] | None = None


@dataclass(frozen=True, slots=True)
class RerunStore:
    """The finished values of one scenario, code and week."""

    folder: Path
    identity: str

    @classmethod
    def of(cls, run_folder: Path, setting: Setting) -> RerunStore:
        """Return the store of a scenario and week below a run's folder."""
        text = f"{scenario_hash(setting.scenario)}\n{source_hash(CODE)}"
        key = hashlib.sha256(text.encode()).hexdigest()[:_KEY_LENGTH]
        week = f"week-{setting.week:04d}"
        return cls(run_folder / EXPLANATIONS / key / week, f"{key} {week}")

    def path(self, case: Case, replicate: int) -> Path:
        """File of one case and replicate."""
        return self.folder / case.key / f"{replicate:05d}.values"

    def read(self, case: Case, replicate: int, *, people: bool) -> ReplicateValues | None:
        """Return finished values, or None if they are missing, damaged, or lack the people that are asked for."""
        try:
            data = self.path(case, replicate).read_bytes()
        except OSError:
            return None
        seal, content = data[:_DIGEST], data[_DIGEST:]
        if seal != self._seal(case, replicate, content):
            return None
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                found = ReplicateValues(arrays["values"], arrays.get("people"))
        except UNREADABLE:
            return None
        return None if people and found.people is None else found

    def write(self, case: Case, replicate: int, outcome: ReplicateValues) -> None:
        """Store finished values; a file is there whole or not at all, in the run's folder even if that was replaced."""
        path = self.path(case, replicate)
        file = io.BytesIO()
        arrays = {"values": outcome.values} | ({} if outcome.people is None else {"people": outcome.people})
        np.savez_compressed(file, allow_pickle=False, **arrays)
        content = file.getvalue()
        put: Callable[[Path], None] = partial(_put, data=self._seal(case, replicate, content) + content)
        run = self.folder.parents[_BELOW_RUN]
        run.parent.mkdir(parents=True, exist_ok=True)
        with moving_alone(run.parent):
            recover(run)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, put)

    def _seal(self, case: Case, replicate: int, content: bytes) -> bytes:
        return hashlib.sha256(f"{self.identity} {case.key} {replicate}\n".encode() + content).digest()


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)

"""A trial in a process of its own, where texts have other hashes: `python -m simulation.plugin.elsewhere < job`."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from simulation.engines.run import simulate
from simulation.model.record import Trajectory
from simulation.plugin.contract import Broken, Trial
from simulation.plugin.loading import load
from simulation.scenario.schema import Scenario

SEEDS: Final = ("1", "2", "3")
"""Values of PYTHONHASHSEED that are tried: the order of sets depends on it, and Python draws one for each process."""
SECONDS: Final = 300


def same_in_every_process(plugin: Path, trial: Trial) -> None:
    """The same run gives the same bits in other processes, in which Python's hashes and the order of sets differ."""
    here = digest_of(simulate(trial.world(trial.plan), 0))
    job = json.dumps({"plugin": str(plugin), "base": trial.base.model_dump(mode="json"), "plan": trial.plan})
    with ThreadPoolExecutor() as pool:
        for code, said in pool.map(lambda seed: _elsewhere(job, seed), SEEDS):
            if code:
                raise Broken(f"it fails in a process of its own: {(said.strip().splitlines() or ['?'])[-1]}")
            if said.split()[-1:] != [here]:
                raise Broken("its run differs between processes: do not use hash(), id(), the clock or a set's order")


def _elsewhere(job: str, seed: str) -> tuple[int, str]:
    """Run a job in a process with other hashes; return its exit code and its digest, or its complaint."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(
        command, input=job, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stderr if done.returncode else done.stdout


def digest_of(trajectory: Trajectory) -> str:
    """SHA-256 of what a run counts and books."""
    digest = hashlib.sha256()
    for array in (trajectory.counts, trajectory.roles, trajectory.replies, trajectory.booked):
        digest.update(array.tobytes())
    for table in (trajectory.people, trajectory.communities, trajectory.events or {}):
        for name in sorted(table):
            digest.update(name.encode() + table[name].tobytes())
    return digest.hexdigest()


def main() -> None:
    """Run the job on standard input and print its digest."""
    job: dict[str, Any] = json.load(sys.stdin)
    load(job["plugin"])
    trial = Trial(Scenario.model_validate(job["base"]), job["plan"])
    sys.stdout.write(digest_of(simulate(trial.world(trial.plan), 0)) + "\n")


if __name__ == "__main__":
    main()

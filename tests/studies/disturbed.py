"""A study that is disturbed: killed, continued, worked on by several; its digest must be the undisturbed one's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from simulation.scenario.writing import resolved_yaml
from simulation.studies.file.loading import load_study
from simulation.studies.file.study import Study
from simulation.studies.running.pools import Here
from tests.studies.company import company

ROOT = Path(__file__).resolve().parents[2]
STUDY = """
schema_version: 1
name: disturbed
scenarios: [small.yaml]
vary:
  imitation_rate: {range: [0.01, 0.4]}
  interventions.kick-off.strength: {range: [0, 2]}
  interventions.managers: presence
design: {kind: sobol_sequence, points: 32}
replicates: 4
keep: {measures: [registered, contributions_total]}
"""
RUNS = 128


def written(folder: Path, **changes: object) -> Path:
    """Write the study and its scenario into a folder."""
    (folder / "small.yaml").write_text(resolved_yaml(company(**changes)), encoding="utf-8")
    path = folder / "study.yaml"
    path.write_text(STUDY.lstrip(), encoding="utf-8")
    return path


def changed(path: Path, *, managers: str, points: int, replicates: int) -> Path:
    """Have the study vary the presence of another intervention, at another number of points."""
    text = path.read_text(encoding="utf-8").replace("interventions.managers", f"interventions.{managers}")
    text = text.replace("points: 32", f"points: {points}").replace("replicates: 4", f"replicates: {replicates}")
    path.write_text(text, encoding="utf-8")
    return path


def opened(path: Path, out: str = "out") -> Study:
    return load_study(path, path.parent / out)


def undisturbed(path: Path) -> str:
    study = opened(path, "undisturbed")
    study.run(Here())
    return study.digest()


def started(path: Path, *more: str, out: str = "out") -> subprocess.Popen[str]:
    """Start a process that runs the study."""
    command = [sys.executable, "-m", "simulation", "study", "run", str(path), "--out", str(path.parent / out), *more]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": ""}
    return subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def n_stored(path: Path, out: str = "out") -> int:
    study = opened(path, out)
    study.store.refresh()
    return study.store.count()


def killed_at(process: subprocess.Popen[str], path: Path, runs: int, seconds: float = 60) -> None:
    """Kill a process and its workers as soon as so many runs are stored; it may be finished before."""
    limit = time.monotonic() + seconds
    while process.poll() is None and n_stored(path) < runs and time.monotonic() < limit:
        time.sleep(0.002)
    kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def is_whole(study: Study) -> bool:
    """Whether every run is there once: none lost, none counted twice."""
    study.store.refresh()
    sweep = study.sweep()
    keys = {sweep[number].key for number in range(len(sweep))}
    return study.store.count() == len(keys) == RUNS

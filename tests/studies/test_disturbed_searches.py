"""A calibration and a search for the best plan that are killed at any moment come to the same, from the same runs."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from simulation.scenario.writing import resolved_yaml
from simulation.studies.file.loading import load_study
from simulation.studies.file.searches import Answered, answered, search_of
from simulation.studies.running.driver import Work
from simulation.studies.running.pools import Here, Pool, pool_of
from tests.studies.company import company
from tests.studies.disturbed import ROOT, kill

COUNTED = {"label": "at the end", "measure": "registered", "week": 15, "value": 60, "spread": 0.2}
ASKED = {
    "best": """
vary:
  interventions.kick-off: presence
  interventions.managers: presence
  interventions.managers.communities: {levels: [1, 2, 4]}
best: {measure: readers_28, budget_eur: 9000, budget_hours: 400, runs: 100, fresh: 8}
""",
    "calibrate": "calibrate: {bank: 24, wave: 10, most_waves: 1, effective: 10, most: 20, checks: 4, rows: 20}\n",
}
QUESTIONS = sorted(ASKED)


def written(folder: Path, question: str) -> Path:
    small = company(observations=[COUNTED], run={"weeks": 16, "seed": 5})
    (folder / "small.yaml").write_text(resolved_yaml(small), encoding="utf-8")
    path = folder / "study.yaml"
    path.write_text(f"schema_version: 1\nname: asked\nscenarios: [small.yaml]\n{ASKED[question]}", encoding="utf-8")
    return path


def outcome(path: Path, out: str, pool: Pool, work: Work | None = None) -> Answered:
    study = load_study(path, path.parent / out)
    search = search_of(study)
    assert search is not None
    return answered(study, search, pool, work)


def n_stored(path: Path) -> int:
    study = load_study(path, path.parent / "out")
    study.store.refresh()
    return study.store.count()


@pytest.mark.parametrize("kills", [1, pytest.param(50, marks=pytest.mark.slow)])
@pytest.mark.parametrize("question", QUESTIONS)
def test_kill_9_of_the_driver_at_any_moment(tmp_path: Path, question: str, kills: int) -> None:
    """Moments are spread over the whole work: after some stored runs, or some time, whichever comes first."""
    path = written(tmp_path, question)
    expected = outcome(path, "undisturbed", Here())
    chance = random.Random(kills)
    command = [sys.executable, "-m", "simulation", "study", "run", str(path), "--workers", "1", "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": "", "OPENBLAS_NUM_THREADS": "1"}
    for number in range(kills):
        process = subprocess.Popen(
            [*command, "--out", str(tmp_path / "out")], env=environment, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        wanted, limit = expected.runs * (number + chance.random()) / kills, time.monotonic() + chance.uniform(1, 20)
        while process.poll() is None and n_stored(path) < wanted and time.monotonic() < limit:
            time.sleep(0.005)
        kill(process)
    again = outcome(path, "out", Here())
    assert (again.digest, again.runs) == (expected.digest, expected.runs)
    assert n_stored(path) == expected.runs, "none lost, none twice"


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_kill_9_of_a_worker_at_any_moment(tmp_path: Path, question: str) -> None:
    path = written(tmp_path, question)
    expected = outcome(path, "undisturbed", Here())
    chance, killed = random.Random(7), [0]
    ours: list[Any] = []

    def disturb(_state: object) -> None:
        if killed[0] < 50 and chance.random() < 0.15 and (victims := list(ours[0]._executor._processes)):
            killed[0] += 1
            with contextlib.suppress(ProcessLookupError):  # it was going
                os.kill(chance.choice(victims), signal.SIGKILL)

    with pool_of(2) as pool:
        ours.append(pool)
        found = outcome(path, "out", pool, Work(on_progress=disturb))
    assert killed[0] >= 3
    assert (found.digest, found.runs) == (expected.digest, expected.runs)


@pytest.mark.parametrize("question", QUESTIONS)
def test_two_drivers_and_a_cluster_come_to_the_same(tmp_path: Path, question: str) -> None:
    """In one process, by two processes on one store, and by Dask with two workers."""
    distributed = pytest.importorskip("distributed")
    path = written(tmp_path, question)
    expected = outcome(path, "undisturbed", Here())
    command = [sys.executable, "-m", "simulation", "study", "run", str(path), "--workers", "1", "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": "", "OPENBLAS_NUM_THREADS": "1"}
    both = [
        subprocess.Popen([*command, "--out", str(tmp_path / "out")], env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in both:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        assert expected.digest.encode() in said
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as cluster,
        pool_of(1, cluster.scheduler_address) as pool,
    ):
        assert outcome(path, "dask", pool).digest == expected.digest

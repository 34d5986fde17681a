"""Whatever disturbs a study, its digest is the undisturbed one: none lost, none twice, and what cannot be is said."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from simulation.results.errors import InputError, ResultsError, RunInterrupted
from simulation.studies.file.study import Shard
from simulation.studies.running import pools
from simulation.studies.running.driver import Progress, Work
from simulation.studies.running.pools import Here, pool_of
from simulation.studies.store import parts
from tests.studies.company import KICK_OFF, company
from tests.studies.disturbed import RUNS, changed, is_whole, killed_at, n_stored, opened, started, undisturbed, written

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path)


def finished(process: Any) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return str(out)


@pytest.mark.parametrize("kills", [1, pytest.param(25, marks=pytest.mark.slow)])
def test_kill_9_of_the_driver_at_any_moment(path: Path, kills: int) -> None:
    random = Random(kills)
    for number in range(kills):
        killed_at(started(path, "--workers", "1"), path, random.randrange(RUNS * number // kills, RUNS - 1) + 1)
    finished(started(path, "--workers", "1"))
    study = opened(path)
    assert study.digest() == undisturbed(path)
    assert is_whole(study)


@pytest.mark.parametrize("kills", [1, pytest.param(25, marks=pytest.mark.slow)])
def test_kill_9_of_a_worker_at_any_moment(path: Path, kills: int) -> None:
    """The others' work is kept, and what the killed one had not stored is run again."""
    random, left = Random(kills), sorted(Random(kills).sample(range(RUNS), kills), reverse=True)
    ours: list[Any] = []

    def disturb(state: Progress) -> None:
        if left and state.finished >= left[-1]:
            left.pop()
            if victims := list(ours[0]._executor._processes):
                with contextlib.suppress(ProcessLookupError):  # it was going
                    os.kill(random.choice(victims), signal.SIGKILL)

    study = opened(path)
    with pool_of(2) as pool:
        ours.append(pool)
        state = study.run(pool, Work(on_progress=disturb))
    assert (state.finished, state.failed) == (RUNS, 0)
    assert study.digest() == undisturbed(path)
    assert is_whole(study)


def test_a_run_that_kills_its_worker_is_told_and_spoils_no_other(tmp_path: Path) -> None:
    from simulation.plugin.loading import load, unload

    file = tmp_path / "deadly.py"
    file.write_text(DEADLY, encoding="utf-8")
    plugin = load(file)
    try:
        plans = [*company().model_dump(mode="json")["interventions"], {"kind": "deadly", "name": "deadly", "start": 3}]
        path = changed(written(tmp_path, interventions=plans), managers="deadly", points=2, replicates=1)
        study = opened(path)
        with pool_of(2) as pool:
            state = study.run(pool)
        assert (state.finished, state.failed) == (1, 1)
        ((_, _, why),) = study.failures()
        assert "killed 3 times, alone at work" in why.message
    finally:
        unload(plugin)


DEADLY = '''
"""Ends the process of whoever runs it."""
import os
import signal
from typing import ClassVar, Literal

from simulation.plugin import Active, Cost, Intervention, intervention


@intervention
class Deadly(Intervention):
    """Kills."""

    evidence: ClassVar[str] = "none"
    kind: Literal["deadly"] = "deadly"

    def activate(self, world, view):
        os.kill(os.getpid(), signal.SIGKILL)
'''


def test_two_drivers_share_the_work(path: Path) -> None:
    drivers = [started(path, "--workers", "1") for _ in range(2)]
    said = [finished(driver) for driver in drivers]
    made = [int(text.split("finished; ")[1].split()[0]) for text in said]
    study = opened(path)
    assert study.digest() == undisturbed(path)
    assert is_whole(study)
    assert sum(made) < 2 * RUNS or 0 in made, "the second one does not make everything again"


def test_shards_and_workers_give_the_same(path: Path) -> None:
    expected = undisturbed(path)
    apart, together = opened(path, "shards"), opened(path, "workers")
    for number in (2, 1):
        apart.run(Here(), shard=Shard(number, 2))
    with pool_of(2) as pool:
        together.run(pool)
    assert expected == apart.digest() == together.digest()


@pytest.mark.parametrize("room", [0, 1, 5000])
def test_a_full_disk_stops_it_and_costs_nothing(path: Path, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left, real = [room], os.write

    def write(number: int, content: bytes) -> int:
        taken = min(left[0], len(content))
        left[0] -= taken
        if not taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(number, content[:taken])

    study = opened(path)
    study.sweep().check()
    with monkeypatch.context() as full:
        full.setattr(parts.os, "write", write)
        with pytest.raises(ResultsError, match=r"cannot write results to .*No space left"):
            study.run(Here())
    stored = n_stored(path)
    state = study.run(Here())
    assert state.made == RUNS - stored
    assert study.digest() == undisturbed(path)
    assert study.store.damaged <= 1


def test_a_torn_line_and_a_lost_file_are_made_again(path: Path) -> None:
    expected = undisturbed(path)
    study = opened(path)
    study.run(Here())
    (part,) = study.store.folder.glob(parts.PATTERN)
    content = part.read_bytes()
    for damaged in (content[:-9], content[: len(content) // 2] + b"\x00" * 50 + content[len(content) // 2 + 50 :], b""):
        part.write_bytes(damaged)
        again = opened(path)
        state = again.run(Here())
        assert 1 <= state.made <= (2 if damaged else RUNS)
        assert again.digest() == expected


def test_a_stop_keeps_what_is_finished(path: Path) -> None:
    stop = threading.Event()
    study = opened(path)
    with pytest.raises(RunInterrupted, match=rf"stopped with \d+ of {RUNS} runs finished"):
        study.run(Here(), Work(stop, lambda state: stop.set() if state.finished > 20 else None))
    stored = n_stored(path)
    assert 20 < stored < RUNS
    assert study.run(Here()).made == RUNS - stored
    assert study.digest() == undisturbed(path)


def test_changed_code_is_not_mixed_in_and_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from simulation.studies.running import driver, worker
    from simulation.studies.store import model, store

    study = opened(path)
    study.run(Here())
    before = model.sources()
    for module in (store, driver, worker):
        monkeypatch.setattr(module, "model_id", lambda: "another")
    monkeypatch.setattr(model, "sources", lambda: before | {"model/rules.py": "changed"})
    anew = opened(path)
    state = anew.run(Here())
    assert state.made == RUNS, "everything is run anew"
    (other,) = anew.store.others()
    assert other.folder == study.store.folder
    assert other.changed == ("model/rules.py",)


def test_a_worker_with_other_code_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from simulation.studies.running import worker

    monkeypatch.setattr(worker, "model_id", lambda: "elsewhere")
    with pytest.raises(ResultsError, match="another version of Wandel"):
        opened(path).run(Here())


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler on this machine with two workers."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as found:
        yield found


def test_dask_gives_the_same_also_with_a_worker_more_and_one_killed(path: Path, cluster: Any) -> None:
    study = opened(path)
    told: list[Progress] = []

    def disturb(state: Progress) -> None:
        if not told and state.finished > RUNS // 4:
            told.append(state)
            cluster.scale(3)
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

    with pool_of(1, cluster.scheduler_address) as pool:
        state = study.run(pool, Work(on_progress=disturb))
    assert told
    assert (state.finished, state.failed) == (RUNS, 0)
    assert study.digest() == undisturbed(path)
    assert is_whole(study)


@pytest.mark.slow
def test_a_scheduler_that_goes_away_ends_it_with_a_word(path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    study = opened(path)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as gone,
        pool_of(1, gone.scheduler_address) as pool,
        pytest.raises(ResultsError, match=r"cannot be reached any longer .* the same command goes on from there"),
    ):
        study.run(pool, Work(on_progress=lambda state: gone.close() if state.finished > RUNS // 4 else None))
    assert n_stored(path) > RUNS // 4
    study.run(Here())
    assert study.digest() == undisturbed(path)


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "CONNECT_S", 1)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        with pytest.raises(InputError, match=f"the scheduler {address} cannot be reached"), pool_of(1, address):
            pass


def test_plugins_reach_the_workers(tmp_path: Path) -> None:
    """Also where their file is not: workers get its text."""
    from simulation.plugin.loading import load, unload

    source = ROOT / "experiments" / "plugins" / "lunch_roulette.py"
    file = tmp_path / "mine.py"
    file.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    plugin = load(file)
    lunch = {"kind": plugin.kinds[0], "name": "lunch", "start": 2}
    try:
        path = changed(written(tmp_path, interventions=[lunch, KICK_OFF]), managers="lunch", points=2, replicates=4)
        study = opened(path)
        with pool_of(2) as pool:
            state = study.run(pool)
        assert (state.finished, state.failed) == (8, 0)
        assert study.digest() == undisturbed(path)
    finally:
        unload(plugin)

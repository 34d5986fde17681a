"""Locks go with the process that holds them; who waits is told for whom, and not for ever."""

from __future__ import annotations

import builtins
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from simulation.results.errors import ResultsError
from simulation.results.files import locked
from simulation.system import compiling
from simulation.system.locks import HeldError, awaited, held, moving_alone

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from simulation.system.locks import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


@contextmanager
def holder(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a lock."""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)], stdout=subprocess.PIPE, text=True, env=surroundings
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_who_holds_a_lock_is_named(tmp_path: Path) -> None:
    with holder(tmp_path / ".lock") as process:
        with pytest.raises(HeldError) as caught, held(tmp_path / ".lock"):
            pass
        assert caught.value.holder == str(process.pid)
        with pytest.raises(ResultsError, match=f"number {process.pid}"), locked(tmp_path):
            pass


def test_a_killed_holder_holds_no_longer(tmp_path: Path) -> None:
    told: list[str] = []
    with holder(tmp_path / ".lock") as process:
        with awaited(tmp_path / ".lock", 0.05, told.append) as got:
            assert not got
        process.send_signal(signal.SIGKILL)
        with awaited(tmp_path / ".lock", 30, told.append) as got:
            assert got
    assert set(told) == {str(process.pid)}


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("precious")
    (tmp_path / ".lock").symlink_to(mine)
    with pytest.raises(OSError, match="is a link"), locked(tmp_path):
        pass
    with moving_alone(tmp_path):
        pass
    assert mine.read_text() == "precious"


def test_nobody_is_kept_out_where_there_are_no_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name in {"fcntl", "portalocker"}:
            raise ModuleNotFoundError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with held(tmp_path / ".lock"), held(tmp_path / ".lock"):
        assert (tmp_path / ".lock").exists()


def test_who_compiles_and_who_waits_says_so_once(tmp_path: Path) -> None:
    told: list[str] = []
    compiling.tell_by(told.append)
    with holder(tmp_path / compiling.LOCK) as process:
        ended = time.monotonic() + 60

        def way(text: str) -> None:
            told.append(text)
            process.kill()  # a compiler that is killed while one waits for it

        compiling.tell_by(way)
        with compiling.making():
            compiling.alone_in(tmp_path)
            compiling.alone_in(tmp_path)  # what the first function calls is made under the same lock
            with compiling.making(), pytest.raises(HeldError), held(tmp_path / compiling.LOCK):
                pass
        assert time.monotonic() < ended
        with held(tmp_path / compiling.LOCK):
            pass
    compiling.tell_by(told.append)
    for _ in range(2):
        compiling.tell_once()
    assert told == [
        f"Another process (number {process.pid}) is compiling the engine; waiting for it.",
        "Compiling the engine (about a minute, once).",
    ]


def test_a_failure_to_compile_lets_others_go_on(tmp_path: Path) -> None:
    def fails() -> None:
        with compiling.making():
            compiling.alone_in(tmp_path)
            raise MemoryError

    with pytest.raises(MemoryError):
        fails()
    with held(tmp_path / compiling.LOCK):
        pass


def test_code_that_is_asked_for_outside_of_compiling_holds_nothing(tmp_path: Path) -> None:
    compiling.alone_in(tmp_path)
    assert list(tmp_path.iterdir()) == []

"""A process that gets too little memory says so, and ends."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.system import memory

ROOT = Path(__file__).parents[2]
PLAN = """\
schema_version: 1
name: plan
organisation: {people: 80}
run: {start: 2024-01-01, weeks: 4, replicates: 1, seed: 1}
"""


@pytest.mark.skipif(os.name == "nt", reason="that system limits no addresses")
@pytest.mark.parametrize("kilobytes", [500_000, 900_000, 1_100_000])
@pytest.mark.parametrize("words", [["compare", "a.yaml", "a.yaml"], ["run", "a.yaml"], ["tornado", "a.yaml"]])
def test_too_small_a_limit_is_told_at_once(kilobytes: int, words: list[str], tmp_path: Path) -> None:
    """SciPy's library tried for memory without end, deaf to signals."""
    (tmp_path / "a.yaml").write_text(PLAN)
    command = f"ulimit -v {kilobytes}; exec {sys.executable} -m simulation {' '.join(words)}"
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "not enough memory" in done.stderr
    assert f"{kilobytes / 2**20:.1f} GiB" in done.stderr
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_what_a_limit_leaves_is_what_is_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_limit", lambda: memory.LIBRARIES + 5)
    assert memory.available_bytes() == 5
    assert memory.too_little() == ""
    monkeypatch.setattr(memory, "_limit", lambda: memory.LIBRARIES - 5)
    assert memory.available_bytes() == 0
    assert "ulimit" in memory.too_little()
    monkeypatch.setattr(memory, "_limit", lambda: None)
    assert memory.too_little() == ""


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("libscipy_openblas.so: failed to map segment from shared object"),
        RuntimeError("can't start new thread"),
    ],
)
def test_libraries_say_in_many_ways_that_memory_was_lacking(error: Exception) -> None:
    assert memory.was_lacking(error)
    wrapped = ValueError("could not be loaded")
    wrapped.__cause__ = error
    assert memory.was_lacking(wrapped)


@pytest.mark.parametrize("error", [ValueError("x"), ImportError("No module named x"), OSError(errno.ENOSPC, "full")])
def test_other_errors_are_not_taken_for_a_lack_of_memory(error: Exception) -> None:
    assert not memory.was_lacking(error)

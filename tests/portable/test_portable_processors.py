"""Every number is the same, whatever processor a process is on: in one table, for a developer has but one of them."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.frozen.frozen import DIGESTS, MACHINES, NAMES
from tests.portable import elsewhere
from tests.portable.elsewhere import COMMANDS, PROCESSORS

ROOT = Path(__file__).resolve().parents[2]
SLOW = ("compiled for any x86-64",)
"""Needs the engine compiled anew, which takes a minute; `test_portable_compiled` looks at single rules."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the commands print on this processor, and NumPy's own functions."""
    return {"documents": elsewhere.documents(tmp_path_factory.mktemp("here")), "functions": elsewhere.functions()}


def on(processor: str) -> dict[str, Any]:
    """Work everything out in a process that takes itself to be on another processor."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.portable.elsewhere"],
        cwd=ROOT, env={**os.environ, **PROCESSORS[processor]}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.skipif(platform.machine() not in MACHINES, reason="imitates x86-64 processors")
@pytest.mark.parametrize(
    "processor", [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in PROCESSORS]
)
def test_every_number_is_the_same_on_another_processor(processor: str, here: dict[str, Any]) -> None:
    """The frozen baselines give their digests, and every command prints the same document to the last digit."""
    there = on(processor)
    frozen = json.loads(DIGESTS.read_text())
    for name in NAMES:
        assert there["baselines"][name] == frozen[name], f"{name} {processor}"
    for name in COMMANDS:
        assert there["documents"][name] == here["documents"][name], f"{name} {processor}"


@pytest.mark.skipif(platform.machine() not in MACHINES, reason="imitates x86-64 processors")
def test_a_run_is_verified_on_another_processor(tmp_path: Path) -> None:
    """A colleague's run holds: made here, verified without AVX2."""
    wandel = [sys.executable, "-c", "from simulation.cli import main; main()"]
    scenario = str(Path(elsewhere.__file__).with_name("everything.yaml"))
    made, there = {**os.environ, "PYTHONPATH": str(ROOT)}, PROCESSORS["without AVX2"]
    run = [*wandel, "run", scenario, "--out", ".", "--no-page", "--workers", "1", "--weeks", "20"]
    subprocess.run(run, cwd=tmp_path, env=made, check=True, capture_output=True)
    (folder,) = (path.parent for path in tmp_path.glob("everything/*/manifest.json"))
    done = subprocess.run(
        [*wandel, "verify", str(folder), "--workers", "1"],
        cwd=tmp_path, env={**made, **there}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 replicates run again, the same digests" in done.stdout


def test_the_table_would_notice(here: dict[str, Any]) -> None:
    """NumPy's own functions do differ between the processors of the table, where this machine has all of them."""
    if not PROCESSORS["without AVX-512"]["NPY_DISABLE_CPU_FEATURES"]:
        pytest.skip("this processor has no AVX-512, so that NumPy has nothing to choose among")
    program = "import json; from tests.portable.elsewhere import functions; print(json.dumps(functions()))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, env={**os.environ, **PROCESSORS["without AVX-512"]}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["power"] != here["functions"]["power"]

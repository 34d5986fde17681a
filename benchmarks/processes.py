"""Whole processes: how long a small run takes from a warm start, and how much memory a person takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WANDEL = "from simulation.cli import main; main()"
NUMPY_AND_PANDAS = "import numpy, pandas"
MEMORY_SIZES = (200_000, 800_000)
FEW = 1_000


def warm_start(repeats: int = 7) -> dict[str, float]:
    """Time a small run whose code is compiled and whose organisation is on disk, beside two imports, in turns.

    ``_s`` is wall time, ``_cpu_s`` the processor time of the whole process, which is steadier
    on a machine with other work; each is the least of the repeats.
    """
    with tempfile.TemporaryDirectory() as folder:
        run = ["run", str(ROOT / "scenarios" / "small-demo.yaml"), "--replicates", "2", "--fresh", "--out", folder]
        commands = {
            "run": [sys.executable, "-c", WANDEL, *run],
            "imports": [sys.executable, "-c", NUMPY_AND_PANDAS],
        }
        _seconds(commands["run"])  # compiles, and makes the organisation
        turns = [{label: _seconds(command) for label, command in commands.items()} for _ in range(repeats)]
    found = {}
    for label in commands:
        found[f"{label}_s"], found[f"{label}_cpu_s"] = (min(turn[label][i] for turn in turns) for i in (0, 1))
    ratios = {"ratio": found["run_s"] / found["imports_s"], "cpu_ratio": found["run_cpu_s"] / found["imports_cpu_s"]}
    return found | ratios


def _seconds(command: Sequence[str]) -> tuple[float, float]:
    """Return wall and processor time of a process, which may keep its modules' byte code as usual: that is warm too."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment)
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def memory(sizes: tuple[int, int] = MEMORY_SIZES) -> dict[str, float]:
    """Bytes that one more person takes in a process that builds a world and runs one replicate, by two sizes.

    ``peak`` is all of it with the organisation found on disk, ``ties`` the layers as
    compressed rows, ``layout`` the kernel's copy of them, ``beside_ties`` the rest;
    ``peak_made`` and ``beside_ties_made`` are those of a process that makes the organisation.
    """
    _in_child(FEW, "made")  # compiles, which takes memory too
    _in_child(FEW, "stored")
    per_person = {}
    for how in ("made", "stored"):
        small, large = (_in_child(n, how) for n in sizes)
        per_person[how] = {name: (large[name] - small[name]) / (sizes[1] - sizes[0]) for name in small}
    made, stored = per_person["made"], per_person["stored"]
    both = stored["ties"] + stored["layout"]
    return {
        **stored,
        "beside_ties": stored["peak"] - both,
        "peak_made": made["peak"],
        "beside_ties_made": made["peak"] - both,
    }


def _in_child(n: int, how: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.memory", str(n), how]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    found: dict[str, float] = json.loads(done.stdout)
    return found

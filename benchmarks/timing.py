"""How time is taken: processor time of the measuring thread, and a description of the machine beside it."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from benchmarks.workload import Engine

LIBRARIES = ("wandel", "numpy", "numba", "llvmlite", "scipy", "pandas", "mesa", "starsim")


def time_engine(engine: Engine, n: int, weeks: int, seed: int = 0) -> dict[str, float]:
    """Run an engine once; return ``ns`` per employee-week of the weeks alone and ``setup_s``, the rest of the call."""
    start = time.thread_time_ns()
    cpu_ns = engine(n, weeks, seed).cpu_ns
    return {"ns": cpu_ns / (n * weeks), "setup_s": (time.thread_time_ns() - start - cpu_ns) / 1e9}


def time_call(call: Callable[[], object], employee_weeks: int) -> dict[str, float]:
    """Time one call that does ``employee_weeks`` of work."""
    start = time.thread_time_ns()
    call()
    return {"ns": (time.thread_time_ns() - start) / employee_weeks, "setup_s": 0.0}


def time_threads(task: Callable[[int], object], n_tasks: int, repeats: int = 5) -> dict[str, float]:
    """Wall time of ``task(0) ... task(n_tasks - 1)`` on one and on two threads: least of interleaved repeats."""
    walls: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(repeats):
        for n_threads, seconds in walls.items():
            with ThreadPoolExecutor(n_threads) as pool:
                start = time.perf_counter()
                list(pool.map(task, range(n_tasks)))
                seconds.append(time.perf_counter() - start)
    one, two = min(walls[1]), min(walls[2])
    return {"one_thread_s": one, "two_threads_s": two, "speedup": one / two}


@dataclass(frozen=True)
class Machine:
    """Where a run was measured; stands at the head of every table."""

    cpu: str
    cores: int | None
    system: str
    python: str
    versions: dict[str, str]


def machine() -> Machine:
    """Describe this machine."""
    return Machine(
        cpu=_cpu_name(),
        cores=os.cpu_count(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        versions={name: _version(name) for name in LIBRARIES},
    )


def _cpu_name() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"

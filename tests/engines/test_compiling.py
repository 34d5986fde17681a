"""What is compiled for the kernel: each function once."""

from __future__ import annotations

import importlib
import os
import pickle
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from numba.core.dispatcher import Dispatcher

import simulation.engines.kernel
from simulation.engines.run import simulate
from tests.engines.cases import small, world_of

CALLED_BY_MESA = "simulation.engines.kernel.count.concentration"
"""Compiled for Python's int as well, once the other engine has run."""
CALLED_BY_BOOKING = ("simulation.engines.kernel.sharing.place", "simulation.engines.kernel.sharing.share_out")
CALLED_BY_INTERVENTIONS = "simulation.engines.kernel.acting.list_once"
"""Compiled when effects of interventions are first put together, which this run has none of."""
FOR_WEB_PAGES = ("combining", "standalone")
"""Modules of the kernel that only web pages run (`simulation.wasm`)."""


def kernel_functions() -> Iterator[str]:
    """Full name of every compiled function of the kernel; parts of others have no code of their own."""
    for found in pkgutil.iter_modules(simulation.engines.kernel.__path__, "simulation.engines.kernel."):
        if found.name.endswith(FOR_WEB_PAGES):
            continue
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            own = isinstance(function, Dispatcher) and function.__module__ == found.name
            if own and function.targetoptions["inline"] == "never":
                yield f"{found.name}.{name}"


def test_every_function_of_the_kernel_is_compiled_for_one_signature():
    """Counters that started as Python's 0, a type of its own to numba, had made half of the kernel compile twice.

    Looks into the cache on disk: a kernel that came from there knows no signatures of what it calls. Thresholds are
    even because spacing them is the only function that the default leaves out.
    """
    simulate(world_of(small(model={"thresholds": "even"})), 0)
    signatures: dict[str, int] = {}
    for name in kernel_functions():
        stored = Path(os.environ["NUMBA_CACHE_DIR"]).glob(f"{name}.*.compiled")
        signatures[name] = len({str(pickle.loads(path.read_bytes()[32:])[1][0]) for path in stored})
    assert signatures.pop(CALLED_BY_MESA) in {1, 2}
    assert signatures.pop(CALLED_BY_INTERVENTIONS) in {0, 1}
    for name in CALLED_BY_BOOKING:
        assert signatures.pop(name) in {0, 1, 2}, "whole books and parts of them"
    assert "simulation.engines.kernel.weeks._chunk" in signatures
    assert {name: n for name, n in signatures.items() if n != 1} == {}

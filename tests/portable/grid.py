"""A program that prints a digest for each rule of the model, worked out over a grid by vector code: compiled afresh.

``python -m tests.portable.grid`` is run with other targets for the compiler by `test_portable_compiled`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any

import numba
import numpy as np

from simulation.model import arithmetic, rules

N = 20_011
"""Points; no multiple of a vector's length, so that what is left over at the end is compared, too."""
RULES = {
    "exp32": (arithmetic.exp32, (-90, 90)),
    "log32": (arithmetic.log32, (1e-6, 1e6)),
    "normal_quantile": (arithmetic.normal_quantile, (1e-7, 1 - 1e-7)),
    "exposure": (rules.exposure, (0, 1), (0.1, 1), (0, 1), (0.01, 20), (1, 1)),
    "registration": (rules.registration_hazard, (0, 1), (0, 1), (0, 1), (0, 3), (0, 0.1)),
    "usefulness": (rules.usefulness, *[(-1, 1)] * 10),
    "read_logit": (rules.read_logit, *[(-3, 3)] * 19),
    "contribute_drive": (rules.contribute_drive, *[(0, 3)] * 13),
    "contribute_setting": (rules.contribute_setting, *[(-2, 2)] * 11),
}
"""Rules that hold every kind of arithmetic of the model (products added up, quotients, roots, bits), with the ranges
of their arguments."""


def columns(ranges: tuple[Any, ...]) -> list[Any]:
    """Return a column of single-precision numbers within each range."""
    rng = np.random.default_rng(0)
    return [rng.uniform(low, high, N).astype(np.float32) for low, high in ranges]


def compiled(rule: Any, n_columns: int, **options: Any) -> Any:
    """Return a loop over columns that calls a rule, compiled for the target that the environment asks for."""
    names = [f"x{i}" for i in range(n_columns)]
    source = f"def over({', '.join(names)}, found):\n    for i in range(found.size):\n"
    source += f"        found[i] = rule({', '.join(f'{name}[i]' for name in names)})\n"
    space: dict[str, Any] = {"rule": numba.njit(error_model="numpy", inline="always", **options)(rule.py_func)}
    exec(source, space)
    return numba.njit(error_model="numpy", _nrt=False, **options)(space["over"])


def worked_out(name: str, **options: Any) -> tuple[Any, str]:
    """Return the loop over a rule and the digest of what it gives."""
    rule, *ranges = RULES[name]
    over, values = compiled(rule, len(ranges), **options), np.empty(N, np.float32)
    over(*columns(tuple(ranges)), values)
    return over, hashlib.sha256(values.tobytes()).hexdigest()


def digests() -> dict[str, str]:
    """Return the digest of each rule's values."""
    return {name: worked_out(name)[1] for name in RULES}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(digests()))

"""Everything that is stored or printed as a number, once: `python -m tests.portable.elsewhere` prints it as JSON.

Run by tests in processes that imitate other processors (`PROCESSORS`), to be compared number by number.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__  # no public name says what can be left out

from simulation.cli.main import run as wandel
from tests.frozen.frozen import NAMES, record, run

HERE = Path(__file__).parent
COMMANDS = {
    "run": ("run", "everything.yaml", "--no-page"),
    "compare": ("compare", "nothing.yaml", "everything.yaml"),
    "value": ("value", "everything"),
    "survey": ("survey", "nothing", "everything"),
    "split": ("split", "everything.yaml", "--group", "more=campaign,use_cases,ambassador_tasks", "--no-page"),
    "tornado": ("tornado", "nothing.yaml", "--people", "60", "--replicates", "2", "--group", "survey", "--no-page"),
    "organisation": ("organisation", "everything.yaml"),
}
"""Commands whose numbers are compared; each prints one JSON document."""
_OTHERWISE = re.compile(r' *"(folder|page|[a-z_]*_s)": [^\n]*\n')
"""Lines of a document that say where something lies and how long it took."""


def _off(*words: str) -> str:
    """Instructions that NumPy could use here and shall not, by the beginnings of their names in its version."""
    return " ".join(name for name in __cpu_dispatch__ if __cpu_features__[name] and name.startswith(words))


AVX512 = ("AVX512", "X86_V4")
AVX2 = (*AVX512, "AVX2", "FMA3", "X86_V3")
PROCESSORS: dict[str, dict[str, str]] = {
    "without AVX-512": {"NPY_DISABLE_CPU_FEATURES": _off(*AVX512)},
    "without AVX2": {"NPY_DISABLE_CPU_FEATURES": _off(*AVX2)},
    "C library without AVX2 and FMA": {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX2_Usable,-FMA_Usable"},
    "compiled for any x86-64": {"NUMBA_CPU_NAME": "generic"},
}
"""Environments in which a process takes itself to be on another processor."""


def documents(folder: Path) -> dict[str, Any]:
    """Return what each of `COMMANDS` prints in a folder, as lines, but for places and times."""
    found = {}
    for name in ("everything.yaml", "nothing.yaml"):
        shutil.copy(HERE / name, folder)
    with contextlib.chdir(folder):
        for name, words in COMMANDS.items():
            text = io.StringIO()
            with contextlib.redirect_stdout(text):
                code = wandel([*words, "--json", *(["--workers", "1"] if name in WORKING else [])])
            assert code == 0, (name, text.getvalue())
            found[name] = _OTHERWISE.sub("", text.getvalue()).splitlines()
    return found


WORKING = ("run", "compare", "split", "tornado")


def baselines(folder: Path) -> dict[str, Any]:
    """Return the records of the frozen baselines, run below a folder."""
    return {name: record(run(name, folder)) for name in NAMES}


def functions() -> dict[str, str]:
    """Return digests of NumPy's own functions, which do differ, so that a test can say that it would notice."""
    x = np.linspace(0.01, 30, 20_000)
    with np.errstate(all="ignore"):
        found = {"exp": np.exp(x), "log": np.log(x), "power": np.power(1.05, -x)}
    return {name: hashlib.sha256(values.tobytes()).hexdigest() for name, values in found.items()}


def main() -> int:
    """Print all of it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("WANDEL_PLUGINS", None)
        found = {"baselines": baselines(Path(folder)), "documents": documents(Path(folder)), "functions": functions()}
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

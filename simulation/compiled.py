"""Compiled code: one decorator for scalar rules, one for loops, one cache folder per source state.

A compiled function is cached on disk. Numba does not notice when a *callee* in another
file changes, so the cache folder is named by a hash of all the package's sources: changed
rules can never be served by an old kernel.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

PACKAGE = Path(__file__).resolve().parent
_F = TypeVar("_F", bound=Callable[..., Any])


COMPILED_PARTS = (
    "compiled.py",
    "model/",
    "organisation/",
    "engines/kernel/",
    "engines/initial.py",
    "engines/weights.py",
)


@cache
def source_hash(parts: tuple[str, ...] = ()) -> str:
    """SHA-256 over the package's Python files (path and content) in sorted order, or over some parts of it."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not parts or name.startswith(parts):
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def cache_folder() -> Path:
    """Folder for what can always be made again: $WANDEL_CACHE, else the user's cache folder."""
    chosen = os.environ.get("WANDEL_CACHE")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "wandel"


def use_own_cache() -> None:
    """Point numba at a cache folder named by the sources' hash; a temporary one if that is read-only.

    Works through the environment, so that commands which compile nothing need not import numba.
    """
    state = source_hash(COMPILED_PARTS)[:16]
    folder = cache_folder() / "compiled" / state
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(folder)
    except OSError:
        folder = Path(tempfile.gettempdir()) / f"wandel-compiled-{os.getuid()}" / state
        folder.mkdir(parents=True, exist_ok=True)
    os.environ["NUMBA_CACHE_DIR"] = str(folder)
    if "numba" in sys.modules:
        cast(Any, sys.modules["numba"]).core.config.CACHE_DIR = str(folder)


def is_cold() -> bool:
    """Whether the engine still has to be compiled for this state of the sources."""
    return not any(Path(os.environ["NUMBA_CACHE_DIR"]).rglob("weeks.run_weeks*.nbi"))


def skip_blas_probe() -> None:
    """Keep numba from importing SciPy's linear algebra to see whether there is BLAS, which no loop here uses.

    The probe takes a fifth of a small run's time. Only for a process of our own, such as a
    command: numba then believes that there is no BLAS.
    """
    modules = cast(dict[str, Any], sys.modules)
    if "scipy.linalg" in modules or "numba.np.arraymath" in modules:
        return
    modules["scipy.linalg"] = None
    try:
        importlib.import_module("numba.np.arraymath")
    finally:
        del modules["scipy.linalg"]


def rule(signature: str) -> Callable[[_F], _F]:
    """Compile a scalar formula; ``signature`` (numba's notation) fixes its types for both engines.

    The kernel inlines the function; the Mesa engine calls it through `scalar`.
    """
    from numba import njit

    def decorate(function: _F) -> _F:
        compiled = njit(cache=True, nogil=True, error_model="numpy")(function)
        cast(Any, compiled).rule_signature = signature
        return cast(_F, compiled)

    return decorate


def loop(function: _F) -> _F:
    """Compile a loop over arrays; division follows IEEE rules, the interpreter lock is released."""
    from numba import njit

    return cast(_F, njit(cache=True, nogil=True, error_model="numpy")(function))


def scalar(function: _F) -> _F:
    """Return a rule bound to its declared types: Python numbers are cast as the kernel holds them."""
    from numba import njit

    rule_function = cast(Any, function)
    return cast(
        _F,
        njit(rule_function.rule_signature, cache=True, nogil=True, error_model="numpy")(rule_function.py_func),
    )

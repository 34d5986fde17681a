"""Compiled code: one decorator for scalar rules, one for loops, one cache folder per source state.

A compiled function is cached on disk. Numba does not notice when a *callee* in another
file changes, so the cache folder is named by a hash of all the package's sources: changed
rules can never be served by an old kernel.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import pickle
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from simulation.system import compiling
from simulation.system.files import is_own_folder, private_folder, read_own, temporary_beside
from simulation.system.names import given_path

PACKAGE = Path(__file__).resolve().parent
_F = TypeVar("_F", bound=Callable[..., Any])

_SEAL_BYTES = hashlib.sha256().digest_size
_ENDING = ".compiled"
_LONGEST = 150
COMPILED_PARTS = (
    "compiled.py",
    "portable/elementary.py",
    "model/",
    "organisation/",
    "engines/kernel/",
    "engines/initial.py",
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
        return given_path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "wandel"
    except RuntimeError:  # no $HOME, and the system does not know this user
        return private_folder("wandel")


def use_own_cache() -> None:
    """Point numba at a cache folder named by the sources' hash; a temporary one if that is read-only or not our own.

    Without any, the engine is compiled anew in each process. Works through the environment, so
    that commands which compile nothing need not import numba.
    """
    state = source_hash(COMPILED_PARTS)[:16]
    found = _writable(lambda: cache_folder() / "compiled", state) or _writable(_private_folder, state)
    folder = str(found or "")
    os.environ["NUMBA_CACHE_DIR"] = folder
    if "numba" in sys.modules:
        cast(Any, sys.modules["numba"]).core.config.CACHE_DIR = folder


def _private_folder() -> Path:
    return private_folder("wandel-compiled")


def _writable(place: Callable[[], Path], state: str) -> Path | None:
    """Make a folder in a place and return it if it can be written to, and by no other user: its files are executed."""
    try:
        folder = place() / state
        folder.mkdir(parents=True, exist_ok=True)
        safe = is_own_folder(folder) and is_own_folder(folder.parent)
        return folder if safe and os.access(folder, os.W_OK) else None
    except OSError:
        return None


def has_cache() -> bool:
    """Whether compiled code is kept anywhere; else each process compiles the engine for itself."""
    return bool(os.environ.get("NUMBA_CACHE_DIR"))


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


class Store:
    """Compiled code of one function on disk, for numba: what is damaged, or cannot be kept, is compiled again.

    Numba itself loads whatever its files hold. A damaged one would end in a traceback, a crash or wrong numbers, and
    a full disk in a failed run. So this takes the place of numba's files (the private ``_cache_file`` of its cache, of
    which numba calls ``load`` and ``save``): one for each signature, which begins with the SHA-256 of the rest. One
    that another user can have written is not loaded, for loading runs it.
    ``stamp`` is what else code depends on: versions, and the state of the function's own file.
    """

    def __init__(self, function: Callable[..., Any], stamp: Any) -> None:
        self._folder = Path(os.environ["NUMBA_CACHE_DIR"])
        self._name = f"{function.__module__}.{function.__qualname__}"
        self._stamp = stamp

    def load(self, key: Any) -> Any:
        """Return what was stored under a key; else None, and this process is the one that compiles it.

        Another process that compiles is waited for: it may be storing just this.
        """
        found = self._stored(key)
        if found is None:
            compiling.alone_in(self._folder)
            found = self._stored(key)  # by the process that was waited for
            if found is None:
                compiling.tell_once()
        return found

    def _stored(self, key: Any) -> Any:
        try:
            stored = read_own(self._path(key)) or b""
        except OSError:
            return None
        seal, content = stored[:_SEAL_BYTES], stored[_SEAL_BYTES:]
        if hashlib.sha256(content).digest() != seal:
            return None
        stamp, of, data = pickle.loads(content)
        return data if (stamp, of) == (self._stamp, key) else None

    def save(self, key: Any, data: Any) -> None:
        """Store something under a key, if the disk takes it."""
        from numba.core import serialize

        content = cast(Any, serialize).dumps((self._stamp, key, data))
        path = self._path(key)
        with contextlib.suppress(OSError):
            temporary = temporary_beside(path, mode=0o600)
            try:
                temporary.write_bytes(hashlib.sha256(content).digest() + content)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def _path(self, key: Any) -> Path:
        name = hashlib.sha256(f"{self._name} {self._stamp} {key}".encode()).hexdigest()[:16]
        return self._folder / f"{self._name[-_LONGEST:]}.{name}{_ENDING}"


def _compiled(
    function: Callable[..., Any], *, inline: Literal["never", "always"] = "never", makes_arrays: bool = False
) -> Any:
    """Return a function as numba compiles it, kept on disk if there is a folder for that.

    Where it makes no arrays, numba need not count who holds one (its private option ``_nrt``). Counting is an atomic
    step at every mention of an array, which took most of the time of some loops, and more with several threads, for
    they count the same arrays.
    """
    from numba import __version__, njit

    kept = has_cache()
    options: Any = {"cache": kept, "nogil": True, "error_model": "numpy", "inline": inline, "_nrt": makes_arrays}
    found = cast(Any, njit(**options)(function))
    if kept:
        stamp = (__version__, sys.implementation.cache_tag, found._cache._cache_file._source_stamp)
        found._cache._cache_file = Store(function, stamp)
        make = found.compile

        def compile_alone(signature: Any) -> Any:
            with compiling.making():
                return make(signature)

        found.compile = compile_alone
    return found


def rule(signature: str) -> Callable[[_F], _F]:
    """Compile a scalar formula; ``signature`` (numba's notation) fixes its types for both engines.

    The kernel inlines the function; the Mesa engine calls it through `scalar`.
    """

    def decorate(function: _F) -> _F:
        compiled = _compiled(function)
        compiled.rule_signature = signature
        return cast(_F, compiled)

    return decorate


def loop(function: _F) -> _F:
    """Compile a loop over the arrays it is given; division follows IEEE rules, the interpreter lock is released.

    It can make no arrays: ``x[:] = y`` and ``x += y`` of two arrays are written as loops (see `array_maker`).
    """
    return cast(_F, _compiled(function))


def array_maker(function: _F) -> _F:
    """Compile a `loop` that makes arrays."""
    return cast(_F, _compiled(function, makes_arrays=True))


def part(function: _F) -> _F:
    """Compile a step for one person as a part of each loop that calls it.

    A call that hands over a dozen arrays costs more than most of these steps.
    """
    return cast(_F, _compiled(function, inline="always"))


def scalar(function: _F) -> _F:
    """Return a rule bound to its declared types: Python numbers are cast as the kernel holds them."""
    rule_function = cast(Any, function)
    found = _compiled(rule_function.py_func)
    found.compile(rule_function.rule_signature)
    found.disable_compile()
    return cast(_F, found)

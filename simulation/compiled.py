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
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

PACKAGE = Path(__file__).resolve().parent
_F = TypeVar("_F", bound=Callable[..., Any])


_SEAL_BYTES = hashlib.sha256().digest_size
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
    try:
        return (Path(base) if base else Path.home() / ".cache") / "wandel"
    except RuntimeError:  # no $HOME, and the system does not know this user
        return Path(tempfile.gettempdir()) / f"wandel-{os.getuid()}"


def use_own_cache() -> None:
    """Point numba at a cache folder named by the sources' hash; a temporary one if that is read-only.

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
    """Return a temporary folder of this user; `PermissionError` if another user made it: its files are executed."""
    folder = Path(tempfile.gettempdir()) / f"wandel-compiled-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid != os.getuid():
        raise PermissionError(folder)
    return folder


def _writable(place: Callable[[], Path], state: str) -> Path | None:
    """Make a folder in a place and return it if it can be written to."""
    try:
        folder = place() / state
        folder.mkdir(parents=True, exist_ok=True)
        return folder if os.access(folder, os.W_OK) else None
    except OSError:
        return None


def is_cold() -> bool:
    """Whether the engine still has to be compiled for this state of the sources."""
    folder = os.environ.get("NUMBA_CACHE_DIR")
    return not folder or not any(Path(folder).rglob("weeks.run_weeks*.nbi"))


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


@cache
def _njit() -> Any:
    """Return numba's decorator, with a cache that damaged files and full disks cannot harm.

    Numba loads whatever its files hold: a damaged one would end in a traceback, a crash or wrong
    numbers. So each file ends with a SHA-256 over its name and content; what does not match is
    compiled again, and what cannot be written is not kept.
    """
    from functools import partial

    from numba import njit
    from numba.core.caching import IndexDataCacheFile

    files = cast(Any, IndexDataCacheFile)

    def load_index(self: Any) -> dict[Any, str]:
        try:
            version, rest = _unsealed(Path(self._index_path))
            stamp, overloads = pickle.loads(rest) if version == self._version else (None, {})
        except (OSError, ValueError):
            return {}
        return cast(dict[Any, str], overloads if stamp == self._source_stamp else {})

    def save_index(self: Any, overloads: dict[Any, str]) -> None:
        path = Path(self._index_path)
        with self._open_for_write(path) as file:
            file.write(_sealed(path, (self._version, self._dump((self._source_stamp, overloads)))))

    def load_data(self: Any, name: str) -> Any:
        try:
            return pickle.loads(_unsealed(Path(self._data_path(name))))
        except ValueError:
            return None

    def save_data(self: Any, name: str, data: Any) -> None:
        path = Path(self._data_path(name))
        with self._open_for_write(path) as file:
            file.write(_sealed(path, self._dump(data)))

    keep = files.save

    def save(self: Any, key: Any, data: Any) -> None:
        with contextlib.suppress(OSError):
            keep(self, key, data)

    files._load_index, files._save_index, files._load_data, files._save_data = (
        load_index,
        save_index,
        load_data,
        save_data,
    )
    files.save = save
    return partial(njit, cache=bool(os.environ.get("NUMBA_CACHE_DIR")), nogil=True, error_model="numpy")


def _sealed(path: Path, value: Any) -> bytes:
    """Return a value as the bytes of a file, sealed by their SHA-256."""
    content = pickle.dumps(value, protocol=5)
    return content + hashlib.sha256(path.name.encode() + content).digest()


def _unsealed(path: Path) -> Any:
    """Return the value in a file.

    Raises:
        ValueError: its seal is broken.
        OSError: it cannot be read.
    """
    stored = path.read_bytes()
    content, seal = stored[:-_SEAL_BYTES], stored[-_SEAL_BYTES:]
    if hashlib.sha256(path.name.encode() + content).digest() != seal:
        raise ValueError(f"{path} is damaged")
    return pickle.loads(content)


def rule(signature: str) -> Callable[[_F], _F]:
    """Compile a scalar formula; ``signature`` (numba's notation) fixes its types for both engines.

    The kernel inlines the function; the Mesa engine calls it through `scalar`.
    """

    def decorate(function: _F) -> _F:
        compiled = _njit()(function)
        cast(Any, compiled).rule_signature = signature
        return cast(_F, compiled)

    return decorate


def loop(function: _F) -> _F:
    """Compile a loop over arrays; division follows IEEE rules, the interpreter lock is released."""
    return cast(_F, _njit()(function))


def scalar(function: _F) -> _F:
    """Return a rule bound to its declared types: Python numbers are cast as the kernel holds them."""
    rule_function = cast(Any, function)
    return cast(_F, _njit()(rule_function.rule_signature)(rule_function.py_func))

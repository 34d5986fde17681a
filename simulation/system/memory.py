"""Memory: what the machine has left, and what this process may still take."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import Final

LIBRARIES: Final = 1_250 << 20
"""Bytes of addresses that a command takes with all its libraries, its threads and the compiler; measured on Linux."""
_LACKING: Final = re.compile(
    "failed to map segment|annot allocate memory|can't start new thread|Unable to allocate|Memory allocation",
    re.IGNORECASE,
)
CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
CGROUP_USED = Path("/sys/fs/cgroup/memory.current")


def available_bytes() -> int | None:
    """Return the memory that this process could take now; None where the system does not say."""
    known = [amount for amount in (_free(), _in_group(), _within_limit()) if amount is not None]
    return min(known) if known else None


def too_little() -> str:
    """Return what to say about a process whose limit (``ulimit -v``) leaves no room for the libraries; else empty.

    Some libraries try for ever, deaf to signals, when they get no memory while they are loaded.
    """
    limit = _limit()
    if limit is None or limit >= LIBRARIES:
        return ""
    return (
        f"not enough memory: this process may take {limit / 2**30:.1f} GiB (ulimit -v), "
        f"and the engine with its libraries takes {LIBRARIES / 2**30:.1f} GiB; raise the limit"
    )


def was_lacking(error: BaseException) -> bool:
    """Whether an exception, or what led to it, says that memory was lacking; libraries say so in many ways."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, MemoryError) or (isinstance(seen, OSError) and seen.errno == errno.ENOMEM):
            return True
        if isinstance(seen, ImportError | RuntimeError | OSError) and _LACKING.search(str(seen)):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def take_no_more_than_there_is() -> None:
    """Limit this process to the memory that is free now: one that reads a hostile file ends before the machine does."""
    available = available_bytes()
    try:
        import resource
    except ImportError:  # Windows
        return
    if available is not None:
        resource.setrlimit(resource.RLIMIT_AS, (available, resource.getrlimit(resource.RLIMIT_AS)[1]))


def use_one_thread_of_blas() -> None:
    """Keep NumPy and SciPy from making a thread, and buffers, for each core: nothing here is large enough for them.

    For a process of our own, before it loads NumPy.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _limit() -> int | None:
    """Bytes of addresses that this process may take in all; None if there is no limit."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    limits = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA)]
    known = [limit for limit in limits if limit != resource.RLIM_INFINITY]
    return min(known) if known else None


def _within_limit() -> int | None:
    limit = _limit()
    return None if limit is None else max(0, limit - LIBRARIES)


def _in_group() -> int | None:
    try:
        return int(CGROUP_LIMIT.read_text()) - int(CGROUP_USED.read_text())
    except (OSError, ValueError):
        return None


def _free() -> int | None:
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return None

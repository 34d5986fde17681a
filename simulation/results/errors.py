"""What can go wrong with results, each with a message that says what to do."""

from __future__ import annotations

import errno

from simulation.errors import InputError, WandelError


class ResultsError(WandelError):
    """Results cannot be written, read or trusted (exit code 1)."""


class PairingError(InputError):
    """Two runs cannot be compared replicate by replicate (exit code 2)."""


class RunInterrupted(Exception):
    """A run was stopped before its end; what is finished is safe (exit code 130)."""

    def __init__(self, finished: int, total: int, folder: str, what: str = "replicates") -> None:
        super().__init__(f"stopped with {finished} of {total} {what} finished; they are kept in {folder}")
        self.finished = finished
        self.total = total
        self.folder = folder


def is_read_only(error: BaseException) -> bool:
    """Whether something could not be written because this user may not write there, or nobody may."""
    return isinstance(error, OSError) and error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}


__all__ = ["InputError", "PairingError", "ResultsError", "RunInterrupted", "is_read_only"]

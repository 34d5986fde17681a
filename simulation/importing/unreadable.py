"""The error of a file that is no table."""

from __future__ import annotations


class UnreadableError(ValueError):
    """A file that is no table; the message says why, ``line`` where."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line

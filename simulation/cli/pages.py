"""Pages and tables beside results; where nothing can be written, results are shown without them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulation.cli.console import complain
from simulation.results.errors import is_read_only


def written_if_possible(write: Callable[[], Path]) -> Path | None:
    """Write a page or table and return its path; None, and a note, where its folder cannot be written to.

    Raises:
        OSError: writing failed for another reason, such as a full disk.
    """
    try:
        return write()
    except OSError as error:
        if not is_read_only(error):
            raise
        complain(f"not written: {error.filename or 'a file beside the results'} ({error.strerror})")
        return None

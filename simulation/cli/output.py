"""Text on standard output or standard error: safe to show, whoever reads it or has gone."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

import typer

from simulation.words.nearest import STRANGE


def clean(text: str) -> str:
    """Return text with its line breaks, every other control character shown by its escape."""
    return "\n".join(STRANGE.sub(lambda found: ascii(found.group())[1:-1], line) for line in text.split("\n"))


def echo(text: str, *, error: bool = False) -> None:
    """Print text as it is; nothing more where its reader has gone, as with ``| head``: the work goes on.

    Raises:
        OSError: standard output cannot be written, as on a full disk.
    """
    try:
        typer.echo(text, err=error)
    except BrokenPipeError:
        mute(sys.stderr if error else sys.stdout)
    except OSError as failed:
        if error:
            mute(sys.stderr)
            return
        raise OSError(failed.errno, failed.strerror, "standard output") from None


def mute(stream: TextIO) -> None:
    """Let a stream lead nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

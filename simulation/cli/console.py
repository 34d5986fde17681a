"""What commands print: text as it is, tables that fit the terminal, JSON."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from simulation.cli.output import clean, echo, mute
from simulation.words.nearest import STRANGE

if TYPE_CHECKING:
    from simulation.present.printed.block import Block

_WIDTH: Final = 120
"""Width of tables where the output is not a terminal."""


def say(text: str = "") -> None:
    """Print text to standard output as it is, without control characters but for line breaks."""
    _write(text, error=False)


def complain(text: str) -> None:
    """Print text to standard error."""
    _write(text, error=True)


def _write(text: str, error: bool) -> None:
    echo(clean(text), error=error)


def settle() -> None:
    """Bring what was printed to its reader; raises `OSError` if it cannot be written, as on a full disk."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BrokenPipeError:
            mute(stream)
        except OSError:
            mute(stream)
            raise


def tolerate() -> None:
    """Let output without some letter show a question mark there, and closed output lead nowhere.

    Else the next file that is opened would take the closed one's number.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say_json(value: Any) -> None:
    """Print a value as JSON, in ASCII where the output cannot hold every letter."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    text = json.dumps(value, indent=2, ensure_ascii=not encoding.lower().startswith("utf"))
    lines = (STRANGE.sub(lambda found: f"\\u{ord(found.group()):04x}", line) for line in text.split("\n"))
    echo("\n".join(lines))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; the last column wraps."""
    from simulation.cli.terminal import print_table
    from simulation.present.printed.block import table_of

    print_table(table_of(title, columns, rows))


def show(blocks: Iterable[Block]) -> None:
    """Print texts as lines, and tables below an empty line; nothing for an empty text."""
    from simulation.cli.terminal import print_table

    for block in blocks:
        if not isinstance(block, str):
            say()
            print_table(block, _WIDTH)
        elif block:
            say(block)

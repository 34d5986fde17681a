"""Which engine runs, and which replicate: what there is none of is refused before anything is done."""

from __future__ import annotations

from typing import Final, Literal, cast, get_args

from simulation.errors import InputError
from simulation.words.nearest import unknown

EngineName = Literal["kernel", "mesa"]
MOST_REPLICATES: Final = 100_000
"""As many as a scenario can ask for."""


def check_engine(name: object) -> EngineName:
    """Return the name of an engine.

    Raises:
        InputError: there is no such engine; the message has the nearest name.
    """
    if name not in get_args(EngineName):
        raise InputError(unknown("engine", str(name), get_args(EngineName)))
    return cast("EngineName", name)


def check_replicate(number: object) -> int:
    """Return the number of a replicate.

    Raises:
        InputError: it is no whole number from 0 to `MOST_REPLICATES` less one.
    """
    is_whole = hasattr(number, "__index__") and not isinstance(number, bool)
    if not (is_whole and 0 <= int(cast("int", number)) < MOST_REPLICATES):
        raise InputError(f"replicate must be a whole number between 0 and {MOST_REPLICATES - 1}, not {number!r}")
    return int(cast("int", number))

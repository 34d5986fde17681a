"""What goes wrong by a user's doing is one kind of error, with a message that says how to put it right."""

from __future__ import annotations


class WandelError(Exception):
    """What was asked for cannot be: the message names what is wrong, what may stand there, the nearest right name."""


class InputError(WandelError, ValueError):
    """An argument, an option or a name cannot be (exit code 2)."""

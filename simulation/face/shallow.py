"""Errors of a user are raised without the traceback through the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from simulation.errors import WandelError

_P = ParamSpec("_P")
_T = TypeVar("_T")


def shallow(call: Callable[_P, _T]) -> Callable[_P, _T]:
    """Let a function raise a `WandelError` as if it had noticed everything itself: the message says what is wrong."""

    @wraps(call)
    def within(*arguments: _P.args, **named: _P.kwargs) -> _T:
        try:
            return call(*arguments, **named)
        except WandelError as error:
            raised = error.with_traceback(None)
        raise raised

    return within

"""Code of interventions that would end the program, as `sys.exit` does, ends the run with an error instead."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class EndedError(RuntimeError):
    """What ran, such as a plugin's code, raised something that is no error and would have ended the program."""


def contained(work: Callable[_P, _T]) -> Callable[_P, _T]:
    """Turn what would end the program without an error into an `EndedError`; a real Ctrl-C stays what it is."""

    @wraps(work)
    def within(*arguments: _P.args, **named: _P.kwargs) -> _T:
        try:
            return work(*arguments, **named)
        except Exception:
            raise
        except BaseException as ended:
            if isinstance(ended, KeyboardInterrupt) and _may_be_a_key():
                raise
            text = f"{ended!r} was raised; code of an intervention cannot end the program"
            raise EndedError(text).with_traceback(ended.__traceback__) from ended

    return within


def _may_be_a_key() -> bool:
    """Whether Ctrl-C may have been pressed: Python raises that in the main thread only, unless somebody handles it."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler

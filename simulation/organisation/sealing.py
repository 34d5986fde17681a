"""Arrays that refuse to be written to: what all replicates share, and what interventions may only look at."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")


def seal(value: T) -> T:
    """Let every array in a value refuse to be written to, and return the value.

    Looks into tuples, lists, the values of dicts, and dataclasses made of these. Costs microseconds, whatever the
    arrays hold. Who owns an array can still undo this; it is there against mistakes.
    """
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
    elif isinstance(value, tuple | list):
        for each in value:
            seal(each)
    elif isinstance(value, dict):
        for each in value.values():
            seal(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            seal(getattr(value, field.name))
    return value


def unwritable(state: Any) -> Any:
    """Return a named tuple of arrays as views of them that refuse to be written to; its owner still may."""
    return type(state)(*(seal(array.view()) for array in state))

"""What an intervention remembers from week to week, taken down and put back, so that a run can stop and go on."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from pydantic import BaseModel

FOUND_AGAIN: Final = ("simulation.organisation.", "simulation.world", "simulation.interventions.kinds.managers.managed")
"""Modules whose objects never change in a run: they come from the world again, and are not taken down."""


class Remembering:
    """Something that changes in a run.

    By default everything in its attributes is its state: arrays, numbers, texts, lists, tuples, dicts and slices of
    them, and other `Remembering` objects. Its settings, and what belongs to the world, are left out: they do not
    change. An attribute of any other type raises `TypeError`; where one is needed, override both methods.
    """

    def state(self) -> dict[str, Any]:
        """Return a copy of what it remembers, by attribute.

        Raises:
            TypeError: an attribute is of a type that cannot be stored.
        """
        kind = type(self).__name__
        if any(vars(each).get("__slots__") for each in type(self).__mro__):
            raise TypeError(f"{kind} has __slots__: override state() and restore()")
        changing = {name: value for name, value in vars(self).items() if not _found_again(value)}
        return {
            name: value.state() if isinstance(value, Remembering) else copied(value, f"{kind}.{name}")
            for name, value in changing.items()
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Put back what `state` returned, into an object that was made in the same way at a later week."""
        for name, value in list(vars(self).items()):
            if name not in state and not _found_again(value):
                delattr(self, name)
        for name, value in state.items():
            own = vars(self).get(name)
            if isinstance(own, Remembering):
                own.restore(value)
            else:
                setattr(self, name, copied(value, f"{type(self).__name__}.{name}"))


def copied(value: Any, where: str) -> Any:
    """Return a copy of a plain value, array or collection of them; ``where`` names it in the error.

    Raises:
        TypeError: it is, or holds, something of another type.
    """
    if isinstance(value, np.ndarray) and not value.dtype.hasobject:
        return value.copy()
    if type(value) in (bool, int, float, str, type(None)) or isinstance(value, np.generic):
        return value
    if type(value) is slice:
        return slice(*(copied(each, where) for each in (value.start, value.stop, value.step)))
    if type(value) in (list, tuple):
        return type(value)(copied(each, f"{where}[{k}]") for k, each in enumerate(value))
    if type(value) is dict and all(type(key) in (int, str) for key in value):
        return {key: copied(each, f"{where}[{key!r}]") for key, each in value.items()}
    raise TypeError(
        f"{where} cannot be kept in a checkpoint: it is a {type(value).__name__}. Keep what changes in arrays, "
        "numbers, texts, lists, tuples or dicts of them, or in `Remembering` objects; or override state() and restore()"
    )


def _found_again(value: Any) -> bool:
    """Whether something is settings, which cannot change, or the world."""
    is_settings = isinstance(value, BaseModel) and value.model_config.get("frozen", False)
    return is_settings or type(value).__module__.startswith(FOUND_AGAIN)

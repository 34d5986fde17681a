"""The decorator that says which classes of a plugin are its interventions."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar

_T = TypeVar("_T")
_MARKED: defaultdict[str, list[Any]] = defaultdict(list)


def intervention(kind: _T) -> _T:
    """Mark a class as an intervention of this file; nothing happens until the file is loaded as a plugin."""
    _MARKED[getattr(kind, "__module__", "")].append(kind)
    return kind


def take_marked(module: str) -> list[Any]:
    """Return what was marked in a module, in the order of its lines, and forget it."""
    return _MARKED.pop(module, [])

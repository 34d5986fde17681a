"""What a name may be: any text that people can read, and that they can tell from the names beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_GAPS = re.compile(r"\s+")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of characters that show nothing: controls, marks of direction, halves of characters, unassigned ones."""


def alike(name: str) -> str:
    """Return what a name has in common with all that look like it: case, gaps and unseen characters left out."""
    seen = "".join(each for each in unicodedata.normalize("NFKC", name) if unicodedata.category(each) not in _UNSEEN)
    return _GAPS.sub(" ", seen).strip().casefold()


def unusable(name: str) -> str:
    """Return why a text cannot be a name; empty if it can."""
    if not alike(name):
        return f"{name!a} is no name: nothing in it can be seen"
    if any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in name):
        return f"{name!a} is no name: it has control characters"
    return ""


def naming_problem(names: Iterable[str]) -> str:
    """Return what is wrong with names that stand beside each other; empty if all are usable and distinct."""
    seen: dict[str, str] = {}
    for name in names:
        if problem := unusable(name):
            return problem
        if alike(name) in seen:
            return _too_similar(name, seen[alike(name)])
        seen[alike(name)] = name
    return ""


def _too_similar(name: str, other: str) -> str:
    if name == other:
        return f"two are called {name!r}; give each a name of its own"
    return f"{other!r} and {name!r} differ too little (in case, gaps or unseen characters only); choose others"

"""What a term of the glossary is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the field: in English, in German, what it means here, and what it is called in the software.

    ``names`` are names that `wandel explain` knows; names that equal the term (``kick_off``
    for *kick-off*) belong to it anyway. ``also`` are other words for the same, in either
    language; ``symbol`` is its letter in the equations.
    """

    name: str
    german: str
    definition: str
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    symbol: str = ""

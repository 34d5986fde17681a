"""The people of all tables as columns, in memory only: keys tie rows together and are dropped with this record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.importing.keys import key_text, repaired

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
NOBODY: Final = -1
"""In place of a manager: nobody."""
MISSING: Final = -2
"""In place of a manager: somebody who is not in the tables."""


@dataclass(slots=True)
class Names:
    """A column of names as codes; code -1 where a cell is empty."""

    code: Ints
    names: list[str]

    def at(self, rows: Any) -> Names:
        """Return the column of some rows."""
        return Names(self.code[rows], self.names)


def coded(texts: Sequence[str]) -> Names:
    """Return texts as codes, names in alphabetical order."""
    names = sorted(set(texts) - {""})
    place = {name: code for code, name in enumerate(names)} | {"": -1}
    return Names(np.fromiter((place[text] for text in texts), np.int64, len(texts)), names)


@dataclass(slots=True)
class Staff:
    """Everybody, one entry each: where the row stands, who is the manager, what the table says.

    ``names`` holds columns of names by role; ``fte`` and ``desk`` are NaN where a table does not say.
    ``key`` and ``email`` find people; ``repairs`` says what does not matter in keys (zeros in front, capitals).
    """

    files: tuple[str, ...]
    file: Ints
    line: Ints
    manager: Ints
    names: dict[str, Names]
    fte: Floats
    desk: Floats
    key: dict[str, int] = field(default_factory=dict)
    email: dict[str, int] = field(default_factory=dict)
    repairs: frozenset[tuple[bool, bool]] = frozenset(((False, False),))
    dotted: Ints = field(default_factory=lambda: np.zeros((0, 2), np.int64))

    @property
    def n(self) -> int:
        """Number of people."""
        return self.line.size

    def find(self, text: str, zeros: bool = False) -> int:
        """Return who has a key or an address, as it stands in another table; `NOBODY` where nobody has."""
        key = key_text(text)
        for repair in sorted({*self.repairs, (zeros, False)}):
            if (person := self.key.get(repaired(key, *repair), MISSING)) >= 0:
                return person
        return max(NOBODY, self.email.get(key, NOBODY))

    def lines(self, rows: Any) -> list[tuple[str, list[int]]]:
        """Return the lines of some people, file by file."""
        found = np.unique(self.file[rows])
        return [(self.files[f], self.line[rows][self.file[rows] == f].tolist()) for f in found.tolist()]

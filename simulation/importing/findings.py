"""What an import finds: what refuses it, and what the reader must know. Lines are named, values of people never."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from simulation.scenario.problems import Problem, ScenarioError

MOST_LINES: Final = 20
"""Lines that are named of one kind of problem; the others are counted."""

SHORT_RUN: Final = 4


def lines_text(lines: Iterable[int]) -> str:
    """Return ``line 4`` or ``lines 4, 7 to 19 and 22``, the first ones of very many."""
    ordered = sorted(set(lines))
    runs = _runs(ordered)
    shown = [f"{first}" if first == last else f"{first} to {last}" for first, last in runs[:MOST_LINES]]
    left = sum(last - first + 1 for first, last in runs[MOST_LINES:])
    if left:
        shown.append(f"{left:,} more")
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"{'line' if len(ordered) == 1 else 'lines'} {listed}"


def _runs(ordered: Sequence[int]) -> list[tuple[int, int]]:
    """Return numbers in rising order as first and last of each run of neighbours; short ones stay single numbers."""
    if not ordered:
        return []
    starts = [ordered[0], *(b for a, b in pairwise(ordered) if b != a + 1)]
    ends = [*(a for a, b in pairwise(ordered) if b != a + 1), ordered[-1]]
    found = []
    for first, last in zip(starts, ends, strict=True):
        short = last - first < SHORT_RUN
        found.extend([(line, line) for line in range(first, last + 1)] if short else [(first, last)])
    return found


@dataclass(slots=True)
class Findings:
    """Problems refuse the import; notes say what was decided, repaired or left out."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, file: str, lines: Sequence[int], key: str, message: str) -> None:
        """Add a problem of some lines of a table (the header is line 1), or of the whole of it where there are none."""
        if len(set(lines)) > 1:
            message = f"{lines_text(lines)}: {message}"
        self.problems.append(Problem(file, min(lines, default=0), 0, key, message))

    def note(self, file: str, lines: Sequence[int], message: str) -> None:
        """Add a sentence about some lines of a table."""
        where = f"{file}, {lines_text(lines)}" if lines else file
        self.notes.append(f"{where}: {message}")

    def check(self) -> None:
        """Raise `ScenarioError` with all problems if there is any."""
        if self.problems:
            raise ScenarioError(self.problems)

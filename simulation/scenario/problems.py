"""What is wrong with a scenario file, said so that it can be put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulation.errors import WandelError
from simulation.words.nearest import safe

MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where it is (lines and columns count from 1, 0 where there is none) and what would be right."""

    file: str
    line: int
    column: int
    key: str
    message: str

    def __str__(self) -> str:
        """Return ``file:line: key: message`` without what does not apply, safe to print."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return safe(": ".join(part for part in (where, self.key, self.message) if part))


class ScenarioError(WandelError, ValueError):
    """A scenario that cannot be used; ``problems`` holds everything that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        ordered = sorted(dict.fromkeys(problems), key=lambda each: (each.file, each.line, each.column, each.key))
        self.problems = tuple(ordered[:MOST_PROBLEMS])
        lines = [str(problem) for problem in self.problems]
        if len(ordered) > MOST_PROBLEMS:
            lines.append(f"and {len(ordered) - MOST_PROBLEMS} more problems")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Problem, ...]]]:
        """Let it travel between processes."""
        return ScenarioError, (self.problems,)

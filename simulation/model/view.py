"""What interventions may see of a run: the people and communities at the start of a week, read only."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.model.state import Groups, People


@dataclass(frozen=True, slots=True)
class View:
    """State at the start of a week, as arrays that must not be changed; ``seed`` is the replicate's."""

    week: int
    seed: int
    people: People
    groups: Groups

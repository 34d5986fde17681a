"""What is counted in a week, by silo, under the names of `simulation.model.record.COUNTERS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.engines.kernel.count import concentration
from simulation.engines.kernel.engine import BINS
from simulation.engines.mesa.bound import rules
from simulation.model.record import COUNTERS, INDEX, STAGES

if TYPE_CHECKING:
    from simulation.engines.mesa.community import CommunityAgent
    from simulation.engines.mesa.employee import Employee

SPANS = {"7": 1, "28": 4, "365": 52}
"""Weeks that the suffixes of readers and contributors stand for."""
SEGMENTS = ("", "segment_low", "segment_novice", "segment_habitual", "segment_power")
_READERS = [(f"readers_{days}", weeks) for days, weeks in SPANS.items()]
_CONTRIBUTORS = [(f"contributors_{days}", weeks) for days, weeks in SPANS.items()]


class Ledger:
    """Counters of the current week by silo, and how many people ever made how many contributions."""

    def __init__(self, n_silos: int) -> None:
        """Begin with nothing counted."""
        self.n_silos = n_silos
        self._contributors: NDArray[np.int64] = np.zeros((n_silos + 1, BINS), np.int64)
        self.clear()

    def clear(self) -> None:
        """Begin a new week."""
        self._rows = [dict.fromkeys(COUNTERS, 0) for _ in range(self.n_silos)]

    def add(self, silo: int, counter: str, n: int = 1) -> None:
        """Count in a silo."""
        self._rows[silo][counter] += n

    def count_person(self, person: Employee, week: int) -> None:
        """Count an employee at the end of a week."""
        row = self._rows[person.silo]
        row["people"] += 1
        row["registered"] += person.registered
        for name, weeks in _READERS:
            row[name] += person.last_read > week - weeks
        for name, weeks in _CONTRIBUTORS:
            row[name] += person.last_contribution > week - weeks
        row["visible"] += person.shown >= 0.5  # noqa: PLR2004 (half visible counts as visible)
        segment = rules.segment(person.read_weeks, int(person.last_contribution > week - SPANS["28"]))
        if segment:
            row[SEGMENTS[segment]] += 1
        row["belief_sum"] += rules.fixed_point(person.belief)
        row["anchor_sum"] += rules.fixed_point(person.anchor)
        row["norm_sum"] += rules.fixed_point(person.norm)
        row["expressed_sum"] += rules.fixed_point(person.expressed)
        row["skill_sum"] += rules.fixed_point(person.skill)
        row["habit_sum"] += rules.fixed_point(person.read_habit)

    def count_community(self, community: CommunityAgent) -> None:
        """Count a community at the end of a week."""
        row = self._rows[community.home_silo]
        row["live_communities"] += bool(community.said)
        row["founded"] += community.founding is not None
        if community.stage != rules.LATENT:
            row["communities"] += 1
            row["communities_open"] += community.is_open
            row[f"stage_{STAGES[community.stage]}"] += 1

    def note_contributions(self, silo: int, before: int, after: int) -> None:
        """Note that somebody's contributions have risen; what leavers made stays noted."""
        before, after = min(before, BINS - 1), min(after, BINS - 1)
        for row in (silo, self.n_silos):
            self._contributors[row, before] -= before > 0
            self._contributors[row, after] += 1

    def close(self) -> NDArray[np.int64]:
        """Return the week's counters [silos + 1, counters]; the last row is the whole organisation."""
        counts = np.zeros((self.n_silos + 1, len(COUNTERS)), np.int64)
        for silo, row in enumerate(self._rows):
            counts[silo] = [row[name] for name in INDEX]
        counts[-1] = counts.sum(axis=0)
        for row_of_all, contributors in zip(counts, self._contributors, strict=True):
            most = int(np.flatnonzero(contributors).max(initial=0))
            concentration(contributors, most, row_of_all)
        return counts

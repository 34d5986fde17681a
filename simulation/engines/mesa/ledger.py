"""What is counted in a week, by silo, under the names of `simulation.model.record.COUNTERS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.engines.kernel.count import concentration
from simulation.engines.kernel.engine import BINS
from simulation.engines.mesa.bound import rules
from simulation.model.arithmetic import HALF
from simulation.model.record import (
    COUNTERS,
    INDEX,
    LAPSE_WEEKS,
    ROLE_COUNTERS,
    ROLES,
    SETTLED_WEEKS,
    STAGES,
    TENURES,
    WEEKS_PER_YEAR,
)
from simulation.model.state import NEVER

if TYPE_CHECKING:
    from simulation.engines.mesa.community import CommunityAgent
    from simulation.engines.mesa.employee import Employee

SPANS = {"7": 1, "28": 4, "365": 52}
"""Weeks that the suffixes of readers and contributors stand for."""
FEW_ITEMS = 2
"""Contributions in four weeks up to which somebody contributes seldom."""
SEGMENTS = ("", "segment_low", "segment_novice", "segment_habitual", "segment_power")
_READERS = [(f"readers_{days}", weeks) for days, weeks in SPANS.items()]
_CONTRIBUTORS = [(f"contributors_{days}", weeks) for days, weeks in SPANS.items()]


class Ledger:
    """Counters of the current week by silo, and how many people ever made how many contributions."""

    def __init__(self, n_silos: int, years: int) -> None:
        """Begin with nothing counted."""
        self.n_silos = n_silos
        self.replies: NDArray[np.int64] = np.zeros((years, n_silos, n_silos), np.int64)
        self.contributors: NDArray[np.int64] = np.zeros((n_silos + 1, BINS), np.int64)
        self.clear()

    def clear(self) -> None:
        """Begin a new week."""
        self._rows = [dict.fromkeys(COUNTERS, 0) for _ in range(self.n_silos)]
        self._roles = [dict.fromkeys(ROLE_COUNTERS, 0) for _ in ROLES]

    def add(self, silo: int, counter: str, n: int = 1) -> None:
        """Count in a silo."""
        self._rows[silo][counter] += n

    def count_person(self, person: Employee, week: int) -> None:
        """Count an employee at the end of a week, for her silo and her role."""
        has_account = person.registered == 1
        found = {"people": 1, "registered": person.registered}
        found |= {name: has_account and person.last_read > week - weeks for name, weeks in _READERS}
        found |= {name: has_account and person.last_contribution > week - weeks for name, weeks in _CONTRIBUTORS}
        found["visible"] = bool(person.shown >= HALF)
        items = rules.items_of_month(person.item_weeks)
        found["month_few"] = has_account and 0 < items <= FEW_ITEMS
        found["month_many"] = has_account and items > FEW_ITEMS
        found["accounts"] = person.has_account
        for age in TENURES:
            cohort = person.registered_week == week - age
            found[f"tenure_{age}"] = cohort
            found[f"tenure_readers_{age}"] = cohort and person.last_read == week
        long_ago = NEVER < person.registered_week <= week - SETTLED_WEEKS
        found["lapsed"] = has_account and person.last_read == week - LAPSE_WEEKS
        returned = person.read_weeks == 1 and person.registered_week <= week - LAPSE_WEEKS
        found["returned"] = has_account and returned
        found["settled"], found["settled_readers"] = long_ago, long_ago and person.read_weeks > 0
        segment = rules.segment(person.read_weeks, int(person.last_contribution > week - SPANS["28"]))
        if segment and has_account:
            found[SEGMENTS[segment]] = 1
        found["belief_sum"] = rules.fixed_point(person.belief)
        found["anchor_sum"] = rules.fixed_point(person.anchor)
        found["norm_sum"] = rules.fixed_point(person.norm)
        found["expressed_sum"] = rules.fixed_point(person.expressed)
        found["skill_sum"] = rules.fixed_point(person.skill)
        found["habit_sum"] = rules.fixed_point(person.read_habit)
        row, role = self._rows[person.silo], self._roles[person.role]
        for name, value in found.items():
            row[name] += value
        for name in ROLE_COUNTERS:
            role[name] += found[name]

    def count_community(self, community: CommunityAgent) -> None:
        """Count a community at the end of a week."""
        row = self._rows[community.home_silo]
        row["live_communities"] += bool(community.said)
        row["founded"] += community.founding is not None
        if community.stage != rules.LATENT:
            row[f"stage_{STAGES[community.stage]}"] += 1
        if rules.running(community.stage):
            row["communities"] += 1
            row["communities_open"] += community.is_open

    def note_replied(self, replier: int, author: int) -> None:
        """Note that a contribution got its first reply from somebody of a silo."""
        self.add(author, "replied_by_people")
        self.add(author, "replied_cross_silo", int(replier != author))

    def note_reply(self, week: int, replier: int, author: int) -> None:
        """Note that somebody of one silo replied to somebody of a silo."""
        self.add(replier, "replies")
        self.replies[week // WEEKS_PER_YEAR, replier, author] += 1

    def by_role(self) -> NDArray[np.int64]:
        """Return the week's counters by role [roles, counters]."""
        return np.array([list(role.values()) for role in self._roles], np.int64)

    def note_contributions(self, silo: int, before: int, after: int) -> None:
        """Note that somebody's contributions have risen; what leavers made stays noted."""
        before, after = min(before, BINS - 1), min(after, BINS - 1)
        for row in (silo, self.n_silos):
            self.contributors[row, before] -= before > 0
            self.contributors[row, after] += 1

    def close(self) -> NDArray[np.int64]:
        """Return the week's counters [silos + 1, counters]; the last row is the whole organisation."""
        counts = np.zeros((self.n_silos + 1, len(COUNTERS)), np.int64)
        for silo, row in enumerate(self._rows):
            counts[silo] = [row[name] for name in INDEX]
        counts[-1] = counts.sum(axis=0)
        for row_of_all, contributors in zip(counts, self.contributors, strict=True):
            most = int(np.flatnonzero(contributors).max(initial=0))
            concentration(contributors, most, row_of_all)
        return counts

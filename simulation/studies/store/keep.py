"""What is kept of a run: some measures, in every week or in some, of the whole company or of each silo."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.measures import HEADLINES, MEASURES
from simulation.measures.base import Recorded
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.model.record import Trajectory
    from simulation.scenario.schema import Scenario

Kept = NDArray[np.float64]
"""What is kept of one run [measures, weeks, silos and the whole company, or that alone]; NaN where not defined."""
_ID: Final = 12


@dataclass(frozen=True, slots=True)
class Keep:
    """What a study keeps of each run: measures by name; weeks, or every week where None; of each silo, too, or not."""

    measures: tuple[str, ...] = HEADLINES
    weeks: tuple[int, ...] | None = None
    silos: bool = False

    def problems(self, weeks: int) -> list[str]:
        """Return what of it a run of so many weeks does not have."""
        wrong = [unknown("measure", name, MEASURES) for name in self.measures if name not in MEASURES]
        wrong += [] if self.measures else ["name at least one measure to keep"]
        late = [week for week in self.weeks or () if not 0 <= week < weeks]
        return wrong + [f"week {week} is not one of the weeks 0 to {weeks - 1} of the run" for week in late]

    def layout(self, scenario: Scenario) -> Layout:
        """Return how it is laid out for a scenario."""
        weeks = range(scenario.run.weeks) if self.weeks is None else sorted(set(self.weeks))
        return Layout(tuple(dict.fromkeys(self.measures)), tuple(weeks), self.silos)


@dataclass(frozen=True, slots=True)
class Layout:
    """What one stored run holds, in order: measures, weeks, and whether silos stand before the whole company."""

    measures: tuple[str, ...]
    weeks: tuple[int, ...]
    silos: bool

    @property
    def id(self) -> str:
        """Its name in a store."""
        return _id_of(self)

    @property
    def length(self) -> int:
        """Weeks that a run must have to fill it."""
        return max(self.weeks) + 1

    def text(self) -> str:
        """Return it as JSON."""
        return json.dumps({"measures": self.measures, "weeks": self.weeks, "silos": self.silos})

    @classmethod
    def read(cls, kept: Any) -> Layout:
        """Return the layout that JSON describes."""
        return cls(tuple(map(str, kept["measures"])), tuple(map(int, kept["weeks"])), bool(kept["silos"]))

    def taken(self, trajectory: Trajectory, hourly_cost_eur: float) -> Kept:
        """Return what is kept of a trajectory."""
        first = 0 if self.silos else trajectory.counts.shape[1] - 1
        counts, booked = trajectory.counts[:, first:], trajectory.booked[:, first:]
        recorded = Recorded(counts, booked, hourly_cost_eur, trajectory.weight)
        rows = _rows(self.weeks)
        return np.stack([MEASURES[name].compute(recorded)[rows] for name in self.measures])

    def holds(self, wanted: Layout) -> bool:
        """Whether all that another layout holds is in this one."""
        has_all = set(wanted.measures) <= set(self.measures) and set(wanted.weeks) <= set(self.weeks)
        return has_all and (self.silos or not wanted.silos)

    def part(self, kept: Kept, wanted: Layout) -> Kept:
        """Return what another layout holds out of what this one holds."""
        if wanted == self:
            return kept
        rows = [self.measures.index(name) for name in wanted.measures]
        place = {week: number for number, week in enumerate(self.weeks)}
        columns = [place[week] for week in wanted.weeks]
        return kept[np.ix_(rows, columns)][:, :, 0 if wanted.silos == self.silos else -1 :]


@lru_cache(maxsize=64)
def _id_of(layout: Layout) -> str:
    return hashlib.sha256(layout.text().encode()).hexdigest()[:_ID]


def _rows(weeks: Sequence[int]) -> Any:
    """Return weeks as an index, a slice where they follow each other."""
    first, last = weeks[0], weeks[-1]
    return slice(first, last + 1) if last - first + 1 == len(weeks) else list(weeks)


def best(layouts: Iterable[Layout], wanted: Layout) -> Layout | None:
    """Return the smallest of some layouts that holds all that is wanted; None where none does."""
    fitting = [each for each in layouts if each.holds(wanted)]
    return min(fitting, key=_size, default=None)


def _size(layout: Layout) -> tuple[int, int, str]:
    return int(layout.silos), len(layout.measures) * len(layout.weeks), layout.id


def measures_of(scenario: Scenario, chosen: Collection[str] = ()) -> tuple[str, ...]:
    """Return measures to keep: those chosen, else the scenario's headline measures, else the usual ones."""
    return tuple(chosen) or tuple(scenario.measures) or HEADLINES

"""All tables of use and answers of a mapping: what of them a scenario gets, and the whole series to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulation.importing.findings import Findings
from simulation.importing.groups import read_groups
from simulation.importing.mapping import Mapping
from simulation.importing.points import WHOLE, ObservedPoint, chosen, last_of_weeks
from simulation.importing.staff import Staff
from simulation.importing.standing import Positions
from simulation.importing.survey import read_survey
from simulation.importing.usage import has_use, read_usage, silos_of
from simulation.importing.windows import Where


@dataclass(frozen=True, slots=True)
class ObservedPeople:
    """What tables of use ask about people: how many, the names of silos, the silo of a key."""

    n: int
    silos: tuple[str, ...] = ()
    silo_of: Callable[[str], str | None] = lambda _key: None

    @classmethod
    def of(cls, staff: Staff, standing: Positions) -> ObservedPeople:
        """Return this of a staff."""
        places = zip(standing.order.tolist(), standing.silo.tolist(), strict=True)
        silo = {old: standing.silo_names[place] for old, place in places}
        return cls(staff.n, standing.silo_names, lambda text: silo.get(staff.find(text)))


@dataclass(slots=True)
class ImportedObservations:
    """Points of all weeks, those for the scenario, settings of communities, and how surveys were answered."""

    points: list[ObservedPoint] = field(default_factory=list)
    chosen: list[ObservedPoint] = field(default_factory=list)
    communities: dict[str, Any] = field(default_factory=dict)
    barrier: float | None = None
    surveys: dict[str, dict[str, float | int]] = field(default_factory=dict)
    used: dict[str, dict[str, str]] = field(default_factory=dict)


def observe(
    mapping: Mapping, people: ObservedPeople, printable: set[str], folder: Path, findings: Findings
) -> ImportedObservations:
    """Read all tables of use and answers; ``printable`` are the silos whose numbers may be told."""
    found = ImportedObservations()
    for groups in (each for each in mapping.usage if each.kind == "groups"):
        found.communities |= read_groups(groups, people.n, folder, findings)
    if not has_use(mapping):
        return found
    if mapping.run.start is None:
        findings.refuse("mapping", [], "run.start", "is needed to know in which week of the run something was counted")
        return found
    where = Where(mapping.run.start, silos_of(people.silos), people.silo_of)
    points: list[ObservedPoint] = []
    for table in mapping.usage:
        points += [] if table.kind == "groups" else read_usage(table, where, folder, findings, found.used)
    minimum = mapping.privacy.minimum_group
    for survey in mapping.survey:
        more, found.surveys[survey.file] = read_survey(survey, where, minimum, folder, findings)
        points += more
    found.points = _told(last_of_weeks(points), printable, minimum, findings)
    found.chosen = chosen(found.points)
    return found


def _told(points: list[ObservedPoint], printable: set[str], minimum: int, findings: Findings) -> list[ObservedPoint]:
    """Return the points that may be told: none of a small silo, none of too few people."""

    def large(point: ObservedPoint) -> bool:
        return point.silo in printable and (point.value >= minimum or point.measure.endswith("_mean"))

    kept = [point for point in points if point.silo == WHOLE or large(point)]
    if len(kept) < len(points):
        left = f"{len(points) - len(kept):,} of {len(points):,} counts by unit are left out"
        findings.notes.append(f"{left}: they are of fewer than {minimum} people, or of units that are not printed")
    return kept

"""What a scenario observed, as curves: which points a forecast uses, and which it only shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simulation.scenario.organisation_names import silo_names
from simulation.words.nearest import unknown

if TYPE_CHECKING:
    from simulation.scenario.checks import Finding
    from simulation.scenario.observation import Observation
    from simulation.scenario.schema import Scenario

POINTS: Final = 4
"""Points of one curve that are used, spread evenly, its last among them: more say little that these do not."""
FEWEST: Final = 2
"""Numbers that a forecast needs at least."""


@dataclass(frozen=True, slots=True)
class ObservedCurve:
    """One measure of the company, or of a silo, week by week; no point of it may have meant something else."""

    measure: str
    silo: str | None
    points: tuple[Observation, ...]

    def until(self, week: int) -> tuple[Observation, ...]:
        """Return its points up to a week."""
        return tuple(each for each in self.points if each.week <= week)


def is_plain(observation: Observation) -> bool:
    """Whether a number is a point of a curve: it says what was counted, and in which week."""
    return len(observation.measures) == 1 and len(observation.weeks) == 1


def curves(observations: Iterable[Observation]) -> list[ObservedCurve]:
    """Return the curves of all plain numbers, in the order in which they begin; the last number of a week counts."""
    found: dict[tuple[str, str | None], dict[int, Observation]] = {}
    for each in observations:
        if is_plain(each):
            found.setdefault((each.measures[0], each.silo), {})[each.week] = each
    return [
        ObservedCurve(measure, silo, tuple(weeks[week] for week in sorted(weeks)))
        for (measure, silo), weeks in found.items()
    ]


def last_week(observations: Iterable[Observation]) -> int:
    """Return the last week of which anything was observed."""
    return max(each.weeks[-1] for each in observations)


def used(observations: Sequence[Observation], until: int) -> list[Observation]:
    """Return the numbers that a forecast from a week uses.

    Those are some points of each curve, whether they are marked as evidence or as drawn only, so that the same choice
    is made of fewer weeks; and vague numbers that are evidence. Counts of 0 are left out: an error in per cent cannot
    meet them.
    """
    found = [each for each in observations if not is_plain(each) and each.evidence and each.weeks[-1] <= until]
    for curve in curves(each for each in observations if each.value > 0):
        found += spread_evenly(curve.until(until))
    return [each.model_copy(update={"evidence": True}) for each in found if each.value > 0]


def spread_evenly(points: Sequence[Observation], most: int = POINTS) -> list[Observation]:
    """Return at most so many points, spread evenly, the last among them."""
    n = len(points)
    places = {n - 1 - round(i * (n - 1) / max(1, min(n, most) - 1)) for i in range(min(n, most))}
    return [points[place] for place in sorted(places)]


def zeros(observations: Iterable[Observation], until: int) -> int:
    """Return how many numbers up to a week are 0."""
    return sum(each.value == 0 and each.weeks[-1] <= until for each in observations)


def problems(scenario: Scenario, until: int | None = None) -> list[Finding]:
    """Return why there can be no forecast: all reasons, each at its place in the scenario."""
    found: list[Finding] = []
    silos = set(silo_names(scenario.organisation))
    for i, each in enumerate(scenario.observations):
        if each.weeks[-1] >= scenario.run.weeks:
            text = f"is after the end of the run, whose last week is {scenario.run.weeks - 1}; raise run.weeks"
            found.append((("observations", i, "week" if each.last_week is None else "last_week"), text))
        if each.silo is not None and each.silo not in silos:
            found.append((("observations", i, "silo"), unknown("silo", each.silo, sorted(silos))))
    if not scenario.observations:
        return [(("observations",), "are missing: a forecast goes on from what was counted in the first weeks")]
    seen = last_week(scenario.observations) if until is None else until
    n = len(used(scenario.observations, seen))
    if n < FEWEST:
        few = "no number" if n == 0 else "one number"
        text = f"hold {few} above 0 up to week {seen}; a forecast needs {FEWEST} at least"
        found.append((("observations",), text))
    if until is None and seen >= scenario.run.weeks - 1 and not found:
        text = f"must be more than {seen + 1}: the run ends with the last number, and nothing is left to foretell"
        found.append((("run", "weeks"), text))
    return found

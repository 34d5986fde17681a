"""What a page may ask for: larger runs, more of them or larger requests are refused, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simulation.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what one page may ask for, and of what all pages may ask for together.

    ``people`` are those of a company; ``person_weeks`` are people x weeks x replicates of one run; ``runs`` are worked
    on at once, others wait; so many ``visitors`` are remembered; a request has at most ``request_bytes``.
    """

    people: int
    person_weeks: int
    runs: int
    visitors: int
    request_bytes: int


OWN: Final = Limits(2_000_000, 10**13, 2, 32, 2_000_000)
"""For the one who started it: what the memory allows."""
SHARED: Final = Limits(200_000, 1_000_000_000, 2, 64, 500_000)
"""For others: 120,000 people, 298 weeks and 20 replicates are .72 thousand million person-weeks."""


def person_weeks(scenario: Scenario) -> int:
    """Return people x weeks x replicates of a run, as it is simulated."""
    return int(scenario.simulated.people * scenario.run.weeks * scenario.run.replicates)


def is_within(scenario: Scenario, limits: Limits) -> bool:
    """Whether a run may be made."""
    return scenario.organisation.people <= limits.people and person_weeks(scenario) <= limits.person_weeks


def check(scenario: Scenario, limits: Limits) -> None:
    """Refuse a company that is too large to be described here.

    Raises:
        ScenarioError: it has more people than `Limits.people`.
    """
    if scenario.organisation.people > limits.people:
        message = f"at most {limits.people:,} people are possible in this app, not {scenario.organisation.people:,}"
        raise ScenarioError([Problem(scenario.name, 0, 0, "organisation.people", message)])

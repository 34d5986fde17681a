"""The steps from a sketch to the whole: each is a run of its own, of the same plan, larger or of more courses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simulation.app.limits import Limits, is_within

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

SMALL: Final = 10_000
"""People who stand for a larger company in the first steps; docs/scale.md says how far that is off."""
FEW: Final = (2, 4, 20)
"""Courses of the first steps."""


@dataclass(frozen=True, slots=True)
class Step:
    """A run of at most so many people and courses; ``full`` is the company as it is described."""

    people: int
    replicates: int
    full: int

    @property
    def is_scaled(self) -> bool:
        """Whether fewer people stand for the company."""
        return self.people < self.full

    def of(self, scenario: Scenario) -> Scenario:
        """Return what is run in this step: what `scaled` returns, without reading the whole scenario again."""
        changes: dict[str, float] = {"replicates": self.replicates}
        simulated = scenario.simulated.people
        if self.people < simulated:
            changes["scale"] = scenario.run.scale * (self.people / simulated)
        return scenario.model_copy(update={"run": scenario.run.model_copy(update=changes)})


def steps(scenario: Scenario, limits: Limits) -> tuple[Step, ...]:
    """Return the steps of a scenario in their order, those that may be made; the last one is the scenario itself."""
    people, n, full = scenario.simulated.people, scenario.run.replicates, scenario.organisation.people
    small = min(people, SMALL)
    wanted = [Step(small, min(few, n), full) for few in FEW] + [Step(people, n, full)]
    return tuple(step for step in dict.fromkeys(wanted) if is_within(step.of(scenario), limits))

"""Cases: what a scenario becomes when parts of it are removed, up to the week that is looked at."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simulation.attribution.influences import INFLUENCES

if TYPE_CHECKING:
    from simulation.scenario.schema import Scenario

_KEY_LENGTH: Final = 16
EVERYTHING: Final = "all interventions"
"""Name of the removal of all interventions at once."""


@dataclass(frozen=True, slots=True)
class Case:
    """One variation of a scenario: the interventions that stay, by their number, and parameters held at a value."""

    kept: tuple[int, ...]
    held: tuple[tuple[str, float], ...] = ()

    @property
    def key(self) -> str:
        """Name of the case in its scenario, for files."""
        text = json.dumps([self.kept, self.held], separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:_KEY_LENGTH]


@dataclass(frozen=True, slots=True)
class Setting:
    """A scenario that is looked at in one week: what begins later cannot have done anything, and is left out."""

    scenario: Scenario
    week: int

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all interventions of the scenario."""
        return tuple(each.name for each in self.scenario.interventions)

    @property
    def begun(self) -> tuple[int, ...]:
        """Numbers of the interventions that have begun by the week."""
        plans = enumerate(self.scenario.interventions)
        return tuple(i for i, plan in plans if self.scenario.week_of(plan.start) <= self.week)

    def case(self, without: Iterable[str] = (), held: Mapping[str, float] | None = None) -> Case:
        """Return the scenario without some interventions, and with parameters held at the given values."""
        gone, names = frozenset(without), self.names
        return Case(
            tuple(i for i in self.begun if names[i] not in gone),
            tuple(sorted((name, float(value)) for name, value in (held or {}).items())),
        )

    def scenario_of(self, case: Case) -> Scenario:
        """Return what a case runs: its interventions, and the weeks up to the one that is looked at."""
        run = self.scenario.run.model_copy(update={"weeks": self.week + 1, "events": False})
        plans = tuple(self.scenario.interventions[i] for i in case.kept)
        return self.scenario.model_copy(update={"run": run, "interventions": plans})


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that is taken out: its name, whether it is an *influence* or *intervention*, what that means."""

    name: str
    kind: str
    meaning: str
    case: Case


def removals(setting: Setting) -> list[Removal]:
    """Return every removal of a scenario: each influence, each intervention, and all interventions at once.

    An intervention that begins after the week is not among them.
    """
    found = [Removal(one.name, "influence", one.meaning, setting.case(held=one.without)) for one in INFLUENCES]
    plans = [setting.scenario.interventions[i] for i in setting.begun]
    for plan in plans:
        meaning = f"the company does without “{plan.name}” ({plan.kind})"
        found.append(Removal(plan.name, "intervention", meaning, setting.case(without=[plan.name])))
    if len(plans) > 1:
        meaning = "the company does none of its interventions"
        found.append(Removal(EVERYTHING, "intervention", meaning, setting.case(without=setting.names)))
    return found

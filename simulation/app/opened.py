"""A scenario as a visitor has it open: its file, the plan, what it is compared with, and its levers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from simulation.app.levers import AppLever, levers_of, moved
from simulation.app.limits import Limits, check
from simulation.app.pairs import Pair
from simulation.app.scenario_folder import FileText, ScenarioFolder
from simulation.results.errors import InputError
from simulation.scenario.ambiguous import ambiguous
from simulation.scenario.document import parse, read_text
from simulation.scenario.inheritance import EXTENDS, on_base, plain_file
from simulation.scenario.loading import validated, with_files
from simulation.scenario.places import SUFFIXES
from simulation.scenario.problems import Problem
from simulation.scenario.schema import Scenario
from simulation.scenario.tree import Leaf, Listing, Node, Table

WITHOUT: Final = "without"


@dataclass(frozen=True)
class Opened:
    """A plan and its base, which has the same company and calendar and none of what the plan adds."""

    file: FileText
    plan: Scenario
    base: Scenario
    levers: dict[str, list[AppLever]]

    def moved(self, values: Mapping[str, Any]) -> Scenario:
        """Return the plan with its levers set; `ScenarioError` where that is not possible."""
        return moved(self.plan, [each for those in self.levers.values() for each in those], values)

    def pair(self, values: Mapping[str, Any]) -> Pair:
        """Return what is run."""
        return Pair(self.base, self.moved(values))


def opened(scenarios: ScenarioFolder, file: FileText, limits: Limits) -> Opened:
    """Return a file as it is opened, complete and checked.

    A file that extends another one is a plan on top of that; any other is compared with the company that does nothing.

    Raises:
        ScenarioError: every problem, at its line.
        InputError: it refers to files elsewhere.
    """
    plan = scenario_of(scenarios, file)
    check(plan, limits)
    base = base_of(file, plan)
    return Opened(file, plan, base, levers_of(base, plan))


def scenario_of(scenarios: ScenarioFolder, file: FileText) -> Scenario:
    """Return the scenario that a text describes at the place of its file.

    Raises:
        ScenarioError, InputError: as `opened`.
    """
    scenarios.check_references(file.text, file.path)
    problems: list[Problem] = []
    tree = on_base(parse(file.text, file.name, problems), file.path, file.name, problems)
    tree = with_files(tree, file.path, file.name)
    return validated(tree, [*problems, *ambiguous(tree)])


def base_of(file: FileText, plan: Scenario) -> Scenario:
    """Return the same company with the interventions alone that the extended file has; with none where it extends none.

    The rest is the plan's own, so that the two pair whatever else was changed.
    """
    extends = parse(file.text, file.name, []).get(EXTENDS)
    extended = None if extends is None else plain_file(extends, SUFFIXES)
    if extended is None:
        return plan.model_copy(update={"interventions": (), "name": WITHOUT})
    path = file.path.parent / extended
    tree = parse(read_text(path, extended), extended, [])
    listed = tree.get("interventions")
    names = {_name(each) for each in listed.items} if isinstance(listed, Listing) else set()
    kept = tuple(each for each in plan.interventions if each.name in names)
    stated = tree.get("title")
    title = str(stated.value) if isinstance(stated, Leaf) else plan.title
    return plan.model_copy(update={"interventions": kept, "name": path.stem, "title": title})


def _name(intervention: Node) -> str:
    """Return what an intervention of a file is called: its name, else its kind."""
    named = (intervention.get("name") or intervention.get("kind")) if isinstance(intervention, Table) else None
    return str(named.value) if isinstance(named, Leaf) else ""


class Sessions:
    """What each visitor has open; those who were not here for the longest time are forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: OrderedDict[str, Opened] = OrderedDict()
        self._lock = Lock()

    def put(self, visitor: str, opened: Opened) -> None:
        """Let a visitor have something open."""
        with self._lock:
            self._open.pop(visitor, None)
            self._open[visitor] = opened
            while len(self._open) > self._most:
                self._open.popitem(last=False)

    def of(self, visitor: str) -> Opened:
        """Return what a visitor has open.

        Raises:
            InputError: nothing is known of this visitor any longer.
        """
        with self._lock:
            if visitor in self._open:
                self._open.move_to_end(visitor)
                return self._open[visitor]
        raise InputError("this page was open for too long; load it again")

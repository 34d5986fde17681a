"""Checks a plugin's interventions against the contract in a small company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from simulation.interventions import all_kinds
from simulation.plugin.contract import NAME, RULES, Broken, ContractRule, Trial
from simulation.plugin.elsewhere import same_in_every_process
from simulation.plugin.loading import Plugin, fault
from simulation.scenario.overriding import overridden
from simulation.scenario.problems import Problem, ScenarioError
from simulation.scenario.schema import Scenario
from simulation.words.nearest import unknown

START: Final = 4
"""Week in which the intervention under check starts, unless it is set."""
WEEKS: Final = 6
"""Its duration, unless it is set, so that its end is checked as well."""
COMPANY: Final[dict[str, Any]] = {
    "name": "check",
    "organisation": {"people": 120, "countries": {"A": 1}, "divisions": {"X": 0.6, "Y": 0.4}},
    "platform": {
        "communities": {"people_per_community": 12},
        "started_share": 0.5,
        "legacy": [{"name": "old wiki", "users_share": 0.5, "attention": 0.5}],
    },
    "parameters": {
        "innovation_rate": 0.05, "read_intercept": -1.5, "contribute_intercept": -1.0, "founding_propensity": 0.0,
        "reply_per_reader": 0.2, "turnover_rate": 0.2,
    },
    "interventions": [
        {"kind": "community_manager", "name": "managers", "start": 2, "communities": 6, "hours_per_week": 2}
    ],
    "run": {"weeks": 16, "seed": 11, "events": True},
}  # fmt: skip
"""A small, lively company in two silos, with an older platform and a few community managers, for 16 weeks."""


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """Whether one kind keeps to one rule, and if not, what is wrong."""

    kind: str
    rule: str
    meaning: str
    message: str = ""

    @property
    def passes(self) -> bool:
        """True if the rule is kept."""
        return not self.message


def check(plugin: Plugin, assignments: Sequence[str] = (), kind: str | None = None) -> list[RuleCheck]:
    """Return a finding for every rule and every kind of a plugin (or one of them).

    ``assignments`` are settings of the intervention, as in ``target.count=20``. What its code raises
    becomes a finding. Raises `ScenarioError` where a setting does not exist or is out of bounds, or
    the file has no such kind.
    """
    if kind is not None and kind not in plugin.kinds:
        raise ScenarioError([Problem("--kind", 0, 0, "", unknown("kind", kind, plugin.kinds))])
    chosen = plugin.kinds if kind is None else (kind,)
    elsewhere = ContractRule("every process gives the same", partial(same_in_every_process, plugin.path))
    trials = {each: _trial(each, assignments) for each in chosen}
    return [finding for each, trial in trials.items() for finding in _findings(each, trial, (*RULES, elsewhere))]


def _trial(kind: str, assignments: Sequence[str]) -> Trial:
    """Return the company and the intervention as it is set."""
    base = Scenario.model_validate(COMPANY)
    data = base.model_dump(mode="json")
    data["interventions"].append({"kind": kind, "name": NAME, "start": START, "weeks": WEEKS})
    scenario = overridden(data, [f"interventions.{NAME}.{each}" for each in assignments])
    plan = scenario.interventions[-1].model_dump(mode="json")
    if not isinstance(scenario.interventions[-1], all_kinds()[kind]) or plan["name"] != NAME:
        raise ScenarioError([Problem("--set", 0, 0, "", "kind and name cannot be set here")])
    return Trial(base, plan)


def _findings(kind: str, trial: Trial, rules: Sequence[ContractRule]) -> Iterator[RuleCheck]:
    for rule in rules:
        yield RuleCheck(kind, rule.name, rule.meaning, _broken(rule.check, trial))


def _broken(rule: Any, trial: Trial) -> str:
    """Return what is wrong, or nothing; faults of the plugin's own code are named with their line."""
    try:
        rule(trial)
    except Broken as broken:
        return str(broken)
    except ScenarioError as refused:  # what a run would refuse as well
        return "; ".join(problem.message for problem in refused.problems)
    except Exception as error:
        said = fault(error)
        if not said:
            raise
        return said
    return ""

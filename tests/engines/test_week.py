"""The table of the week is true: phases are methods of agents, and call exactly the rules that it names."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mesa
import pytest

import simulation
from simulation.engines.mesa import CommunityAgent, Employee, bound
from simulation.engines.mesa.engine import MesaEngine
from simulation.engines.mesa.model import ACTORS
from simulation.engines.mesa.person import Person
from simulation.engines.schedule import Schedule
from simulation.model import rules
from simulation.model.state import Groups, People
from simulation.model.week import WEEK
from tests.engines.cases import small, with_anything, world_of
from tests.engines.lockstep import counters, kernel_of

ENGINES = Path(simulation.__file__).parent / "engines"
NAMES = {
    name for name, each in vars(rules).items() if hasattr(each, "rule_signature") and each.__module__ == rules.__name__
}
NAMED = {name for phase in WEEK for name in phase.rules}
ARITHMETIC = {"add", "larger", "clip"}
COUNTED = {"fixed_point", "segment", "items_of_month"}
BEFORE = {"inverse_or_zero"}
"""Rules that prepare a week."""


def used_in(path: Path) -> set[str]:
    """Rules that some code calls as ``rules.name``."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "rules"
    } & NAMES


def used_below(folder: Path) -> set[str]:
    """Rules that the code in a folder calls."""
    return set().union(*(used_in(path) for path in folder.glob("*.py")))


def test_phases_are_methods_of_agents():
    assert {
        **dict.fromkeys(("turnover", "receive", "sense", "decide", "learn", "culture", "show"), Employee),
        **dict.fromkeys(("respond", "communities"), CommunityAgent),
    } == ACTORS
    for phase in WEEK:
        assert callable(getattr(ACTORS[phase.name], phase.name))
        assert getattr(ACTORS[phase.name], phase.name).__doc__


def test_every_rule_that_the_table_names_exists():
    assert NAMED <= NAMES


def test_every_rule_is_named_or_used_by_another():
    tree = ast.parse(Path(rules.__file__).read_text(encoding="utf-8"))
    within = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert NAMES - NAMED - ARITHMETIC - COUNTED - BEFORE - within == set()


def test_both_engines_call_the_same_rules():
    kernel = used_below(ENGINES / "kernel") | used_in(ENGINES / "weights.py") | used_in(ENGINES / "initial.py")
    assert kernel == used_below(ENGINES / "mesa")


def test_phases_call_the_rules_that_the_table_names(monkeypatch: pytest.MonkeyPatch):
    called: dict[str, set[str]] = defaultdict(set)
    phase = [""]

    def noting(name: str, rule: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: Any) -> Any:
            called[phase[0]].add(name)
            return rule(*arguments)

        return noted

    do = mesa.agent.AgentSet.do

    def noting_phase(agents: Any, name: str) -> Any:
        phase[0] = name
        return do(agents, name)

    for name in NAMES:
        monkeypatch.setattr(bound.rules, name, noting(name, getattr(bound.rules, name)))
    monkeypatch.setattr(mesa.agent.AgentSet, "do", noting_phase)
    for contacts in ("ties", "mixing"):
        phase[0] = "before"
        changed = {"parameters": {"anchor_drift": 0.1}, "model": {"contacts": contacts}}
        world = world_of(with_anything(small(weeks=12, run={"start": "2012-12-01"}, **changed), share=0.5))
        engine, schedule = kernel_of(world, 0, MesaEngine), Schedule(world)
        for week in range(12):
            engine.run(week, week + 1, schedule.effects(week, engine.view(week))[0], *counters(world, 1))
    called["communities"] -= COUNTED  # people are counted behind the last phase
    for each in WEEK:
        assert called[each.name] - ARITHMETIC == set(each.rules) - ARITHMETIC, each.name


def test_agents_have_the_state_that_is_declared():
    assert [name for name in Person.__annotations__ if name != "model"] == list(People._fields)
    assert [name for name in CommunityAgent.__annotations__ if name != "model"] == list(Groups._fields)

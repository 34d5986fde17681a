"""What every kind of intervention keeps to, by the rules of `simulation.plugin.contract`."""

from __future__ import annotations

import pytest

from simulation.engines.run import simulate
from simulation.interventions import Intervention, kinds
from simulation.plugin.contract import RULES
from tests.engines.cases import world_of
from tests.engines.lockstep import compare_engines, same_counts
from tests.interventions.plans import NEEDS, PLANS, company, plan, trial

TIES = [name for name, kind in kinds().items() if kind.new_ties is not Intervention.new_ties]
"""Kinds that make ties."""


def test_every_kind_has_a_plan():
    assert set(PLANS) == set(kinds())


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_kept(kind, rule):
    rule.check(trial(kind))


def test_all_kinds_together_agree_week_by_week():
    """Both engines are asked for their state in every week, so that a difference is named where it begins."""
    needs = {key: section for each in NEEDS.values() for key, section in each.items()}
    total = compare_engines(world_of(company(*(plan(kind, name=f"a {kind}") for kind in kinds()), **needs)))
    assert total["contributors_7"] > 0


@pytest.mark.parametrize("kind", TIES)
def test_ties_made_later_are_not_there_before_beside_another_of_the_kind(kind):
    one = plan(kind, name="one")
    later = plan(kind, name="later", start=8) | {"target": {"role": "manager", "rank": "degree"}}
    without = simulate(world_of(company(one)), 0)
    with_it = simulate(world_of(company(one, later)), 0)
    for week in range(8):
        same_counts(without.counts[week], with_it.counts[week], f"week {week}")
    assert with_it.counts[8:].tobytes() != without.counts[8:].tobytes()

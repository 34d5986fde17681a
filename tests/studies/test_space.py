"""Spaces: what is varied reaches what it says, every mistake is named, what does not happen makes no difference."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from simulation.parameters import PARAMETERS
from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError
from simulation.studies.design.changing import changed, effective
from simulation.studies.design.space import Space
from tests.studies.company import company

VARY = {
    "imitation_rate": "prior",
    "innovation_rate": {"range": [0.001, 0.1], "scale": "log"},
    "interventions.kick-off.strength": {"range": [0, 2]},
    "interventions.kick-off.weeks": {"range": [4, 8]},
    "interventions.managers": "presence",
    "organisation.span_of_control": {"levels": [5, 10]},
}


def test_values_by_hand() -> None:
    space = Space.of(company(), VARY)
    assert space.names == tuple(VARY)
    middle = space.values([0.5] * 6)
    p = PARAMETERS["imitation_rate"]
    assert middle["imitation_rate"] == pytest.approx(p.prior.quantile(0.5, p.low, p.high))
    assert middle["innovation_rate"] == pytest.approx(0.01), "half way from 0.001 to 0.1 in the logarithm"
    assert middle["interventions.kick-off.strength"] == 1
    assert (middle["interventions.managers"], middle["organisation.span_of_control"]) == (True, 10)
    low, high = space.values([0] * 6), space.values([1] * 6)
    assert (low["innovation_rate"], high["innovation_rate"]) == pytest.approx((0.001, 0.1))
    assert (low["interventions.managers"], low["organisation.span_of_control"]) == (False, 5)


def test_each_whole_number_is_as_likely_as_the_others() -> None:
    for key in ("organisation.people", "interventions.kick-off.weeks", "interventions.kick-off.target.count"):
        space = Space.of(company(), {key: (101, 104)})
        found = [space.values([(n + 0.5) / 400])[key] for n in range(400)]
        assert {value: found.count(value) for value in found} == {101: 100, 102: 100, 103: 100, 104: 100}


def test_what_does_not_take_place_makes_no_difference() -> None:
    space = Space.of(company(), VARY)
    row = [0.5, 0.5, 0.1, 0.5, 0.5, 0.5]
    here = space.point(space.values(row))
    assert ("interventions.managers", True) not in here.changes, "takes place, as it does without a word"
    absent = space.values(row) | {"interventions.kick-off": False}
    assert space.point(absent) == space.point(
        absent | {"interventions.kick-off.strength": 2.0, "kick_off.excitement": 1}
    )
    without = changed(company(), space.point(absent).changes[2:])
    assert [plan.name for plan in without.interventions] == ["managers"]


def test_beliefs_of_one_of_two_of_a_kind_go_with_it() -> None:
    """Two of a kind that believe different things are drawn apart; what is left keeps its own number."""
    from simulation.studies.design.changing import drawn_numbers

    own = {"kind": "kick_off", "name": "second", "start": 3, "target": {"count": 5}, "excitement": 0.3}
    base = company(interventions=[*company().model_dump(mode="json")["interventions"], own])
    mine = [name for name in base.declared() if name.endswith("(second)")]
    key = "kick_off.excitement (second)"
    assert key in mine
    changes = effective(base, {"interventions.kick-off": False, key: 0.5})
    assert dict(changes)[key] == 0.5
    left = changed(base, (("interventions.kick-off", False),))
    assert drawn_numbers(left, {key: 0.5}) == {key.partition(" (")[0]: 0.5}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("interventions.kick-off.strength", 0.5),
        ("interventions.kick-off.start", 3),
        ("interventions.managers.weeks", 2),
    ],
)
def test_settings_of_interventions_are_what_set_makes_of_them(key: str, value: float) -> None:
    assert changed(company(), ((key, value),)) == override(company(), [f"{key}={value}"])


def test_every_mistake_is_named_at_once() -> None:
    wrong = {
        "imitation_rat": "prior",
        "innovation_rate": {"range": [0.1, 0.01]},
        "interventions.kick-of": "presence",
        "interventions.kick-off.strength": {"range": [0, 9]},
        "interventions.managers.start": {"levels": ["soon"]},
        "organisation.people": {"range": [100.5, 200]},
        "run.weeks": "prior",
        "spread": {"levels": []},
    }
    with pytest.raises(ScenarioError) as caught:
        Space.of(company(), wrong)
    said = {problem.key: problem.message for problem in caught.value.problems}
    assert "did you mean 'imitation_rate'" in said["imitation_rat"]
    assert "begin with the smaller" in said["innovation_rate.range"]
    assert "did you mean 'kick-off'" in said["interventions.kick-of"]
    assert "between 0 and 5" in said["interventions.kick-off.strength.range.1"]
    assert "must be a" in said["interventions.managers.start.levels.0"]
    assert "whole numbers" in said["organisation.people.range"]
    assert "has no prior" in said["run.weeks"]
    assert len(said) == len(wrong)


def test_scenarios_are_a_dimension_and_may_differ_in_interventions() -> None:
    plain, plan = company(name="plain", interventions=[]), company(name="plan")
    space = Space.of([plain, plan], {"interventions.kick-off.strength": (0.0, 2.0)})
    assert space.names == ("scenario", "interventions.kick-off.strength")
    first, second = (space.point(space.values([u, 0.5])) for u in (0.2, 0.8))
    assert (first.scenario, first.changes) == ("plain", ())
    assert (second.scenario, second.changes) == ("plan", (("interventions.kick-off.strength", 1.0),))


def test_spaces_can_be_sent() -> None:
    space = Space.of(company(), VARY)
    row = np.linspace(0, 1, 6)
    assert pickle.loads(pickle.dumps(space)).values(row) == space.values(row)

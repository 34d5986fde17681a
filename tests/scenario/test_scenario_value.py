"""The sections `value` and `observations` of scenario files."""

from __future__ import annotations

import pytest

from simulation.catalogue.declared import explain, listing
from simulation.declare import Prior
from simulation.factors import FACTORS
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import json_schema, resolved_yaml

HEAD = "name: a\n"
OBSERVED = HEAD + "observations:\n  - {measure: %s, week: 3, value: 5%s}\n"


@pytest.mark.parametrize(
    ("given", "value", "prior"),
    [
        ("2", 2, Prior("fixed", 2)),
        ("{value: 2}", 2, Prior("fixed", 2)),
        ("{prior: {kind: uniform, a: 1, b: 3}}", 2, Prior("uniform", 1, 3)),
        ("{}", 1, FACTORS["answer_hours"].prior),
    ],
)
def test_a_factor_is_stated_like_a_parameter(write, given, value, prior):
    scenario = load(write(f"{HEAD}value: {{factors: {{answer_hours: {given}}}}}\n"))
    declared = scenario.value.declared()
    assert declared["answer_hours"].default == pytest.approx(value)
    assert declared["answer_hours"].prior == prior
    assert declared["platform_eur"] == FACTORS["platform_eur"]
    assert list(declared) == list(FACTORS)
    assert load(write(resolved_yaml(scenario), "again.yaml")) == scenario


def test_defaults_are_those_declared():
    assert Scenario(name="a").value.declared() == FACTORS
    assert Scenario(name="a").value.discount_rate == 0.03
    assert override(Scenario(name="a"), ["value.factors.answer_hours=3"]).value.factors["answer_hours"].value == 3


@pytest.mark.parametrize(
    ("text", "line", "key", "message"),
    [
        ("value:\n  factors:\n    answer_hour: 1\n", 4, "value.factors.answer_hour", "did you mean 'answer_hours'?"),
        ("value:\n  factors:\n    answer_hours: 99\n", 4, "value.factors.answer_hours", "between 0 and 40 hours per"),
        ("value: {factors: {answer_hours: {prior: {kind: uniform, a: 3, b: 1}}}}\n", 2,
         "value.factors.answer_hours.prior", "a < b"),
        ("value: {factors: [1]}\n", 2, "value.factors", "a table of keys and values"),
        ("value: {discount_rate: 3}\n", 2, "value.discount_rate", "between 0 and 1 per year, not 3"),
        ("value: {discount: 0}\n", 2, "value.discount", "unknown key 'discount'"),
        ("run: {weeks: 0}\nvalue: {factors: {answer_hours: 99}}\n", 3, "value.factors.answer_hours", "0 and 40 hours"),
    ],
)  # fmt: skip
def test_problems_with_factors(problems, text, line, key, message):
    found = problems(HEAD + text)
    assert any((p.line, p.key) == (line, key) and message in p.message for p in found), [str(p) for p in found]


def test_explain_list_and_schema_know_the_factors():
    (entry,) = explain("answer_hours")
    assert entry.what == "value factor"
    assert entry.facts["multiplies"] == "replied, replied_cross_silo"
    assert "equation" not in entry.facts
    assert set(listing()["value factors"]) == set(FACTORS)
    properties = json_schema()["$defs"]["ValueSettings"]["properties"]["factors"]["properties"]
    assert properties["answer_hours"]["anyOf"][0]["maximum"] == FACTORS["answer_hours"].high


def test_an_observation_has_one_measure_or_several(write):
    one, other = (load(write(OBSERVED % (m, ""))).observations[0] for m in ("registered", "[registered, visible]"))
    assert (one.measure, one.measures) == ("registered", ("registered",))
    assert other.measures == ("registered", "visible")
    assert list(one.weeks) == [3]
    assert list(load(write(OBSERVED % ("registered", ", last_week: 5"))).observations[0].weeks) == [3, 4, 5]
    for scenario in (
        load(write(OBSERVED % ("[registered, visible]", ", last_week: 5, spread: 0.1"))),
        load(write(OBSERVED % ("registered", ""))),
    ):
        assert load(write(resolved_yaml(scenario), "again.yaml")) == scenario


@pytest.mark.parametrize(
    ("measure", "more", "message"),
    [
        ("registred", "", "unknown measure 'registred'; did you mean 'registered'?"),
        ("[registered, visibel]", "", "unknown measure 'visibel'; did you mean 'visible'?"),
        ("[registered, registered]", "", "names a candidate twice"),
        ("[]", "", "needs at least 1"),
        ("5", "", "must be text or a list, not 5"),
        ("registered", ", last_week: 2", "last_week must be at least week (3), not 2"),
        ("registered", ", spread: -1", "between 0 and 3 (log-sd), not -1"),
        ("registered", ", last_week: 2000", "between 0 and 1040 weeks (or null), not 2000"),
    ],
)
def test_problems_with_observations(write, measure, more, message):
    with pytest.raises(ScenarioError) as caught:
        load(write(OBSERVED % (measure, more)))
    assert all(problem.line == 3 for problem in caught.value.problems)
    assert message in str(caught.value)


def test_candidates_of_an_observation_have_one_unit(write):
    path = write(OBSERVED % ("[registered, registered_share_of_people]", ""))
    with pytest.raises(ScenarioError, match="cannot have several units: people, share"):
        load(path)
    assert load(write(OBSERVED % ("[registered, visible]", ""))).observations
    for odd in ("[[registered]]", "{registered: 1}", "[registered, 5]"):
        with pytest.raises(ScenarioError, match=r"observations\[0\]\.measure"):
            load(write(OBSERVED % (odd, "")))

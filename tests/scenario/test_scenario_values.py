"""What a scenario holds once it is loaded: parameters, defaults, overrides, the written form."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pydantic import ValidationError

from simulation.declare import Prior
from simulation.parameters import PARAMETERS
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.places import find_scenarios
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import json_schema, resolved_yaml, scenario_hash

EVENTS = """\
name: a
interventions:
  - {kind: kick_off, start: 2}
  - {kind: kick_off, name: second, start: 2012-03-01}
platform: {legacy: [{name: Wiki, users_share: .1}]}
"""


def refused(scenario, *assignments):
    """Return the text of the problems with assignments."""
    with pytest.raises(ScenarioError) as caught:
        override(scenario, assignments)
    assert all(problem.file == "--set" for problem in caught.value.problems)
    return str(caught.value)


@pytest.mark.parametrize(
    ("given", "value", "prior"),
    [
        ("0.5", 0.5, Prior("fixed", 0.5)),
        ("{value: 0.5}", 0.5, Prior("fixed", 0.5)),
        ("{prior: {kind: uniform, a: 0, b: 1}}", 0.5, Prior("uniform", 0, 1)),
        ("{value: 0.1, prior: {kind: uniform, a: 0, b: 1}}", 0.1, Prior("uniform", 0, 1)),
        ("{prior: {kind: lognormal, a: 0.1, b: 0.5}}", 0.1, Prior("lognormal", 0.1, 0.5)),
        ("{}", 0.04, PARAMETERS["imitation_rate"].prior),
    ],
)
def test_a_parameter_can_be_a_number_a_value_or_a_prior(write, given, value, prior):
    declared = load(write(f"name: a\nparameters: {{imitation_rate: {given}}}\n")).declared()
    assert declared["imitation_rate"].default == pytest.approx(value, rel=1e-6)
    assert declared["imitation_rate"].prior == prior
    assert list(declared) == list(PARAMETERS)
    assert declared["belief_mean"] == PARAMETERS["belief_mean"]


MENTORING = "name: a\ninterventions:\n- {{kind: reverse_mentoring, start: 1, target: {{role: manager}}, own_use: {}}}\n"


@pytest.mark.parametrize(
    ("given", "value", "prior"),
    [
        ("0.5", 0.5, Prior("fixed", 0.5)),
        ("{value: 0.5}", 0.5, Prior("fixed", 0.5)),
        ("{prior: {kind: uniform, a: 0, b: 1}}", 0.5, Prior("uniform", 0, 1)),
        ("{value: 0.1, prior: {kind: uniform, a: 0, b: 1}}", 0.1, Prior("uniform", 0, 1)),
        ("{}", 0.3, Prior("normal", 0.3, 0.3)),
    ],
)
def test_a_behavioural_setting_is_stated_like_a_parameter(write, given, value, prior):
    scenario = load(write(MENTORING.format(given)))
    (plan,) = scenario.interventions
    declared = scenario.declared()["reverse_mentoring.own_use"]
    assert plan.own_use == declared.default == value
    assert declared.prior == prior
    again = load(write(resolved_yaml(scenario), "again.yaml"))
    assert again == scenario
    assert scenario_hash(again) == scenario_hash(scenario)
    moved = override(scenario, ["interventions.reverse_mentoring.own_use={prior: {kind: normal, a: 1, b: 0.1}}"])
    assert moved.declared()["reverse_mentoring.own_use"].prior == Prior("normal", 1, 0.1)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("abc", "own_use: must be a number between -3 and 3 (logit), or its value and prior, not the text 'abc'"),
        ("9", "own_use: must be a number between -3 and 3 (logit), or its value and prior, not 9"),
        ("null", "own_use: must be a number between -3 and 3 (logit), or its value and prior, not empty"),
        ("{value: 9}", "own_use.value: must be between -3 and 3 logit, not 9"),
        ("{prior: {kind: norm, a: 1}}", "own_use.prior.kind: must be fixed, uniform, normal, lognormal or logitnormal"),
        ("{prior: {kind: normal, a: 1, b: 0}}", "own_use.prior: b of a normal prior is its spread"),
        ("{prior: {kind: normal, a: 9, b: 1}}", "own_use.prior: a of the prior must be between -3 and 3 logit, not 9"),
        ("{value: 1, prior: {kind: fixed, a: 2}}", "own_use.prior: is fixed at 2, but the value is 1"),
        ("{prio: 3}", "own_use.prio: unknown key 'prio'; did you mean 'prior'?"),
    ],
)
def test_problems_of_a_behavioural_setting_name_place_and_range(write, given, message):
    with pytest.raises(ScenarioError) as caught:
        load(write(MENTORING.format(given)))
    assert f"case.yaml:3: interventions[0].{message}" in str(caught.value)


def test_names_of_behavioural_settings_belong_into_a_posterior_and_not_into_parameters(write):
    posterior = "posterior: {names: [reverse_mentoring.own_use], rows: [[0.1]]}\n"
    assert load(write(f"name: a\n{posterior}")).posterior is not None
    with pytest.raises(ScenarioError, match=r"posterior.rows\[0\]: reverse_mentoring.own_use must be between -3 and 3"):
        load(write(f"name: a\n{posterior.replace('0.1', '9')}"))
    with pytest.raises(ScenarioError, match=r"is a setting of interventions; state own_use where"):
        load(write("name: a\nparameters: {reverse_mentoring.own_use: 0.1}\n"))


def test_defaults_are_complete_without_any_file():
    scenario = Scenario(name="a")
    assert scenario.declared() == PARAMETERS
    assert scenario.week_of(date(2012, 3, 4)) == 2
    assert scenario.week_of(5) == 5


def test_interventions_are_named_by_their_kind(write):
    assert [each.name for each in load(write(EVENTS)).interventions] == ["kick_off", "second"]


def test_scenarios_made_in_python_are_checked_too():
    with pytest.raises(ValidationError, match=r"interventions\[0\].start: must be between week 0 and week 103"):
        Scenario.model_validate({"name": "a", "interventions": [{"kind": "kick_off", "start": 104}]})
    with pytest.raises(ValidationError, match=r"frozen"):
        Scenario(name="a").name = "b"


def test_measures_are_checked_against_those_there_are(write):
    path = write("name: a\nmeasures: [registered, registred]\n")
    with pytest.raises(ScenarioError, match=r"case.yaml:2: measures\[1\]: unknown measure 'registred'; did you mean"):
        load(path)


def test_override_sets_values_anywhere(write):
    scenario = override(
        load(write(EVENTS)),
        ["run.weeks=52", "interventions[0].strength=0", "interventions.second.start=2012-04-01",
         "parameters.imitation_rate=0.5", "economics.budget_eur=1e6", "organisation.countries.Germany=0.1",
         "platform.legacy.Wiki.attention=0.25", "posterior={names: [belief_mean], rows: [[0.5]]}", "title=no",
         "measures=[people, registered]"],
    )  # fmt: skip
    assert scenario.run.weeks == 52
    assert [each.strength for each in scenario.interventions] == [0, 1]
    assert scenario.interventions[1].start == date(2012, 4, 1)
    assert scenario.parameters["imitation_rate"].value == 0.5
    assert scenario.economics.budget_eur == 1e6
    assert scenario.organisation.countries["Germany"] == 0.1
    assert scenario.platform.legacy[0].attention == 0.25
    assert scenario.posterior is not None
    assert (scenario.title, scenario.measures) == ("no", ("people", "registered"))


def test_override_without_assignments_changes_nothing(write):
    scenario = load(write(EVENTS))
    assert override(scenario, []) == scenario
    assert override(scenario, ["run.seed=1"]) == scenario
    assert override(scenario, ["parameters.imitation_rate.value=0.04"]) == scenario


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("run.weeks=2000", "--set: run.weeks: must be a whole number between 1 and 1040 weeks, not 2000"),
        ("run.weeks", "must be key=value"),
        ("=3", "must be key=value"),
        ("a..b=3", "must be key=value"),
        ("rum.weeks=3", "--set: rum: unknown key 'rum'; did you mean 'run'?"),
        ("run.weaks=3", "--set: run.weaks: unknown key"),
        ("parameters.imitation_rat=3", "did you mean 'imitation_rate'?"),
        ("interventions.secnd.strength=3", "unknown entry 'secnd'; did you mean 'second'?"),
        ("interventions[2].strength=3", "there is no entry [2]; the list has 2"),
        ("measures.x=3", "entries of a list are named by number"),
        ("run.weeks=[1,", "not valid YAML"),
        ("run.weeks=.nan", "finite"),
        ("run.weeks=!!int 3", "tags"),
        ("run.weeks=*a", "aliases"),
        ("run.weeks=3\nname: b", "one value"),
        ("title=\x1b[31m", "not valid YAML"),
    ],
)
def test_override_problems(write, assignment, message):
    assert message in refused(load(write(EVENTS)), assignment)


def test_all_override_problems_come_together(write):
    text = refused(load(write(EVENTS)), "run.weeks=2000", "rum.x=1", "interventions.x.start=1", "y", "run.seed=.inf")
    assert len(text.splitlines()) == 5


@pytest.mark.parametrize("name", find_scenarios())
def test_shipped_scenarios_round_trip(write, name):
    scenario = load(find_scenarios()[name])
    again = load(write(resolved_yaml(scenario)))
    assert again == scenario
    assert scenario_hash(again) == scenario_hash(scenario)
    assert resolved_yaml(again) == resolved_yaml(scenario)


def test_resolved_form_spells_everything_out(write):
    text = resolved_yaml(Scenario(name="a"))
    for parameter in PARAMETERS:
        assert f"  {parameter}: {{value: " in text
    assert "hourly_cost_eur: 62.0" in text
    assert "cross_silo_degree: " in text


@pytest.mark.parametrize(
    "title", ["no", "Yes", "1e3", "2012-01-01", "2012-99-99", "~", "null", "a: b", "a #b", "'", '"', "- a", "ü € 漢 😀",
              " x ", "a\nb", "a\tb", "*a", "&a", "!a", "%a", "@a", "`", "{", "\\", "0x1F", "True", ""],
)  # fmt: skip
def test_any_text_round_trips(write, title):
    scenario = Scenario(name="a", title=title, description=title)
    assert load(write(resolved_yaml(scenario))) == scenario


def test_hash_is_of_the_content(write):
    one = load(write("name: a\nrun: {weeks: 5, seed: 3}\n"))
    other = load(write("run:\n  seed: 3.0\n  weeks: 5\nname: 'a'\nparameters: {}\n", "other.yaml"))
    assert scenario_hash(one) == scenario_hash(other)
    assert scenario_hash(one) != scenario_hash(override(one, ["run.seed=4"]))
    assert len(scenario_hash(one)) == 64


def test_json_schema_has_bounds_units_and_shorthand():
    schema = json_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert {"extends", "interventions_replace", "name", "run"} <= set(schema["properties"])
    weeks = schema["$defs"]["RunSettings"]["properties"]["weeks"]
    assert (weeks["minimum"], weeks["maximum"], weeks["unit"]) == (1, 1040, "weeks")
    assert set(schema["properties"]["parameters"]["properties"]) == set(PARAMETERS)
    assert "default" not in schema["required"]
    assert schema["required"] == ["name"]

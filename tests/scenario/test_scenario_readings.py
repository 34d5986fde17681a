"""No number or day is read otherwise than it was meant: what has two readings, or another notation, is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from simulation.scenario.keys import dotted, split_key
from simulation.scenario.loading import load
from simulation.scenario.overriding import override
from simulation.scenario.problems import ScenarioError
from simulation.scenario.remarks import remarks
from simulation.scenario.schema import Scenario
from simulation.scenario.writing import resolved_yaml
from simulation.words.numerals import both_readings, date_advice, number_advice

HEAD = "name: a\n"
WRITTEN = [
    ("0,55", ["0.55"]), ("55%", ["0.55"]), ("55 %", ["0.55"]), ("1,5k", ["1500"]), ("1.5k", ["1500"]),
    ("3 Mio.", ["3000000"]), ("1.234,56", ["1234.56"]), ("1,234.56", ["1234.56"]), ("1.234.567", ["1234567"]),
    ("1'200", ["1200"]), ("1 200", ["1200"]), ("1\u202f200", ["1200"]), ("1_200", ["1200"]), ("62 €", ["62"]),
    ("25 EUR", ["25"]), ("0,125", ["0.125"]), ("120.000", ["120000", "120"]), ("120,000", ["120000", "120"]),
    ("1.125", ["1125", "1.1250"]), ("-2,5", ["-2.5"]), ("2.500 EUR", ["2500", "2.5"]), ("1e3", ["1000"]),
    ("1_0", ["10"]), ("2.5e-2", ["0.025"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_advice_says_how_a_number_is_written(text, meant):
    assert number_advice(text).removesuffix(": it can be read as either") == f"write {' or '.join(meant)}"


@given(some.integers(1000, 999_999_999))
def test_thousands_with_points_or_commas_are_understood_as_written(number):
    for sign in ".,":
        text = f"{number:,}".replace(",", sign)
        readings = re.findall(r"[0-9.]+", number_advice(text))
        assert readings[0] == str(number), "the reading as thousands comes first"
        if text.count(sign) == 1:
            assert float(readings[1]) == float(text.replace(",", ".")), "and the reading as a decimal fraction is named"


@given(some.text(alphabet="0123456789.,'%k €_-+eE x:", max_size=12))
def test_advice_is_a_number_that_has_one_reading(text):
    for written in re.findall(r"(?:write|or) (-?[0-9.]+)(?=$| or|:)", number_advice(text)):
        assert number_advice(written) == "", "what is advised is not advised against"


@given(some.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_days_as_germans_write_them_are_understood(day):
    assert date_advice(f"{day.day}.{day.month}.{day.year}") == f"write {day}"
    assert date_advice(f"{day.day:02}.{day.month:02}.{day.year}") == f"write {day}"
    assert str(day) in date_advice(f"{day.month}/{day.day}/{day.year}"), "also as Americans do"


@pytest.mark.parametrize("text", ["KW 38", "KW38/2026", "2026-W38", "CW 38 2026", "week 38", "Woche 38"])
def test_a_calendar_week_is_named_by_its_monday(text):
    monday = date(2026, 9, 14)
    assert (monday - timedelta(weeks=37)).isocalendar() == (2026, 1, 1)
    assert date_advice(text, 2026) == f"write its first day (calendar week 38 of 2026 begins on {monday})"


THOUSANDS = [
    ("organisation: {people: 120.000}", "organisation.people", "write 120000 or 120"),
    ("organisation: {countries: {A: 1.200, B: 0.5}}", "organisation.countries.A", "write 1200 or 1.2"),
    ("economics: {budget_eur: 25.000}", "economics.budget_eur", "write 25000 or 25"),
    ("run: {weeks: 1.040}", "run.weeks", "write 1040 or 1.04"),
    ("interventions: [{kind: kick_off, start: 2, eur_fixed: 25.000}]", "interventions[0].eur_fixed", "25,000"),
    ("observations: [{measure: registered, week: 3, value: 70.000}]", "observations[0].value", "write 70000 or 70"),
    ("parameters: {content_half: 1.500}", "parameters.content_half", "write 1500 or 1.5"),
]


@pytest.mark.parametrize(("text", "key", "part"), THOUSANDS, ids=[key for _, key, _ in THOUSANDS])
def test_a_number_with_two_readings_is_refused_with_both(problems, text, key, part):
    (problem,) = [each for each in problems(f"{HEAD}{text}\n") if each.key == key]
    assert part in problem.message
    assert problem.line == 2
    assert problem.file.endswith("case.yaml")


def test_three_decimal_places_stay_where_only_they_can_be_meant(write):
    plan = "interventions: [{kind: kick_off, start: 2, strength: 1.250}]\n"
    scenario = load(write(f"{HEAD}organisation: {{span_of_control: 8.125, desk_share: 0.125}}\n{plan}"))
    assert (scenario.organisation.span_of_control, scenario.organisation.desk_share) == (8.125, 0.125)
    assert scenario.interventions[0].strength == 1.25, "1,250 is beyond the bounds of a strength"


def test_text_may_look_like_a_number_with_two_readings(problems):
    (problem,) = problems("name: a\ntitle: 120.000\n")
    assert "put it in quotes" in problem.message


def test_what_the_program_writes_has_one_reading(write):
    scenario = load(write(HEAD + "economics: {budget_eur: 1.1250}\norganisation: {countries: {A: 2.1250, B: 1}}\n"))
    assert scenario.economics.budget_eur == 1.125
    again = load(write(resolved_yaml(scenario), "again.yaml"))
    assert again == scenario


def test_draws_with_three_places_are_refused_unless_others_show_the_decimal_point(tmp_path, write):
    path = write(HEAD + "posterior: draws.csv\n")
    (tmp_path / "draws.csv").write_text("content_half,belief_mean\n1.500,0.5\n2.250,0.25\n")
    with pytest.raises(ScenarioError, match=r"draws.csv:2: posterior.rows"):
        load(path)
    (tmp_path / "draws.csv").write_text("content_half,belief_mean\n1.500,0.5\n2.25,0.25\n")
    scenario = load(path)
    assert scenario.posterior is not None
    assert scenario.posterior.rows[0][0] == 1.5


@pytest.mark.parametrize("cell", ["nan", "inf", "2", "-0.1", "0,5", ""])
def test_draws_that_are_no_numbers_within_bounds_are_refused(tmp_path, write, cell):
    path = write(HEAD + "posterior: draws.csv\n")
    (tmp_path / "draws.csv").write_text(f"belief_mean\n{cell}\n0.5\n" if cell else "belief_mean,norm_rate\n0.5,\n")
    with pytest.raises(ScenarioError, match=r"draws.csv.*posterior.rows"):
        load(path)


OTHER_NOTATIONS = [
    ("run: {start: 13.04.2026}", "run.start", "write 2026-04-13"),
    ("interventions: [{kind: kick_off, start: KW 38}]\nrun: {start: 2026-01-05}", "interventions[0].start", "-09-14"),
    ("organisation:\n  silo_barrier: 0,55", "organisation.silo_barrier", "write 0.55"),
    ("organisation: {silo_barrier: 55%}", "organisation.silo_barrier", "write 0.55"),
    ("run: {weeks: 1.5k}", "run.weeks", "write 1500"),
    ('organisation: {people: "120.000"}', "organisation.people", "write 120000 or 120"),
    ("parameters:\n  imitation_rate: 0,02", "parameters.imitation_rate", "write 0.02"),
    ("organisation: {silo_barrier: 0,55}", "organisation.55", "with a point"),
    ("organisation: {countries: {A: 0,5, B: 0.5}}", "organisation.countries.5", "with a point"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "part"), OTHER_NOTATIONS, ids=[text[-20:] for text, _, _ in OTHER_NOTATIONS])
def test_other_notations_are_told_how_to_write_it(problems, text, key, part):
    assert [part in each.message for each in problems(f"{HEAD}{text}\n") if each.key == key] == [True]


PYTHON = [
    {"organisation": {"people": "120.000"}}, {"organisation": {"people": "500"}}, {"organisation": {"people": True}},
    {"organisation": {"countries": {"A": "0,5"}}}, {"run": {"start": 86_400}}, {"run": {"start": "13.04.2026"}},
    {"interventions": [{"kind": "kick_off", "start": "KW 38"}]}, {"parameters": {"imitation_rate": "0,02"}},
    {"interventions": [{"kind": "kick_off", "start": 3, "strength": float("nan")}]},
    {"parameters": {"imitation_rate": float("nan")}}, {"parameters": {"imitation_rate": float("inf")}},
    {"economics": {"budget_eur": float("inf")}}, {"model": {"thresholds": [0.5, float("nan")]}},
    {"posterior": {"names": ["belief_mean"], "rows": [[float("nan")]]}},
    {"posterior": {"names": ["belief_mean"], "rows": [[1.5]]}}, {"organisation": {"functions": {"A": float("inf")}}},
    {"value": {"factors": {"answer_hours": float("nan")}}},
]  # fmt: skip


@pytest.mark.parametrize("data", PYTHON, ids=[str(each)[:60] for each in PYTHON])
def test_values_from_python_are_read_as_strictly_as_those_of_files(data):
    with pytest.raises(ValidationError, match=r"must be|valid"):
        Scenario.model_validate({"name": "a", **data})


def test_an_unknown_parameter_from_python_has_its_nearest_name():
    with pytest.raises(ValidationError, match="did you mean 'imitation_rate'"):
        Scenario.model_validate({"name": "a", "parameters": {"imitaton_rate": 0.1}})


@given(some.lists(some.one_of(some.integers(0, 999), some.text(min_size=0, max_size=8)), min_size=1, max_size=5))
def test_every_key_can_be_written_and_is_understood_again(place):
    assert split_key(f"{dotted(place)}=1") == (place, "=1")


NAMED = """name: a
organisation:
  people: 100
  countries: {"U.K. / Ireland": 0.5, "A [b]": 0.25, 'say "hi"': 0.125, "x=y": 0.125}
  divisions: {D: 1}
"""


@pytest.mark.parametrize("name", ["U.K. / Ireland", "A [b]", 'say "hi"', "x=y"])
def test_set_names_any_country(write, name):
    key = dotted(("organisation", "countries", name))
    assert override(load(write(NAMED)), [f"{key}=0.3"]).organisation.countries[name] == 0.3


@pytest.mark.parametrize("section", ["countries", "divisions", "functions"])
def test_set_invents_no_unit(write, section):
    scenario = load(write(f"{HEAD}organisation: {{{section}: {{Germany: 0.5, Hungary: 0.5}}}}\n"))
    with pytest.raises(ScenarioError, match=r"did you mean 'Germany'\?.*whole table") as caught:
        override(scenario, [f"organisation.{section}.Germny=0.9"])
    assert caught.value.problems[0].key == f"organisation.{section}.Germny"
    whole = override(scenario, [f"organisation.{section}={{Germany: 0.9, Austria: 0.1}}"])
    assert list(getattr(whole.organisation, section)) == ["Germany", "Austria"]


def test_set_refuses_numbers_with_two_readings(write):
    with pytest.raises(ScenarioError, match=r"--set: organisation.people: 25.000 can be read as 25,000 or as 25"):
        override(load(write(HEAD)), ["organisation.people=25.000"])


@pytest.mark.parametrize("text", ["weeks", "a..b=1", ".a=1", '"a=1', "a[b]=1", "=1"])
def test_what_is_no_key_is_told_the_rule(write, text):
    with pytest.raises(ScenarioError, match="stands in double quotes"):
        override(load(write(HEAD)), [text])


SHARES = [
    ("countries: {A: 0.5, B: 0.9}", "organisation.countries: the shares add to 1.4, not to 1"),
    ("divisions: {A: 0.5, B: 0.4}", "organisation.divisions: the shares add to 0.9"),
    ("countries: {A: 0.5, B: 40}", "some are below 1 like shares, others above"),
    ("countries: {A: 60, B: 35}", "if these are percentages, they add to 95"),
]


@pytest.mark.parametrize(("text", "said"), SHARES, ids=[text for text, _ in SHARES])
def test_shares_that_do_not_add_to_one_are_told(write, text, said):
    (remark,) = remarks(load(write(f"{HEAD}organisation: {{people: 1000, {text}}}\n")))
    assert said in remark


@pytest.mark.parametrize("text", ["{A: 0.3, B: 0.7}", "{A: 1, B: 1, C: 1}", "{A: 60, B: 40}", "{A: 700, B: 300}",
                                  "{A: 0.1, B: 0.2, C: 0.7}", "{A: 1}", "{A: 12, B: 7}"])  # fmt: skip
def test_shares_and_numbers_of_people_are_fine(write, text):
    assert remarks(load(write(f"{HEAD}organisation: {{countries: {text}}}\n"))) == []


def test_both_readings_name_their_signs():
    assert both_readings("-1.125") == "-1.125 can be read as -1,125 or as -1.1250; write -1125 or -1.1250"

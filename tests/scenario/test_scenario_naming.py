"""Names are names: any text may be one, if it can be read and told from the names beside it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from simulation.organisation.generator import generate
from simulation.organisation.settings import OrganisationSettings
from simulation.scenario.loading import load
from simulation.scenario.organisation_names import country_of_silos, silo_names
from simulation.scenario.problems import ScenarioError
from simulation.scenario.schema import Scenario
from simulation.words.naming import alike, naming_problem, unusable

READABLE = some.text(min_size=1, max_size=12).filter(lambda text: not unusable(text))


def company(**changes: object) -> OrganisationSettings:
    return OrganisationSettings.model_validate({"people": 90, "divisions": {"D": 0.5, "E": 0.5}, **changes})


@given(some.lists(READABLE, min_size=2, max_size=4, unique_by=alike))
def test_the_country_of_a_silo_is_known_whatever_the_names_hold(names):
    if any(alike(name) == "all" for name in names):
        return
    settings = company(countries=dict.fromkeys(names, 1.0))
    found = country_of_silos(settings)
    assert list(found) == list(silo_names(settings))
    assert list(found.values()) == [unicodedata.normalize("NFC", name) for name in names for _ in range(2)]


def test_a_separator_within_names_is_a_part_of_them(write):
    text = """name: slash
organisation: {people: 80, countries: {"UK / Ireland": 0.5, Germany: 0.5}, divisions: {Tech: 0.5, Sales: 0.5}}
interventions: [{kind: face_to_face, start: 2, target: {count: 5, countries: ["UK / Ireland"], silos: [SILO]}}]
"""
    assert load(write(text.replace("SILO", '"UK / Ireland / Tech"'))).interventions
    with pytest.raises(ScenarioError, match="none of these silos is in these countries"):
        load(write(text.replace("SILO", '"Germany / Tech"')))


def test_the_generator_names_silos_as_the_settings_say():
    for level in ("country", "division"):
        settings = company(countries={"A / B": 0.5, "C": 0.5}, silo_level=level)
        assert generate(settings).silo_names == silo_names(settings)


COLLISIONS = [
    {"countries": {"A": 0.5, "A / B": 0.5}, "divisions": {"B / C": 0.5, "C": 0.5}},
    {"countries": {"Germany": 0.5, "germany": 0.5}}, {"countries": {"Germany": 0.5, "Germany ": 0.5}},
    {"divisions": {"R&D": 0.5, "R\u200b&D": 0.5}}, {"functions": {"IT": 0.5, "it": 0.5}},
    {"countries": {"Österreich": 0.5, unicodedata.normalize("NFD", "Österreich"): 0.5}},
    {"countries": {"all": 1}}, {"divisions": {"All": 0.5, "D": 0.5}}, {"countries": {" ALL ": 1}},
    {"countries": {"": 1}}, {"divisions": {"\u200b": 1}}, {"divisions": {"a\x1b[31m": 1}}, {"divisions": {"a\nb": 1}},
]  # fmt: skip


@pytest.mark.parametrize("changes", COLLISIONS, ids=[ascii(each)[:70] for each in COLLISIONS])
def test_names_that_cannot_be_told_apart_or_read_are_refused(changes):
    with pytest.raises(
        ValidationError, match=r"differ too little|is no name|stands for the whole|two are called|Unicode"
    ):
        company(**changes)


def test_total_none_and_the_like_are_names():
    settings = company(countries={"total": 0.5, "none": 0.5}, divisions={"null": 0.5, "nan": 0.5})
    assert silo_names(settings)[0] == "total / null"


@given(READABLE)
def test_both_unicode_forms_of_a_name_are_the_same_name(name):
    forms = [unicodedata.normalize(form, name) for form in ("NFC", "NFD")]
    one, two = ({"kind": "kick_off", "start": 1, "name": form} for form in forms)
    first, second = (Scenario.model_validate({"name": "a", "interventions": [each]}) for each in (one, two))
    assert first == second
    assert first.interventions[0].name == forms[0]


def test_a_file_in_the_other_unicode_form_is_the_same_file(write):
    text = 'name: a\norganisation: {countries: {"Österreich": 1, B: 1}}\nplatform: {launch_countries: ["Österreich"]}\n'
    assert load(write(unicodedata.normalize("NFD", text))) == load(write(text, "b.yaml"))


@pytest.mark.parametrize(("first", "second"), [("talks", "Talks"), ("talks", "talks "), ("ab", "a\u200bb")])
def test_interventions_whose_names_differ_too_little_are_refused(first, second):
    plans = [{"kind": "kick_off", "start": 1, "name": name} for name in (first, second)]
    with pytest.raises(ValidationError, match="differ too little"):
        Scenario.model_validate({"name": "a", "interventions": plans})


def test_names_in_order_are_fine():
    assert naming_problem(["a", "b", "a b"]) == ""

"""`explain` and `list` know every name; equations come from the rules."""

from __future__ import annotations

import pytest

from simulation.catalogue.declared import UnknownNameError, all_entries, explain, listing
from simulation.catalogue.entry import matching
from simulation.catalogue.equations import RULES_OF, equations_of, rule_equations
from simulation.interventions import all_kinds
from simulation.measures import MEASURES
from simulation.model.record import COUNTERS
from simulation.parameters import PARAMETERS
from simulation.scenario.fields import kind_of


def only(name):
    """Return the one entry of a name."""
    (entry,) = explain(name)
    return entry


def test_parameter_shows_everything_that_is_declared():
    entry = only("habit_per_repetition")
    assert entry.what == "parameter"
    assert entry.facts["unit"] == "per repetition"
    assert entry.facts["bounds"] == "0 to 1"
    assert entry.facts["default"] == "0.044"
    assert entry.facts["prior"] == "lognormal, median 0.044, log-sd 0.25"
    assert entry.facts["confidence"] == "medium"
    assert "Lally et al. (2010)" in entry.facts["source"]
    assert "(1 - h)" in entry.facts["equation"]


def test_recalled_sources_say_so():
    assert "recalled, not read" in only("usefulness_content").facts["source"]


def test_intervention_shows_evidence_and_settings():
    entry = only("kick_off")
    assert entry.what == "intervention"
    assert "kick_off.acquaintances" in entry.facts["own settings"]
    assert entry.facts["evidence"]


def test_settings_by_full_key_and_by_last_part():
    assert only("run.weeks").facts["allowed"] == "a whole number between 1 and 1040 weeks"
    assert {entry.name for entry in explain("weeks")} == {"run.weeks", "intervention.weeks"}
    assert only("organisation.silo_barrier").facts["source"].startswith("Kleinbaum2013: Kleinbaum")
    assert only("platform.legacy.attention").facts["default"] == "0.5"
    assert only("platform.communities.open_share").what == "setting"
    assert "must be given" in only("platform.legacy.users_share").facts["default"]


def test_measures_and_counters():
    assert only("registered_share_of_people").facts == {
        "label": "Registered, of all people",
        "unit": "share",
        "better": "up",
    }
    assert only("gini_area").what == "counter"


@pytest.mark.parametrize(
    ("wrong", "right"), [("habit_per_repetitions", "habit_per_repetition"), ("kickoff", "kick_off"), ("wekes", "weeks")]
)
def test_unknown_names_offer_the_nearest(wrong, right):
    with pytest.raises(UnknownNameError, match=f"did you mean .*{right}"):
        explain(wrong)


def test_every_entry_can_be_explained_and_means_something():
    entries = list(all_entries())
    for entry in entries:
        assert entry.meaning, entry.name
        assert entry in matching(entry.name, entries)[0]


def test_every_parameter_names_rules_that_exist():
    assert set(RULES_OF) == set(PARAMETERS)
    for parameter, rules in RULES_OF.items():
        assert set(rules) <= set(rule_equations()), parameter
        assert len(equations_of(parameter)) == len(rules)


def test_listing_names_everything():
    headings = listing()
    assert "telekom-2012" in headings["scenarios"]
    assert set(headings["interventions"]) == {kind_of(kind) for kind in all_kinds().values()}
    listed = {name for heading, names in headings.items() if heading.startswith("parameters") for name in names}
    assert listed == set(PARAMETERS)
    assert set(headings["measures"]) == set(MEASURES)
    assert set(COUNTERS) <= {entry.name for entry in all_entries()}

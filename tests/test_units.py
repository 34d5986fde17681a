"""Units against names: what is called hours is in hours, wherever a number is declared or stored."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

import pytest

from simulation.factors import FACTORS
from simulation.measures import MEASURES
from simulation.organisation.measures import NetworkMeasures
from simulation.parameters import PARAMETERS
from simulation.scenario.fields import unit_of
from simulation.survey.columns import COLUMNS
from simulation.value.columns import VALUE_COLUMNS
from tests.test_declarations import SETTINGS

BY_SUFFIX: Final = {
    "_share": ("share",),
    "_weeks": ("weeks",),
    "_half_life": ("weeks",),
    "_rate": ("per week",),
    "_hours": ("hours", "hours per "),
    "_eur": ("EUR", "EUR per "),
}
"""How a unit may begin that goes with the end of a name; one that ends with a space goes on."""
PER_YEAR: Final = {"turnover_rate", "discount_rate"}
"""Rates that companies and banks state by the year."""
NETWORK: Final = {
    "people": {"n_people", "clustering_sample", "betweenness_pivots"},
    "ties": {"n_ties", "mean_degree", "max_degree"},
    "share": {
        "clustering", "within_density", "between_density", "betweenness_assistants", "betweenness_brokers",
        "betweenness_managers", "betweenness_others", "largest_component_share", "few_ties_share",
    },
    "components": {"n_components"},
    "": {"degree_cv", "managers_degree_ratio", "ei_index", "density_ratio"},
}  # fmt: skip
"""Measures of networks by their unit; ratios and indices have none."""
POINTS: Final = {"mean", "sd", "standard_error", "true_mean", "nonresponse_bias", "noise_bias", "expected_sd"}
"""Columns of surveys that are answers, or differ from answers."""


def declared() -> dict[str, str]:
    """The unit of every declared number by its full name."""
    numbers = {name: one.unit for name, one in (PARAMETERS | FACTORS).items()}
    return numbers | {name: unit_of(one) for name, one in SETTINGS.items()}


def fits(unit: str, beginnings: tuple[str, ...]) -> bool:
    return any(unit == begin or (begin.endswith(" ") and unit.startswith(begin)) for begin in beginnings)


@pytest.mark.parametrize("suffix", BY_SUFFIX)
def test_units_are_those_of_the_names(suffix: str):
    found = {name: unit for name, unit in declared().items() if name.endswith(suffix)}
    assert found
    yearly = {name for name in found if name.rpartition(".")[2] in PER_YEAR}
    assert {name: found[name] for name in yearly} == dict.fromkeys(yearly, "per year")
    wrong = {name: unit for name, unit in found.items() if not fits(unit, BY_SUFFIX[suffix]) and name not in yearly}
    assert wrong == {}


def test_shares_lie_between_0_and_1():
    """But for worths and gains against something else, which may be more than all of it."""
    beyond = {name for name, p in (PARAMETERS | FACTORS).items() if p.unit == "share" and (p.low < 0 or p.high > 1)}
    assert beyond <= {name for name in beyond if name.endswith(("_gain", "_worth", "_bonus"))}


def test_measures_of_networks_have_their_units():
    assert {one.name: one.metadata["unit"] for one in fields(NetworkMeasures)} == {
        name: unit for unit, names in NETWORK.items() for name in names
    }


def test_surveys_have_their_units():
    units = {name: one.unit for name, one in COLUMNS.items()}
    assert {name for name, unit in units.items() if unit == "points (1 to 5)"} == POINTS
    assert {name for name, unit in units.items() if unit == "people"} == {"invited", "answered"}
    assert {name for name, unit in units.items() if unit == "share"} == {"response_rate", "agree_share"}
    assert {name for name, unit in units.items() if unit == "index (0 to 1)"} == {"true_value"}


def test_the_account_has_its_units():
    units = {name: unit for name, (unit, _) in VALUE_COLUMNS.items()}
    assert units == {"hours": "hours", "money_eur": "EUR", "eur": "EUR", "present_eur": "EUR"}


def test_sums_since_the_start_are_in_the_unit_of_what_is_summed():
    """Without the week: hours per week add up to hours."""
    for name, one in MEASURES.items():
        week = MEASURES.get(name.removesuffix("_cumulative"))
        if name.endswith("_cumulative") and week is not None:
            assert week.unit == f"{one.unit} per week", name

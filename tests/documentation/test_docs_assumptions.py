"""Assumptions and their switches: all are measured, switches work, and a few signs hold."""

from __future__ import annotations

import json
from math import hypot

import numpy as np
import pytest

from docs.made import ablations, assumed
from docs.made.assumptions import ALL
from simulation.scenario.overriding import override

DATA = json.loads(ablations.DATA.read_text(encoding="utf-8"))
SWITCHES = {name: each.without for name, each in ALL.items() if each.without}
AGAIN = {
    "colleagues pull": ("registered", -1),
    "people differ for good": ("contributions_total_cumulative", -1),
    "conviction moves only by persuasion and own success": ("belief_mean", -1),
}
"""Switches that are thrown again here: the measure to look at, and the sign that it must have."""
FEW = 6


def test_every_switch_was_measured() -> None:
    assert list(DATA["differences"]) == list(SWITCHES), "measure anew: python -m docs.made.ablations"
    assert all(set(each) == set(ablations.MEASURES) for each in DATA["differences"].values())
    scenario = ablations.base()
    assert (DATA["people"], DATA["weeks"], DATA["replicates"]) == (
        scenario.organisation.people, scenario.run.weeks, scenario.run.replicates,
    )  # fmt: skip


@pytest.mark.parametrize("name", SWITCHES)
def test_switch_changes_the_scenario(name: str) -> None:
    base = ablations.base()
    changed = override(base, list(SWITCHES[name]))
    assert changed != base
    for change in SWITCHES[name]:
        assert override(base, [change]) != base, f"{change} changes nothing"


def test_page_has_every_assumption_and_every_number() -> None:
    page = assumed.page()
    assert [name for name in ALL if f"| **{name}** |" not in page] == []
    assert [name for name in SWITCHES if f"\n| {name} | {ALL[name].instead} |" not in page] == []
    assert "−" not in page


def test_numbers_are_printed_with_two_digits_of_their_error() -> None:
    values = {name: [0.0, 0.0] for name in ablations.MEASURES}
    values["registered"], values["belief_mean"] = [-12.345, 1.234], [0.0012, 0.0009]
    assert assumed._number(values, 0, bold=True) == "**-12.3 ± 1.2**"
    assert assumed._number(values, 3, bold=True) == "+1.20 ± 0.90"
    assert assumed._number(values, 1, bold=True) == "0"
    values["readers_28"] = [-0.004, 0.2]
    assert assumed._number(values, 1, bold=True) == "+0.00 ± 0.20"


def test_mean_and_error() -> None:
    found = ablations.mean_and_error(np.array([[1.0, 5.0], [3.0, 5.0]]))
    assert found == [[2.0, 1.0], [5.0, 0.0]]


@pytest.fixture(scope="module")
def before() -> np.ndarray:
    return ablations.run((), FEW)


def test_base_is_that_of_the_table(before: np.ndarray) -> None:
    for k, name in enumerate(ablations.MEASURES):
        mean, error = DATA["base"][name]
        mine, my_error = ablations.mean_and_error(before)[k]
        # the error of a few is itself uncertain: take the one that many replicates give for it
        expected = max(my_error, error * np.sqrt(DATA["replicates"] / FEW))
        assert abs(mine - mean) < 5 * hypot(error, expected)


@pytest.mark.parametrize("name", AGAIN)
def test_sign_holds_when_measured_again(name: str, before: np.ndarray) -> None:
    measure, sign = AGAIN[name]
    mean, error = DATA["differences"][name][measure]
    assert sign * mean > 4 * error
    difference = (ablations.run(SWITCHES[name], FEW) - before)[:, ablations.MEASURES.index(measure)]
    assert sign * difference.mean() > 0
    assert abs(difference.mean() - mean) < 5 * error * np.sqrt(1 + DATA["replicates"] / FEW)


def test_switch_that_acts_on_nothing_changes_no_bit(before: np.ndarray) -> None:
    """Turning off what this company has none of: rewards' crowding out without a reward."""
    quiet = ("interventions=[]",)
    with_kappa = ablations.run(quiet, 1)
    assert (ablations.run((*quiet, *SWITCHES["rewards crowd out"]), 1) == with_kappa).all()
    assert (with_kappa != before[:1]).any()

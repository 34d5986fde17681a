"""Value factors are declared sanely, used, drawn in their bounds, and the same in base and plan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulation.factors import FACTORS
from simulation.model.record import COUNTERS
from simulation.parameters import PARAMETERS
from simulation.scenario.schema import Scenario
from simulation.sources import SOURCES
from simulation.value.claims import LEFT_OUT
from simulation.value.drawing import valuation_of
from simulation.value.items import ITEMS, LABELS

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "value.md").read_text(encoding="utf-8")


def scenario(**value) -> Scenario:
    return Scenario.model_validate({"name": "a", "run": {"seed": 5}, "value": {"factors": value}})


@pytest.mark.parametrize("factor", FACTORS.values(), ids=FACTORS)
def test_factor_is_sane(factor):
    low, high, prior = factor.low, factor.high, factor.prior
    assert low == 0 < factor.default < high
    assert factor.meaning
    assert factor.unit
    assert factor.symbol
    assert factor.source in SOURCES
    assert SOURCES[factor.source].read
    assert factor.counters
    assert set(factor.counters) <= set(COUNTERS)
    assert prior.kind != "fixed", "a factor without spread pretends to be known"
    assert prior.quantile(0.5, 0, 1e300) == pytest.approx(factor.default, rel=1e-6)
    assert low <= prior.quantile(0.01, 0, 1e300) < prior.quantile(0.99, 0, 1e300) <= high


def test_names_and_symbols_are_not_shared():
    assert not set(FACTORS) & set(PARAMETERS)
    symbols = [factor.symbol for factor in FACTORS.values()]
    assert len(set(symbols)) == len(symbols)


def test_counters_of_factors_are_those_of_the_lines_that_use_them():
    for factor in FACTORS.values():
        lines = [item for item in ITEMS if factor.name in item.factors]
        assert lines, f"{factor.name} is used by no line"
        assert {counter for item in lines for counter in item.counters} == set(factor.counters), factor.name


def test_lines_use_the_factors_that_they_name_and_no_others():
    middle = {name: factor.default for name, factor in FACTORS.items()}
    for item in ITEMS:
        for name in FACTORS:
            changed = item.unit(middle | {name: middle[name] * 1.1})
            assert (changed != item.unit(middle)) == (name in item.factors), (item.name, name)


def test_draws_are_paired_keyed_and_within_bounds():
    base, plan = valuation_of(scenario()), valuation_of(scenario(answer_hours=2))
    for replicate in range(200):
        ours, theirs = base.values(replicate), plan.values(replicate)
        assert theirs.pop("answer_hours") == 2
        assert all(theirs[name] == ours[name] for name in theirs), "one factor moves another"
        assert all(FACTORS[name].low <= value <= FACTORS[name].high for name, value in ours.items())
    assert base.values(0) != base.values(1)
    assert base.values(0) != base.values(0, again=1) != base.values(0, again=2)


def test_draws_follow_their_prior():
    drawn = sorted(valuation_of(scenario()).values(r)["answer_hours"] for r in range(1000))
    factor = FACTORS["answer_hours"]
    for p in (0.1, 0.5, 0.9):
        below = sum(value <= factor.prior.quantile(p, factor.low, factor.high) for value in drawn) / 1000
        assert below == pytest.approx(p, abs=4 * (p * (1 - p) / 1000) ** 0.5)


def test_without_uncertainty_factors_stand_at_their_values():
    data = {"name": "a", "run": {"uncertainty": "chance"}, "value": {"factors": {"platform_eur": 7}}}
    values = valuation_of(Scenario.model_validate(data)).values(3)
    assert values == {name: factor.default for name, factor in FACTORS.items()} | {"platform_eur": 7}


def test_documentation_names_every_line_factor_and_what_is_left_out():
    named = set(re.findall(r"`([a-z_0-9]+)`", DOCUMENT))
    assert {item.name for item in ITEMS} <= named
    assert set(FACTORS) <= named
    assert {counter for item in ITEMS for counter in item.counters} - named <= {
        "documents", "discussions", "comments", "others",
    }  # fmt: skip
    flat = " ".join(DOCUMENT.split())
    assert all(driver in flat for driver in LEFT_OUT)
    assert len(LABELS) == len(ITEMS) + 1

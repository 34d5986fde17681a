"""What a measurement is worth, against closed forms of a linear Gaussian decision."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from simulation.studies.information.value import (
    Measurement,
    of_knowing,
    of_measurements,
    of_parameters,
    of_perfect_knowledge,
)

MEAN, SPREAD, N = -0.5, 1.0, 4000
RNG = np.random.default_rng(4)
EFFECT = RNG.normal(MEAN, SPREAD, N)
NOISE = RNG.normal(0, 2, N)
BENEFITS = pd.DataFrame({"as it is": 0.0, "plan": EFFECT + NOISE})
"""Of doing nothing, and of a plan whose mean effect is not known, and that luck moves besides."""


def worth(spread: float) -> float:
    """E max(0, m) - max(0, MEAN) for m ~ N(MEAN, spread): what one knows better by that much is worth."""
    return spread * norm.pdf(MEAN / spread) + MEAN * norm.cdf(MEAN / spread)


def after(error: float) -> float:
    """Spread of the posterior mean of the effect after a measurement with an error."""
    return SPREAD**2 / math.sqrt(SPREAD**2 + error**2)


def test_two_measurements_are_ranked_and_valued_as_the_closed_form_does() -> None:
    facts = pd.DataFrame({"effect": np.exp(EFFECT)})
    asked = [Measurement("rough", ("effect",), (2.0,), cost=0.02), Measurement("good", ("effect",), (0.3,), cost=0.05)]
    good, rough = of_measurements(BENEFITS, facts, asked)
    assert (good.name, rough.name) == ("good", "rough")
    assert abs(good.value - worth(after(0.3))) < max(1.2 * good.half, 0.01)
    assert abs(rough.value - worth(after(2.0))) < max(1.2 * rough.half, 0.01)
    assert good.net == pytest.approx(good.value - 0.05)
    assert good.changes == pytest.approx(norm.cdf(MEAN / after(0.3)), abs=0.1)


def test_knowing_the_effect_is_worth_more_than_any_measurement_of_it_and_less_than_knowing_luck_too() -> None:
    values = pd.DataFrame({"effect": EFFECT, "idle": RNG.normal(size=N)})
    first, last = of_parameters(BENEFITS, values, {"the effect": ["effect"], "nothing": ["idle"]})
    assert first.name == "the effect"
    assert abs(first.value - worth(SPREAD)) < 1.2 * first.half
    assert last.value < 0.03
    assert of_perfect_knowledge(BENEFITS) > first.value
    both = math.hypot(SPREAD, 2)
    assert of_perfect_knowledge(BENEFITS) == pytest.approx(worth(both), abs=0.1)


def test_what_has_nothing_to_do_with_the_decision_is_worth_nothing() -> None:
    """Chance agreement with 20 idle numbers is not taken for knowledge."""
    small = BENEFITS[:400]
    found = of_knowing("idle", small, np.random.default_rng(9).normal(size=(400, 20)))
    assert found.value < 0.1


def test_no_decision_and_gaps_are_refused() -> None:
    with pytest.raises(ValueError, match="two options"):
        of_knowing("x", BENEFITS[["plan"]], EFFECT[:, None])
    with pytest.raises(ValueError, match="without a number"):
        of_knowing("x", BENEFITS.mask(BENEFITS > 3), EFFECT[:, None])

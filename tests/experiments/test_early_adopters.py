"""Who cares comes early: the estimate finds a known effect again, and the parameter's note says what it says."""

import numpy as np
import pytest

from experiments.early_adopters import estimate
from simulation.parameters import PARAMETERS

KNOWN = 0.5


def test_a_known_effect_is_found_again(tmp_path, monkeypatch):
    luck = np.random.default_rng(3)
    interest = luck.integers(0, 5, 4000)
    hazard = 0.05 * np.exp(KNOWN * (interest - interest.mean()) / interest.std())
    month = np.minimum(np.ceil(luck.exponential(1 / hazard)), estimate.NEVER)
    data = tmp_path / "physicians.csv"
    np.savetxt(data, np.column_stack([month, interest]), delimiter=",", header="month,journals", comments="")
    monkeypatch.setattr(estimate, "DATA", data)
    found, error = estimate.estimate()
    assert abs(found - KNOWN) < 4 * error < 0.2


def test_physicians_say_what_the_note_of_the_parameter_says():
    found, error = estimate.estimate()
    parameter = PARAMETERS["register_propensity"]
    assert (found, error) == pytest.approx((0.29, 0.10), abs=0.005)
    assert ".29 ± .10 per spread" in parameter.note
    assert parameter.prior.a < found / PARAMETERS["propensity_spread"].default < parameter.default

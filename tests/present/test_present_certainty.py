"""What is said about the certainty of an effect: up, equal and down; the spread; what more replicates would cure."""

from __future__ import annotations

import numpy as np

from simulation.present.certainty import certainty_sentences, shares
from simulation.results.effects import Effect, effect

LUCK = np.random.default_rng(3).normal(0, 1, 40)


def made(*differences: float) -> Effect:
    return effect(np.zeros(len(differences)), np.array(differences))


def test_ties_stand_apart_from_falls() -> None:
    assert shares(made(1, 1, 0, 0, -1)) == "40% / 40% / 20%"
    assert shares(effect(np.array([np.nan]), np.array([1.0]))) == "–"


def test_each_measure_is_said_to_be_settled_or_curable_or_not() -> None:
    found = {
        "registered": made(*(5 + LUCK)),
        "readers_28": made(*(LUCK - LUCK.mean() + 0.5)),
        "contributors_28": made(*(LUCK - LUCK.mean() + 0.15)),
        "contributions_total_cumulative": made(*(LUCK - LUCK.mean() + 1e-6)),
        "belief_mean": made(*np.zeros(40)),
        "cost_hours_cumulative": made(*np.ones(40)),
    }
    said = certainty_sentences(found, "parameters")
    text = " ".join(said)
    assert "settled for" in said[0]
    assert said[0].count("“") == 2
    assert "parameters, effects of interventions and luck" in said[1]
    (curable,) = [each for each in said if "more replicates may" in each]
    needed = int(found["contributors_28"].n_needed)
    assert 40 < needed < 1000
    assert f"({needed} replicates)" in curable
    assert [each.startswith("Too small against its spread") for each in said].count(True) == 1
    assert "No replicate differs at all" in said[-1]
    assert "hours" not in text, "costs follow from the plan"


def test_with_chance_alone_the_spread_is_that_of_luck() -> None:
    said = certainty_sentences({"registered": made(*(5 + LUCK))}, "chance")
    assert "spread of luck" in said[1]
    assert "effects of interventions" not in " ".join(said)


def test_a_single_pair_and_no_pair_say_nothing() -> None:
    assert certainty_sentences({"registered": made(1.0)}, "parameters") == []
    assert certainty_sentences({}, "parameters") == []

"""What is said about other companies: the stored estimate is that of the declared priors, and comes out again."""

from __future__ import annotations

import json

import numpy as np
import pytest

from docs.made.companies import DRAWS, FOLDER, MIXTURES, SPREADS, counted_later, place, verdict
from experiments.companies import estimate
from simulation.declare import Prior
from simulation.parameters import PARAMETERS

STORED = json.loads((FOLDER / "estimate.json").read_text(encoding="utf-8"))
LEFT_OUT = STORED["adoption"]["left_out"]


def test_the_declared_priors_are_the_estimated_ones() -> None:
    for name, (kind, a, b) in (STORED["adoption"]["priors"] | STORED["use"]["priors"]).items():
        p = PARAMETERS[name]
        assert p.prior == Prior(kind, a, b), name
        assert p.default == p.prior.a, "the default is the median"


def test_at_least_five_of_seven_counts_lie_in_their_bands_and_the_misses_on_both_sides() -> None:
    """Of companies left out in turn; bands are no use if they hold everything."""
    places = [place(row) for row in LEFT_OUT]
    assert places.count("within") / len(places) >= 5 / 7
    assert {"below", "above"} <= set(places)
    others = [p for p, row in zip(places, LEFT_OUT, strict=True) if row["company"] != "Cbeyond"]
    assert others.count("within") >= 5, "without the company whose size is known least"
    assert all(row["high"] - row["low"] < 0.9 for row in LEFT_OUT)
    assert verdict(LEFT_OUT).startswith(f"{places.count('within')} of {len(places)} counts")


def test_counts_that_were_found_later_lie_in_their_bands() -> None:
    """Of companies that nothing was estimated from: the priors have not seen them, and say what they were."""
    later = counted_later()
    assert not {row["company"] for row in later} & set(estimate.COMPANIES)
    assert [place(row) for row in later].count("within") / len(later) >= 5 / 7
    assert [row["observed"] for row in later] == pytest.approx(
        [p.share for p in estimate.points("later.csv")], rel=0.01
    )
    assert all(row["low"] < row["median"] < row["high"] for row in later)


def test_counts_are_those_of_the_file() -> None:
    assert [row["observed"] for row in LEFT_OUT] == pytest.approx([p.share for p in _in_order()], rel=0.01)
    assert [row["observed"] for row in STORED["use"]["left_out"]] == pytest.approx(
        [value for _, value, _ in estimate.facts().values()], rel=0.01
    )


def _in_order() -> list[estimate.Point]:
    return [p for company in estimate.COMPANIES for p in estimate.points() if p.company == company]


def test_bands_come_out_again_from_the_priors(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all companies' priors: those of one left out are near them."""
    monkeypatch.setattr(estimate, "SHOWN", 500)
    priors = {name: Prior(*each) for name, each in STORED["adoption"]["priors"].items()}
    again = estimate.check([p for p in _in_order() if p.company == "Deutsche Telekom"], priors)
    (stored,) = [row for row in LEFT_OUT if row["company"] == "Deutsche Telekom"]
    assert again[0]["median"] == pytest.approx(stored["median"], abs=0.1)
    assert again[0]["low"] == pytest.approx(stored["low"], abs=0.1)
    assert again[0]["high"] == pytest.approx(stored["high"], abs=0.1)


def test_the_page_says_how_it_was_estimated() -> None:
    assert (tuple(estimate.SPREADS.values()), estimate.DRAWS, estimate.MIXTURES) == (SPREADS, DRAWS, MIXTURES)


def test_the_emulator_comes_near_the_kernel() -> None:
    """Stored pairs of registered shares, and one of them worked out again."""
    kernel, emulator = np.hsplit(np.loadtxt(FOLDER / "kernel.csv", delimiter=",", skiprows=1), 2)
    off = np.abs(np.log(emulator / kernel))
    assert np.median(off) < 0.05
    assert off.max() < 0.25

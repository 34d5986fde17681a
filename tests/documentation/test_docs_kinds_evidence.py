"""Each kind's band against its evidence: widths and signs are judged as by hand, and all kinds were measured."""

from __future__ import annotations

import json
import math

import pytest

from docs.made import kinds_evidence
from simulation.interventions import all_kinds

DATA = json.loads(kinds_evidence.DATA.read_text(encoding="utf-8"))["kinds"]
TURNS = 10
"""Contributions below which a number moves too little for its sign to show."""


def found(low: float, high: float, luck: float, band: float, middle: float = 100.0) -> dict[str, object]:
    """A kind with one number that moves the mean from low to high."""
    return {
        "fixed": [middle, 1], "moves": {"one": [low, high]}, "luck": [0, luck / 2, luck], "band": [0, band / 2, band],
        "up": 0.9, "down": 0.1,
    }  # fmt: skip


@pytest.mark.parametrize(("luck", "band", "reflects"), [(50, 80, True), (50, 79, False), (150, 119, False)])
def test_a_band_is_as_wide_as_its_evidence_and_as_luck(luck: float, band: float, reflects: bool) -> None:
    assert kinds_evidence.reflects(found(50, 150, luck, band)) is reflects


def test_widths_of_single_numbers_add_as_squares() -> None:
    both = found(0, 3, 1, 1) | {"moves": {"one": [0, 3], "other": [4, 0]}}
    assert kinds_evidence.evidence_width(both) == pytest.approx(5)


def test_signs_are_open_where_the_range_reaches_beyond_none_and_where_both_come() -> None:
    assert kinds_evidence.is_open(found(-120, 90, 1, 1))
    assert not kinds_evidence.is_open(found(10, 190, 1, 1))
    assert kinds_evidence.is_told_open(found(0, 1, 1, 1))
    assert not kinds_evidence.is_told_open(found(0, 1, 1, 1) | {"down": 0.05})


def test_every_kind_was_tried_with_all_that_its_evidence_leaves_open() -> None:
    assert set(DATA) == set(all_kinds())
    for kind, each in DATA.items():
        assert set(each["moves"]) == set(kinds_evidence.evidence(kind)), kind


def test_numbers_whose_sign_is_open_turn_the_effect() -> None:
    """What may be below 0 takes where it is, and adds where it is not, or the other way round."""
    turned = 0
    for kind, each in DATA.items():
        for name, (low, high) in each["moves"].items():
            p = kinds_evidence.evidence(kind)[name]
            ends = [p.prior.quantile(u, p.low, p.high) for u in kinds_evidence.TAILS]
            if ends[0] < 0 < ends[1] and math.dist([low], [high]) > TURNS:
                turned += 1
                assert min(low, high) < each["fixed"][0] < max(low, high), f"{kind}: {name}"
    assert turned >= TURNS

"""The account: known counts give known hours; lines, silos and years add up; nothing is counted twice."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulation.factors import FACTORS
from simulation.measures.base import Recorded
from simulation.model.record import BOOKED, BOOKING, COUNTERS
from simulation.value.account import account, by_year
from simulation.value.items import ITEMS, KINDS, NAMES

COLUMN = {name: i for i, name in enumerate(COUNTERS)}
PRICE = 50.0
MIDDLE = {name: factor.default for name, factor in FACTORS.items()}
WEEKS, SILOS = 130, 3


def made(weeks: int = WEEKS, **counters: float) -> Recorded:
    """Counters that are the same each week: in the first silo, and in the total."""
    counts, costs = np.zeros((weeks, SILOS + 1, len(COUNTERS)), np.int64), np.zeros((weeks, SILOS + 1, len(BOOKED)))
    for name, value in counters.items():
        if name in ("hours", "eur"):
            costs[:, (0, -1), BOOKING[name]] = value
        else:
            counts[:, (0, -1), COLUMN[name]] = value
    return Recorded(counts, costs, PRICE)


def random() -> Recorded:
    """Counters without any pattern, the total that of the silos."""
    rng = np.random.default_rng(4)
    counts = rng.integers(0, 50, (WEEKS, SILOS + 1, len(COUNTERS)))
    counts[:, :, COLUMN["replied"]] += counts[:, :, COLUMN["replied_cross_silo"]]
    costs = rng.uniform(0, 9, (WEEKS, SILOS + 1, len(BOOKED)))
    counts[:, -1], costs[:, -1] = counts[:, :-1].sum(axis=1), costs[:, :-1].sum(axis=1)
    return Recorded(counts, costs, PRICE)


def run_hours(recorded: Recorded, factors=MIDDLE, rate=0.0) -> dict[str, float]:
    """Hours of each line over the whole run and organisation."""
    found = account(recorded, factors, rate)
    return dict(zip(NAMES, found.hours[0, -1], strict=True))


def test_known_counts_give_known_hours():
    recorded = made(
        weeks=10, replied=6, replied_by_people=5, replied_cross_silo=2, readers_7=100, segment_habitual=30,
        segment_power=10, documents=4,
        discussions=3, comments=2, others=1, new_registered=5, registered=520, hours=7, eur=11,
    )  # fmt: skip
    factors = {
        "question_share": 0.5, "answer_hours": 2.0, "cross_silo_worth": 0.25, "reading_hours": 0.4,
        "reading_return": 1.5, "additional_share": 0.5, "search_hours": 1.0, "search_whom_share": 0.25,
        "knows_what_gain": 0.25, "knows_whom_gain": 1.0, "document_hours": 1.0, "discussion_hours": 0.5,
        "comment_hours": 0.25, "other_hours": 0.1, "registration_hours": 0.3, "platform_eur": 26.0,
    }  # fmt: skip
    found = account(recorded, factors, 0.0)
    hours = dict(zip(NAMES, found.hours[0, -1], strict=True))
    expected = {
        "answers": 10 * 4 * 0.5 * 2,
        "answers_cross_silo": 10 * 2 * 0.5 * 2 * 0.25,
        "reading_gain": 10 * 100 * 0.4 * 0.5 * 1.5,
        "search": 10 * 40 * (0.75 * 0.2 + 0.25 * 0.5),
        "writing_documents": -10 * 4 * 0.5,
        "writing_discussions": -10 * 3 * 0.5 * 0.5,
        "writing_comments": -10 * 2 * 0.25 * 0.5,
        "writing_others": -10 * 1 * 0.1 * 0.5,
        "reading": -10 * 100 * 0.4 * 0.5,
        "registering": -10 * 5 * 0.3,
        "intervention_hours": -70,
    }
    money = {"platform": -10 * 520 * 26 / 52, "intervention_money": -110}
    net = sum(expected.values())
    assert hours == pytest.approx(expected | dict.fromkeys(money, 0) | {"net": net})
    assert dict(zip(NAMES, found.money_eur[0, -1], strict=True)) == pytest.approx(
        dict.fromkeys(expected, 0) | money | {"net": sum(money.values())}
    )
    assert found.eur[0, -1, -1] == pytest.approx(net * PRICE + sum(money.values()))
    assert found.present_eur == pytest.approx(found.eur)


def test_each_count_moves_its_own_lines_only():
    """An answered question saves hours once, in the answers; reading saves once, in the reading."""
    for counter in COUNTERS:
        recorded = made(**{counter: 9} | ({"replied": 9} if counter == "replied_cross_silo" else {}))
        more, eur = run_hours(recorded), account(recorded, MIDDLE, 0).eur[0, -1]
        moved = {name for name, amount in zip(NAMES, eur, strict=True) if amount != 0} - {"net"}
        allowed = {item.name for item in ITEMS if counter in item.counters}
        if counter == "replied_cross_silo":
            assert more["answers"] == 0
        assert moved == allowed - ({"answers"} if counter == "replied_cross_silo" else set()), counter
        if counter == "replied":
            assert more["answers"] == pytest.approx(WEEKS * 9 * MIDDLE["question_share"] * MIDDLE["answer_hours"])


def test_lines_add_up_to_the_net_silos_to_the_total_and_years_to_the_run():
    found = account(random(), MIDDLE, 0.07)
    for cube in (found.hours, found.money_eur, found.eur, found.present_eur):
        assert cube.shape == (4, SILOS + 1, len(NAMES))
        assert cube[:, :, -1] == pytest.approx(cube[:, :, :-1].sum(axis=2))
        assert cube[:, -1] == pytest.approx(cube[:, :-1].sum(axis=1))
        assert cube[0] == pytest.approx(cube[1:].sum(axis=0))
    assert found.eur == pytest.approx(found.money_eur + PRICE * found.hours)


def test_signs_follow_from_the_kind():
    found = account(random(), MIDDLE, 0.03)
    for i, name in enumerate(NAMES[:-1]):
        sign = 1 if KINDS[name] == "hours in" else -1
        assert (sign * found.present_eur[:, :, i] >= 0).all()
        assert found.present_eur[0, -1, i] != 0
        is_money = KINDS[name] == "money out"
        assert (found.hours if is_money else found.money_eur)[:, :, i].any() == np.False_


def test_nothing_is_worth_nothing():
    found = account(made(), MIDDLE, 0.03)
    assert not found.present_eur.any()
    assert not np.signbit(found.present_eur).any()


def test_years_have_52_weeks_and_the_last_may_be_shorter():
    years = by_year(np.ones((WEEKS, 1)))[:, 0]
    assert list(years) == [130, 52, 52, 26]
    assert list(by_year(np.ones((52, 1)))[:, 0]) == [52, 52]
    assert list(by_year(np.ones((1, 1)))[:, 0]) == [1, 1]


def test_discounting_is_a_geometric_series():
    rate = 0.1
    found = account(made(hours=1.0), MIDDLE, rate)
    week = (1 + rate) ** (-1 / 52)
    assert found.present_eur[0, -1, -1] == pytest.approx(-PRICE * (1 - week**WEEKS) / (1 - week))
    assert found.eur[0, -1, -1] == -PRICE * WEEKS


def test_help_is_worth_less_across_silos_and_better_knowledge_saves_less_than_all_of_a_search():
    own, other = run_hours(made(replied=1)), run_hours(made(replied=1, replied_cross_silo=1))
    assert 0 < other["answers_cross_silo"] < own["answers"]
    perfect = run_hours(made(segment_power=1), MIDDLE | {"knows_what_gain": 1e12, "knows_whom_gain": 1e12})
    assert perfect["search"] == pytest.approx(WEEKS * MIDDLE["search_hours"])
    assert math.isclose(run_hours(made(segment_power=1), MIDDLE | {"search_hours": 0})["search"], 0)

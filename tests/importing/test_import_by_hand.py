"""What an import works out, piece by piece, against what is worked out by hand here."""

from __future__ import annotations

from datetime import date
from math import log, sqrt
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from simulation.importing.findings import Findings
from simulation.importing.groups import read_groups
from simulation.importing.heads import unit_heads
from simulation.importing.mapping import UsageTable
from simulation.importing.points import EVIDENCE, WHOLE, ObservedPoint, chosen, last_of_weeks, spread_of
from simulation.importing.staff import NOBODY, Names, Staff
from simulation.importing.survey import _points
from simulation.importing.ties import _pairs, _rank
from simulation.importing.tree import levels
from simulation.importing.usage import _sums
from simulation.importing.windows import Where
from simulation.organisation.organisation import LEVELS

MONDAY = date(2026, 1, 5)


def point(silo: str, week: int, value: float, day: date = MONDAY) -> ObservedPoint:
    return ObservedPoint("readers_7", silo, week, day, value, 0.02, "a")


def test_units_add_up_to_the_whole_only_where_all_are_there() -> None:
    """On the second day one unit is missing: nothing is known of the whole."""
    tuesday = date(2026, 1, 6)
    found = _sums([point("A", 0, 3), point("B", 0, 4), point("A", 0, 5, tuesday)], {"A", "B"})
    assert [(each.silo, each.day, each.value) for each in found] == [(WHOLE, MONDAY, 7)]
    assert _sums([point("A", 0, 3), point(WHOLE, 0, 9)], {"A"}) == [], "the table says it itself"


def test_an_error_holds_rounding_and_days_beside_those_meant() -> None:
    assert spread_of(100) == pytest.approx(sqrt(0.02**2 + 0.005**2), abs=5e-4)
    assert spread_of(1000, 30, 28) == pytest.approx(sqrt(0.02**2 + log(30 / 28) ** 2), abs=1e-3)
    assert spread_of(1000, 28, 28) == spread_of(1000)
    assert spread_of(0) == 0.02
    assert spread_of(0.5, step=1) == pytest.approx(1, abs=1e-3), "half a person of half a person"


def test_evidence_is_spread_over_a_curve_with_both_ends_and_comes_first() -> None:
    curve = [point(WHOLE, week, 10 + week) for week in range(10)]
    found = chosen([*(point("A", week, 5) for week in range(2)), *curve])
    assert [(each.silo, each.week) for each in found if not each.shown] == [
        (WHOLE, 0), (WHOLE, 3), (WHOLE, 6), (WHOLE, 9), ("A", 0), ("A", 1)
    ]  # fmt: skip
    assert EVIDENCE == 4
    assert {(each.silo, each.week) for each in found if each.shown} == {(WHOLE, week) for week in (1, 2, 4, 5, 7, 8)}


def test_a_week_has_its_last_day() -> None:
    days = [date(2026, 1, 7), date(2026, 1, 6)]
    (one,) = last_of_weeks([point(WHOLE, 0, value, day) for value, day in zip((8, 7), days, strict=True)])
    assert (one.day, one.value) == (days[0], 8)


def test_levels_follow_who_leads_whom() -> None:
    """0 leads 1, who leads 2, who leads 3, who leads 4; 5 reports to 0 and leads nobody."""
    found = levels(np.array([NOBODY, 0, 1, 2, 3, 0]))
    assert [LEVELS[each] for each in found] == [
        "executive", "executive", "middle_manager", "team_lead", "staff", "staff"
    ]  # fmt: skip


def test_the_head_of_a_unit_leads_most_of_it() -> None:
    """In unit A two report to somebody outside: 1 leads two of it, 2 leads nobody; 5 has no manager yet."""
    manager = np.array([NOBODY, 0, 0, 1, 1, NOBODY])
    unit = Names(np.array([1, 0, 0, 0, 0, 0]), ["A", "B"])
    lines, nothing = np.arange(6), np.full(6, np.nan)
    staff = Staff(("a",), np.zeros(6, np.int64), lines, manager, {"unit": unit}, nothing, nothing)
    assert unit_heads(staff, np.array([5])).tolist() == [1]


def test_a_tie_counts_by_its_place_among_those_of_either_end() -> None:
    """Of 0's ties that with 2 is the strongest; that of 0 and 1 is the strongest of 1's."""
    pairs, weight = np.array([[0, 1], [0, 2], [0, 3], [2, 3]]), np.array([2.0, 5.0, 1.0, 4.0])
    assert _rank(pairs, weight).tolist() == [0, 0, 1, 0]


def test_means_of_few_answers_are_not_told() -> None:
    """Five of A have answered, four of B: only A has a mean, and the company."""
    settings = cast(Any, SimpleNamespace(items={"Q": SimpleNamespace(measure="belief")}, day=MONDAY, file="s.csv"))
    answers = {WHOLE: [(0.5, 1.0)] * 9, "A": [(0.2, 1.0)] * 5, "B": [(0.9, 1.0)] * 4}
    found = _points(settings, "Q", answers, Where(MONDAY, {}, lambda _: None), 5)
    assert {each.silo: each.value for each in found} == {WHOLE: 0.5, "A": 0.2}
    assert found[1].spread == pytest.approx(sqrt(0.1**2 + 0.25 / 5 / 0.2**2), abs=1e-3)


def test_weights_of_both_ways_are_added_up() -> None:
    """One tie of 2 there and 3 back, one of 4 that only one names."""
    both = cast(Any, SimpleNamespace(direction="both", at_least=None, strongest=None))
    either = cast(Any, SimpleNamespace(direction="either", at_least=None, strongest=None))
    directed = {(0, 1): 2.0, (1, 0): 3.0, (2, 0): 4.0}
    found = _pairs(directed, both)
    assert (found.pairs.tolist(), found.weight.tolist()) == ([[0, 1]], [5])
    found = _pairs(directed, either)
    assert (found.pairs.tolist(), found.weight.tolist()) == ([[0, 1], [0, 2]], [5, 4])


def test_communities_of_a_company(tmp_path: Path) -> None:
    """Two communities of 10 and 40 of 120 people: 60 people for each; half of the logarithm of 4 around the middle."""
    (tmp_path / "groups.csv").write_text("name,members,open\na,10,yes\nb,40,no\n")
    table = UsageTable(
        file="groups.csv", kind="groups", measures={"people": "members"}, open="open", open_values=("yes",)
    )
    found = read_groups(table, 120, tmp_path, Findings())
    assert found == {"people_per_community": 60, "size_spread": pytest.approx(log(4) / 2, abs=1e-4), "open_share": 0.5}


def test_a_small_team_is_not_told_as_the_largest(table: Any) -> None:
    columns = {"columns": {"person": "id", "manager": "manager", "unit": "unit"}}
    for below, told in ((4, None), (5, 5)):
        rows = "".join(f"{i},1,A\n" for i in range(2, 2 + below))
        assert table(f"id,manager,unit\n1,,A\n{rows}", columns).report["largest_span"] == told

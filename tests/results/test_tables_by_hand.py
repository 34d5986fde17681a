"""What is recorded stands in the stored tables where it belongs: week, date, silo, role, cause, who and whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pytest

from simulation.measures import MEASURES, NOT_ADDING, ROLE_MEASURES
from simulation.model.record import BOOKED, BOOKING, CAUSES, COUNTERS, INDEX, ROLE_COUNTERS, ROLES, STAGES, Trajectory
from simulation.organisation.communities import COMMUNITY_TYPES
from simulation.organisation.organisation import LEVELS
from simulation.results.tables import TOTAL, RunFrame, tables_of
from simulation.scenario.schema import Scenario
from simulation.value.drawing import valuation_of
from simulation.value.items import ITEMS, NET

WEEKS, REPLICATE = 60, 3
SILOS = ("A / X", "A / Y", "B / X")
SCENARIO = Scenario.model_validate({"name": "tables", "economics": {"hourly_cost_eur": 50}, "run": {"seed": 4}})
FRAME = RunFrame(date(2023, 12, 27), SILOS, valuation_of(SCENARIO), ("A", "B"), (0, 0, 1))


def recorded() -> Trajectory:
    """Different numbers in every place; the last column of silos is their sum."""
    counts = np.zeros((WEEKS, 4, len(COUNTERS)), np.int64)
    week, silo = np.arange(WEEKS)[:, None], np.arange(3)
    counts[:, :3, INDEX["people"]] = 100 * (1 + silo)
    counts[:, :3, INDEX["registered"]] = week + 10 * (1 + silo)
    counts[:, :3, INDEX["new_registered"]] = 1
    counts[:, :3, INDEX["documents"]] = 1 + silo
    counts[:, 3] = counts[:, :3].sum(axis=1)
    booked = np.zeros((WEEKS, 4, len(BOOKED)))
    booked[:, :3, BOOKING["hours"]] = [1, 2, 4]
    booked[:, :3, BOOKING["eur"]] = [10, 20, 40]
    booked[:, 3] = booked[:, :3].sum(axis=1)
    roles = np.zeros((WEEKS, len(ROLES), len(ROLE_COUNTERS)), np.int64)
    roles[:, :, list(ROLE_COUNTERS).index("people")] = 10 * (1 + np.arange(len(ROLES)))
    roles[:, :, list(ROLE_COUNTERS).index("registered")] = 1 + np.arange(len(ROLES))
    return Trajectory(
        replicate=REPLICATE,
        counts=counts,
        booked=booked,
        roles=roles,
        replies=np.arange(2 * 9).reshape(2, 3, 3),
        people={
            "silo": np.array([0, 2, 1], np.uint16),
            "level": np.array([1, 0, 3], np.uint8),
            "cause": np.array([0, 3, 1], np.uint8),
            "last_read": np.array([7, -10_000, 2], np.int16),
        },
        communities={
            "home_silo": np.array([2, 0], np.uint16),
            "kind": np.array([1, 0], np.uint8),
            "stage": np.array([5, 1], np.uint8),
            "content": np.array([[1, 2, 3, 4], [5, 6, 7, 8]], np.float32),
        },
        parameters={"imitation_rate": 0.25, "innovation_rate": 0.125},
        events={
            "week": np.array([4, 9], np.int32),
            "person": np.array([2, 0], np.int32),
            "cause": np.array([2, 4], np.uint8),
        },
    )


TABLES = tables_of(recorded(), FRAME)


def column(table: str, name: str) -> list[Any]:
    values: list[Any] = TABLES[table][name].to_pylist()
    return values


def row(table: str, **where: Any) -> dict[str, Any]:
    """The only row with the given cells."""
    found = [each for each in TABLES[table].to_pylist() if all(each[name] == value for name, value in where.items())]
    assert len(found) == 1, f"{len(found)} rows of {table} where {where}"
    return found[0]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_its_replicate(table: str) -> None:
    assert set(column(table, "replicate")) == {REPLICATE}


@pytest.mark.parametrize(
    ("table", "group", "names"),
    [("weekly", "silo", (*SILOS, TOTAL)), ("countries", "country", ("A", "B")), ("roles", "role", ROLES)],
)
def test_weeks_have_one_row_for_each_group(table: str, group: str, names: tuple[str, ...]) -> None:
    keys = list(zip(column(table, "week"), column(table, group), strict=True))
    assert keys == [(week, name) for week in range(WEEKS) for name in names]


def test_dates_are_seven_days_apart_over_the_end_of_the_year() -> None:
    days = dict(zip(column("weekly", "week"), column("weekly", "date"), strict=True))
    assert days[0] == datetime(2023, 12, 27)
    assert days[1] == datetime(2024, 1, 3)
    assert days[9] == datetime(2024, 2, 28)
    assert days[10] == datetime(2024, 3, 6)  # 29 days had February
    assert days[53] == datetime(2025, 1, 1)


def test_measures_stand_with_their_week_and_silo() -> None:
    for week in (0, 7, WEEKS - 1):
        for k, silo in enumerate(SILOS):
            cells = row("weekly", week=week, silo=silo)
            assert cells["registered"] == week + 10 * (1 + k)
            assert cells["registered_share_of_people"] == (week + 10 * (1 + k)) / (100 * (1 + k))
            assert cells["cost_hours"] == (1, 2, 4)[k]
            assert cells["cost_eur"] == (1, 2, 4)[k] * (10 + 50)
        total = row("weekly", week=week, silo=TOTAL)
        assert total["registered"] == 3 * week + 60
        assert total["cost_eur_cumulative"] == (week + 1) * 7 * 60
    assert [name for name in TABLES["weekly"].column_names if name in MEASURES] == list(MEASURES)


def test_countries_are_the_sums_of_their_silos() -> None:
    a, b = (row("countries", week=5, country=name) for name in "AB")
    assert (a["registered"], b["registered"]) == (15 + 25, 35)
    assert (a["registered_share_of_people"], b["registered_share_of_people"]) == (40 / 300, 35 / 300)
    assert (a["cost_eur"], b["cost_eur"]) == (3 * 60, 4 * 60)
    assert NOT_ADDING.isdisjoint(TABLES["countries"].column_names)


def test_roles_stand_in_their_own_rows() -> None:
    for k, role in enumerate(ROLES):
        cells = row("roles", week=2, role=role)
        assert (cells["people"], cells["registered"]) == (10 * (k + 1), k + 1)
    assert TABLES["roles"].column_names[4:] == list(ROLE_MEASURES)


def test_replies_name_the_year_the_replier_and_the_author() -> None:
    """In the second year, people of the first silo replied 9 + 2 times to those of the last, who replied 9 + 6."""
    assert row("replies", year=1, silo_of_replier=SILOS[0], silo_of_author=SILOS[2])["replies"] == 11
    assert row("replies", year=1, silo_of_replier=SILOS[2], silo_of_author=SILOS[0])["replies"] == 15
    assert row("replies", year=0, silo_of_replier=SILOS[1], silo_of_author=SILOS[0])["replies"] == 3
    assert TABLES["replies"].num_rows == 2 * 9


def test_people_and_communities_have_names_for_their_codes() -> None:
    assert column("people", "person") == [0, 1, 2]
    assert column("people", "silo") == [SILOS[0], SILOS[2], SILOS[1]]
    assert column("people", "level") == [LEVELS[1], LEVELS[0], LEVELS[3]]
    assert column("people", "cause") == ["none", "push", "self"]
    assert column("people", "last_read") == [7, None, 2]
    assert column("communities", "home_silo") == [SILOS[2], SILOS[0]]
    assert column("communities", "kind") == [COMMUNITY_TYPES[1], COMMUNITY_TYPES[0]]
    assert column("communities", "stage") == ["dead", "inception"]
    assert column("communities", "content_documents") == [1, 5]
    assert column("communities", "content_discussions") == [2, 6]
    assert column("communities", "content_comments") == [3, 7]
    assert column("communities", "content_others") == [4, 8]


def test_codes_have_the_names_that_the_engines_mean() -> None:
    assert CAUSES == ("none", "self", "peers", "push", "pilot", "gone")
    assert STAGES == ("latent", "inception", "establishment", "maturity", "decline", "dead")
    assert ROLES == ("staff", "team_lead", "middle_manager", "executive", "assistant")


def test_events_name_week_person_and_cause() -> None:
    assert TABLES["events"].to_pylist() == [
        {"replicate": REPLICATE, "week": 4, "person": 2, "cause": "peers"},
        {"replicate": REPLICATE, "week": 9, "person": 0, "cause": "pilot"},
    ]


def test_parameters_are_those_that_were_drawn() -> None:
    (cells,) = TABLES["parameters"].to_pylist()
    assert (cells["imitation_rate"], cells["innovation_rate"]) == (0.25, 0.125)
    factors = FRAME.valuation.values(REPLICATE)
    assert {name: cells[f"value.{name}"] for name in factors} == factors
    assert factors != FRAME.valuation.values(0)


def test_value_stands_with_its_year_silo_and_line() -> None:
    """Hours of interventions: 52 weeks of 1, 2 and 4 in the first year, 8 in the second, all of them below 0."""
    for k, silo in enumerate(SILOS):
        weekly = (1, 2, 4)[k]
        for year, weeks in ((0, 60), (1, 52), (2, 8)):
            cells = row("value", year=year, silo=silo, item="intervention_hours")
            assert (cells["hours"], cells["money_eur"], cells["eur"]) == (-weekly * weeks, 0, -50 * weekly * weeks)
            money = row("value", year=year, silo=silo, item="intervention_money")
            assert (money["hours"], money["money_eur"]) == (0, -10 * weekly * weeks)
    names = [item.name for item in ITEMS]
    for year in (0, 1, 2):
        for amount in ("hours", "money_eur", "eur", "present_eur"):
            lines = [row("value", year=year, silo=TOTAL, item=name)[amount] for name in names]
            assert row("value", year=year, silo=TOTAL, item=NET)[amount] == pytest.approx(sum(lines))

"""Who took part: the stored table, its totals, and how they are said."""

import math

import numpy as np
import pytest

from simulation.present.language import ENGLISH
from simulation.present.participation import cells, remarks, verdict
from simulation.present.report.page import report
from simulation.results.board import board
from simulation.results.execute import execute
from simulation.results.options import Options
from simulation.results.participation import ENOUGH, Taking, participation
from simulation.scenario.schema import Scenario

PLANS = [
    {"kind": "workshops", "name": "courses <b>", "start": 2, "target": {"count": 20}, "group_size": 5},
    {"kind": "campaign", "name": "posters", "start": 1, "weeks": 4, "target": {"share": 0.5}, "hazard_per_contact": 0},
    {"kind": "face_to_face", "name": "talks with users", "start": 0, "target": {"users_only": True}},
]
TAKING = Taking("plan", "workshops", 20, 18, 15, 200, 150, 1000, 900, 0.5, 0, "", False)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    data = {
        "name": "part",
        "organisation": {"people": 80, "countries": {"A": 1}, "divisions": {"D": 0.5, "E": 0.5}},
        "interventions": PLANS,
        "run": {"weeks": 8, "replicates": 2},
        "parameters": {"innovation_rate": 0.001},
    }
    return execute(Scenario.model_validate(data), Options(root=tmp_path_factory.mktemp("runs"), workers=1)).run


def test_the_table_has_a_row_for_each_week_of_each_intervention(run):
    table = run.table("interventions").to_pandas()
    courses = table[(table.intervention == "courses <b>") & (table.replicate == 1)]
    assert courses.week.tolist() == list(range(2, 8))
    assert courses.took_part.tolist() == [20, 0, 0, 0, 0, 0]
    assert courses.hours_used[:1].tolist() == [(20 + 4) * 8 + 40]
    assert len(table[table.intervention == "posters"]) == 2 * 4
    assert "interventions" in run.manifest.tables


def test_totals_are_sums_over_weeks_and_people_once(run):
    courses, posters, talks = participation(run)
    assert (courses.meant, courses.reached, courses.took_part) == (20, 20, 20)
    assert (courses.hours_used, courses.eur_charged) == ((20 + 4) * 8 + 40, 4 * 800)
    assert courses.with_account == 1
    assert (posters.took_part, posters.hours_used) == (40, pytest.approx(4 * (40 * 0.02 + 20)))
    assert posters.with_account < ENOUGH
    assert talks.reached_nobody == 2
    assert math.isnan(talks.with_account)


def test_what_must_not_be_missed_is_said(run):
    found = participation(run)
    said = remarks(found, 2)
    assert "talks with users reached nobody in 2 of 2 replicates." in said
    assert any("posters" in text and "it addresses people who have no account yet" in text for text in said)
    assert verdict(found).endswith("(1 with a reason not to).")


def test_an_intervention_that_pays_people_without_accounts_is_named():
    assert "but not in plan." in verdict([TAKING])
    assert "nobody brought them onto the platform" in remarks([TAKING], 3)[0]
    assert verdict([]) == ""


def test_a_row_in_words():
    assert cells(TAKING) == ("plan", "20", "18", "15", "200", "150", "1,000", "900", "50.0%")


def test_the_page_says_who_took_part(run):
    page = report(board(run, []), ENGLISH, "x").decode()
    assert "Who took part" in page
    assert "courses &lt;b&gt;" in page
    assert "courses <b>" not in page


def test_the_digest_holds_who_took_part(run):
    assert np.isfinite(run.table("interventions").to_pandas().select_dtypes("number").to_numpy()).all()
    assert run.manifest.tables["interventions"].digest

"""Other programs come to the same results, and would notice if they did not."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from tests.referees import collected, network, spread
from tests.referees.peers import NEVER, PEOPLE, adoption_weeks, graphs
from tests.referees.table import ROWS
from tests.science.row import Row
from tests.science.verdicts import FAIL, PASS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "referees.md"
ASKS_NDLIB = [row.name for row in spread.ROWS]
needs_ndlib = pytest.mark.skipif(not spread.HAS_NDLIB, reason="needs the extra `referees`: make referees")
quietly = pytest.mark.filterwarnings("ignore")  # NDlib and what it imports warn of their own future


def _marks(row: Row) -> list[pytest.MarkDecorator]:
    return [needs_ndlib, quietly, pytest.mark.slow] if row.name in ASKS_NDLIB else []


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name, marks=_marks(row)) for row in ROWS])
def test_referee_agrees(row: Row):
    check = row.measure()
    assert check.verdict == PASS, check.measured


def test_published_table_lists_every_row_and_its_verdict():
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    cells = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    listed = {each[0]: each[-1] for each in cells}
    assert {row.name: listed.get(row.name) for row in ROWS} == {row.name: PASS for row in ROWS}


@needs_ndlib
@quietly
@pytest.mark.slow
def test_cascades_with_another_chance_are_told_apart():
    """A tenth more chance of a tie to carry: the comparison fails, it does not only stay open."""
    graph, chance = graphs()["company"], spread.TIE_CHANCES["company"]
    mine = spread._mine(graph, 1.1 * chance, 80, 100)
    others = spread._others(graph, chance, 80, 100)
    means, distribution = spread.same_distribution(mine[:, 0], others[:, 0], spread.BAND, "company")
    assert (means.verdict, distribution.verdict) == (FAIL, FAIL)


@needs_ndlib
@quietly
@pytest.mark.slow
def test_one_other_threshold_is_told_apart():
    """NDlib's cascade with one other threshold is not that of the engine with the same thresholds as before."""
    graph = graphs()["company"]
    drawn = spread.waits(graph, 0.3, 0)
    mine = spread.own_weeks(graph, drawn, 40, 100)
    changed, late = spread.waiting_for_all(graph, drawn, mine)
    other = adoption_weeks("ThresholdModel", graph, 40, 100, by_person=changed.tolist())
    assert other[late] != mine[late]


def test_who_waits_for_all_contacts_adopts_later():
    """The change that a referee must tell apart is one: also without NDlib, in the engine itself."""
    graph = graphs()["company"]
    drawn = spread.waits(graph, 0.3, 0)
    before = spread.own_weeks(graph, drawn, 40, 100)
    changed, late = spread.waiting_for_all(graph, drawn, before)
    after = spread.own_weeks(graph, changed, 40, 100)
    assert before[late] >= 0
    assert after[late] == NEVER or after[late] > before[late]


def test_networkx_would_notice_a_tie_too_many():
    mine, graph = network.printed()
    graph.add_edge(*next(iter(nx.non_edges(graph))))
    known = network.of_networkx(graph)
    same = [name for name in known if mine[name] == pytest.approx(known[name], rel=network.ROUNDING)]
    assert not {"n_ties", "mean_degree", "degree_cv", "clustering", "ei_index", "density_ratio"} & set(same)


def test_networks_are_what_they_are_called():
    made = graphs()
    assert {len(graph) for graph in made.values()} == {PEOPLE}
    widest = {name: max(dict(graph.degree).values()) for name, graph in made.items()}
    assert widest["scale-free"] > 2 * widest["small world"]


def test_collector_would_notice_another_replicate():
    assert collected.collected(1, people=60, weeks=10).verdict == PASS
    assert collected.collected(1, of_kernel=2, people=60, weeks=10).verdict == FAIL

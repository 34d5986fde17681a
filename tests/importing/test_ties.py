"""Ties between people: both ways, repeated, to oneself, unknown, negative, zero; and the layers that they go to."""

from __future__ import annotations

import pytest

from simulation.organisation.generator import generate
from simulation.organisation.settings import OrganisationSettings

PEOPLE = {"file": "people.csv", "columns": {"person": "id", "manager": "manager", "unit": "unit"}}
TIES = {"file": "ties.csv", "columns": {"from": "from", "to": "to", "weight": "hours", "period": "month"}}


def old(found, pairs):
    """Pairs of new numbers as the ids of the case, which count from 1 in the order of rows."""
    order = found.found.standing.order
    return {tuple(sorted(int(order[i]) + 1 for i in pair)) for pair in pairs.tolist()}


def test_negative_weights_are_refused_and_the_others_named(case):
    found = case("12_directed_ties", PEOPLE, ties=TIES)
    assert found.refused("hours").line == 9
    notes = " ".join(found.notes)
    assert "ties.csv, line 6: tie somebody to herself" in notes
    assert "ties.csv, line 7: name somebody who is not in" in notes
    assert "ties.csv, line 10: weigh 0" in notes


def test_directed_ties(case):
    found = case("12_directed_ties", PEOPLE, ties=TIES | {"negative": "leave_out"})
    assert found.report["ties"] == {"team": 1, "department": 0, "cross_silo": 1}
    assert old(found, found.found.stored.pairs["team"]) == {(2, 3)}, "3 + 3 rows, one tie"
    assert old(found, found.found.stored.pairs["cross_silo"]) == {(2, 5)}
    assert any("1 tie(s) are reporting lines already" in note for note in found.notes), "1-2"


@pytest.mark.parametrize(("chosen", "left"), [({"at_least": 1}, 1), ({"direction": "both"}, 1), ({"strongest": 1}, 2)])
def test_which_ties_count(case, chosen, left):
    found = case("12_directed_ties", PEOPLE, ties=TIES | {"negative": "leave_out"} | chosen)
    assert sum(found.report["ties"].values()) == left  # only 2-3 weighs 1 or goes both ways; 2-5 is the strongest of 5


def test_exports_that_do_not_belong_together(case):
    found = case("12_directed_ties", PEOPLE, ties=TIES | {"columns": {"from": "month", "to": "month"}})
    assert "do not belong together" in found.refused().message


def test_known_ties_are_in_the_organisation(case):
    folder = case("12_directed_ties", PEOPLE, ties=TIES | {"negative": "leave_out", "complete": True}).folder / "out"
    known = generate(OrganisationSettings(**{"from": str(folder / "organisation.parquet")}))
    assert [layer.n_ties for layer in known.layers] == [5, 1, 0, 1], "five reporting lines, 2-3, 2-5"
    case("12_directed_ties", PEOPLE, ties=TIES | {"negative": "leave_out"})
    more = generate(OrganisationSettings(**{"from": str(folder / "organisation.parquet")}))
    assert more.layers[1].n_ties >= 1
    assert more.layers[3].n_ties >= 1
    pairs = {(a, b) for layer in more.layers for a in range(6) for b in layer.of(a).tolist()}
    assert sum(layer.indices.size for layer in more.layers) == len(pairs), "two people are tied in one layer at most"

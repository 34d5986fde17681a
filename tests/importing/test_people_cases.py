"""Cases of tables of people: what each must give, worked out by hand from its rows."""

from __future__ import annotations

import pytest

from simulation.organisation.stored import outline_of

GERMAN = {
    "file": "mitarbeiter.csv",
    "columns": {
        "person": "Personalnummer",
        "manager": "Vorgesetzter",
        "unit": "Bereich",
        "department": "Abteilung",
        "country": "Standort",
        "fte": "BG %",
    },
}
PLAIN = {"file": "people.csv", "columns": {"person": "id", "manager": "manager", "unit": "unit"}}


def written(imported):
    """Everything that an import wrote, as bytes."""
    return b"".join(path.read_bytes() for path in sorted((imported.folder / "out").iterdir()))


def test_german_excel(case):
    found = case("01_german_excel", GERMAN)
    report = found.report
    assert (report["people"], report["roots"], report["units"], report["fte"]) == (5, 1, 3, 4.255)
    assert list(report["people_by_unit"]) == ["Technik", "Vertrieb", "Vorstand"]
    assert report["named_departments"] == ["Entwicklung", "Vertrieb Süd", "Vorstand"]
    assert report["countries"] == ["Köln", "München", "Nürnberg"]
    used = report["files"]["mitarbeiter.csv"]
    assert (used["encoding"], used["separator"], used["decimal sign in BG %"]) == ("cp1252", ";", ",")
    for name in ("Müller", "Jürgen", "Özdemir", "Bär", "00017"):
        assert name.encode() not in written(found), "nothing that names a person is written"
    assert "Vertrieb Süd".encode() in written(found)


def test_cycle_and_self(case):
    found = case("03_cycle_and_self", PLAIN)
    problem = found.refused()
    assert problem.line == 4
    assert "lines 4, 5 and 6 report to each other in a ring" in problem.message
    assert any("line 2: reports to herself or himself" in note for note in found.notes)
    assert not (found.folder / "out").exists(), "nothing is written"


def test_several_roots_and_an_orphan(case):
    refused = case("05_several_roots_and_an_orphan", PLAIN)
    assert refused.refused("manager").line == 7
    found = case("05_several_roots_and_an_orphan", PLAIN | {"repair": {"missing_manager": "unit_head"}})
    assert (found.report["people"], found.report["roots"]) == (9, 3)
    old = found.found.standing.order.tolist()
    manager = {old[i]: (old[m] if m < 9 else None) for i, m in enumerate(found.manager)}
    assert manager[5] == 3, "22 (the sixth row) reports to 20 (the fourth)"
    assert manager[6] == 5, "23 still reports to 22"


def test_manager_by_email(case):
    columns = {"person": "Work Email", "manager": "Supervisor email", "unit": "Department", "country": "Country"}
    found = case("07_manager_by_email", {"file": "people.csv", "columns": columns, "manager_is": "email"})
    assert (found.report["people"], found.report["roots"]) == (4, 1)
    assert sorted(found.manager.count(one) for one in set(found.manager) - {4}) == [1, 2], "the head has 1, Ann 2"
    assert b"example.org" not in written(found)


@pytest.mark.parametrize("dotted", [False, True])
def test_two_lines(case, dotted):
    columns = {"person": "id", "manager": "line_manager", "unit": "unit"}
    columns |= {"dotted": "functional_manager"} if dotted else {}
    found = case("20_two_lines", {"file": "people.csv", "columns": columns})
    assert (found.report["people"], found.report["roots"]) == (6, 1)
    assert sorted(found.manager.count(one) for one in range(6)) == [0, 0, 0, 1, 2, 2], "3 has one direct report"
    outline, _ = outline_of(found.folder / "out" / "organisation.parquet")
    assert (outline.ties is not None) == dotted
    assert any("functional_manager are left out" in note for note in found.notes) == (not dotted)

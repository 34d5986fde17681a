"""Every kind of table and of repair, with what must come of it worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.importing.points import spread_of

COLUMNS = {"person": "id", "manager": "manager", "unit": "unit"}
START = {"start": "2026-01-05"}


def managers(found):
    """Whom each row reports to, as numbers of rows from 0; None for roots."""
    order = found.found.standing.order.tolist()
    pairs = ((order[i], order[m] if m < len(order) else None) for i, m in enumerate(found.manager))
    return [boss for _, boss in sorted(pairs)]


DOUBLED = "id,manager,unit,fte\n1,,A,1\n2,1,A,0.4\n2,1,B,0.6\n3,2,B,1\n"


def test_doubled_rows_are_refused(table):
    problem = table(DOUBLED, {"columns": COLUMNS | {"fte": "fte"}}).refused("id")
    assert "lines 3 and 4" in problem.message


@pytest.mark.parametrize(("how", "fte"), [("first", 2.4), ("last", 2.6), ("larger", 2.6)])
def test_doubled_rows_are_repaired(table, how, fte):
    found = table(DOUBLED, {"columns": COLUMNS | {"fte": "fte"}, "repair": {"duplicate": how}})
    assert (found.report["people"], found.report["fte"]) == (3, fte)
    assert any("doubled row(s) left out" in note for note in found.notes)


LOST = "id,manager,unit\n00017,,A\n00018,17,A\n00019,18,B\n"


def test_lost_zeros_are_said_and_found(table):
    problem = table(LOST, {"columns": COLUMNS}).refused("manager")
    assert "lines 3 and 4" in problem.message
    assert "leading_zeros: true would find 2" in problem.message
    found = table(LOST, {"columns": COLUMNS, "repair": {"leading_zeros": True}})
    assert managers(found) == [None, 0, 1]


LEFT = (
    "id,manager,unit,joined,left\n1,,A,01.01.2010,\n2,1,A,01.01.2010,31.12.2025\n3,2,A,01.01.2010,\n4,3,A,01.06.2026,\n"
)


def test_who_has_left_or_not_come_is_left_out(table):
    people = {"columns": COLUMNS | {"hired": "joined", "left": "left"}, "as_of": "2026-02-01"}
    assert table(LEFT, people).refused("manager").line == 4, "3 reports to 2, who has left"
    found = table(LEFT, people | {"repair": {"missing_manager": "skip_up"}})
    assert managers(found) == [None, 0], "to the manager of the one who has left"
    notes = " ".join(found.notes)
    assert "line 3: 1 row(s) have left" in notes
    assert "line 5: 1 row(s) not there yet" in notes


def test_kept_values(table):
    text = "id,manager,unit,status\n1,,A,active\n2,1,A,active\n3,1,A,external\n"
    found = table(text, {"columns": COLUMNS | {"status": "status"}, "keep": {"status": ["active"]}})
    assert found.report["people"] == 2


def test_huge_spans_become_work_groups(table):
    text = "id,manager,unit\n0,,A\n" + "".join(f"{i},0,A\n" for i in range(1, 644))
    found = table(text, {"columns": COLUMNS})
    sizes = np.bincount(found.found.standing.team)
    assert found.manager.count(found.manager[-1]) >= 643, "643 people report to one"
    assert sizes.sum() == 644
    assert sizes.max() <= 11, "the head with a work group of 10"


def test_units_only(table):
    text = "id,unit\n" + "".join(f"{i},{unit}\n" for i, unit in enumerate(["A"] * 100 + ["B"] * 30 + ["CEO"]))
    found = table(text, {"columns": {"person": "id", "unit": "unit"}})
    assert (found.report["people"], found.report["units"], found.report["roots"]) == (131, 3, 3)
    assert found.report["people_by_unit"] == {"A": 100, "B": None, "CEO": None}, "one alone would give itself away"
    standing = found.found.standing
    led = standing.manager < 131
    assert (standing.silo[led] == standing.silo[standing.manager[led]]).all(), "nobody reports out of the true unit"
    spans = np.bincount(standing.manager[led])
    assert 4 < spans[spans > 0].mean() < 13


def test_counts_by_unit(table):
    text = "unit,posts\nA,7.5\nA,0.5\nB,0.01\nC,0\n"
    found = table(text, {"columns": {"unit": "unit", "count": "posts"}})
    assert found.report["people"] == 9, "8 in A, the one that any post stands for in B, none in C"
    assert found.report["units"] == 2


def test_posts_below_managers(tmp_path, table):
    (tmp_path / "junior.csv").write_text("unit,boss,posts\nA,1,2.4\nA,1,0.2\nB,2,3\n")
    first = {"file": "people.csv", "columns": COLUMNS}
    second = {"file": "junior.csv", "columns": {"unit": "unit", "manager": "boss", "count": "posts"}}
    found = table("id,manager,unit\n1,,A\n2,1,B\n", [first, second])
    assert found.report["people"] == 2 + 3 + 3, "2.6 posts are 3 people"
    assert found.report["fte"] == 2 + 2.6 + 3


def test_levels_by_the_rule_and_by_a_column(table):
    text = "id,manager,unit,grade\n1,,A,E\n2,1,A,E\n3,2,A,M\n4,3,A,T\n5,4,A,S\n"
    assert table(text, {"columns": COLUMNS}).found.standing.level.tolist().count(3) == 2, "1 and 2 lead who lead"
    names = {"E": "executive", "M": "middle_manager", "T": "team_lead", "S": "staff"}
    people = {"columns": COLUMNS | {"level": "grade"}, "levels": {"from": "column", "names": names}}
    assert sorted(table(text, people).found.standing.level.tolist()) == [0, 1, 2, 3, 3]
    lacking = people | {"levels": {"from": "column", "names": {"E": "executive"}}}
    assert "3 value(s) mean no level" in table(text, lacking).refused("grade").message


def test_silos_by_the_tree(table):
    text = "id,manager\n1,\n2,1\n3,1\n4,2\n5,3\n6,3\n"
    found = table(text, {"columns": {"person": "id", "manager": "manager"}, "silo": {"subtree_depth": 1}})
    assert sorted(np.bincount(found.found.standing.silo).tolist()) == [1, 2, 3], "the top, below 2, below 3"


def test_names_that_look_like_addresses_are_refused(table):
    text = "id,manager,unit\n1,,Sales\n2,1,a.b@example.org\n3,1,DE89 3704 0044 0532 0130 00\n4,1,+49 228 1234567\n"
    problem = table(text, {"columns": COLUMNS}).refused("unit")
    assert "lines 3, 4 and 5" in problem.message
    assert "example.org" not in problem.message


def test_a_table_without_headers_is_not_read_aloud(table):
    problems = table("17,Meier,A\n18,Huber,A\n", {"columns": COLUMNS}).problems
    assert "is it the line of headers?" in problems[0].message
    assert "Meier" not in str(problems)


def test_group_ties(table, tmp_path):
    (tmp_path / "g2g.csv").write_text(
        "a,b,h\nA,Within Group,60\nA,B,30\nB,A,30\nB,Unclassified Collaborators,99\nB,B,0\n"
    )
    ties = {"file": "g2g.csv", "between": "groups", "columns": {"from": "a", "to": "b", "weight": "h"}}
    found = table("id,manager,unit\n1,,A\n2,1,A\n3,1,B\n4,3,B\n", {"columns": COLUMNS}, ties=ties)
    assert any("50% of the work together goes across units (E-I index 0.00)" in note for note in found.notes)
    text = (found.folder / "out" / "scenario.yaml").read_text()
    assert "silo_barrier: 0.0" in text  # half of 21.2 ties is more than the 7 that could go across


PEOPLE = "id,manager,unit\n" + "".join(f"{u}{i},{f'{u}0' if i else ''},{u}\n" for u in "AB" for i in range(10))


def test_accounts_by_unit_and_week(table, tmp_path):
    rows = "".join(f"{u}{i},{'2026-01-06' if i < 6 else '2026-01-20'},{'2026-01-19' if i == 0 else ''}\n"
                   for u in "AB" for i in range(10))  # fmt: skip
    (tmp_path / "users.csv").write_text("who,joined_at,deleted_at\n" + rows)
    usage = {"file": "users.csv", "kind": "people", "person": "who", "measures": {"registered": "joined_at"},
             "left": "deleted_at"}  # fmt: skip
    found = table(PEOPLE, {"columns": COLUMNS}, usage=usage, run=START)
    points = {(p.silo, p.week): p.value for p in found.found.observed.points}
    assert points == {("", 0): 12, ("", 1): 12, ("", 2): 18, ("A", 0): 6, ("A", 1): 6, ("A", 2): 9, ("B", 0): 6,
                      ("B", 1): 6, ("B", 2): 9}  # fmt: skip
    assert "silo: B" in (found.folder / "out" / "scenario.yaml").read_text()


def test_use_over_a_period_by_unit(table, tmp_path):
    rows = "".join(f"{u}{i},2026-02-10,{int(i < (7 if u == 'A' else 3))}\n" for u in "AB" for i in range(10))
    (tmp_path / "detail.csv").write_text("User Principal Name,Report Refresh Date,Read Count\n" + rows)
    usage = {"file": "detail.csv", "kind": "people", "date": "Report Refresh Date", "person": "User Principal Name",
             "period_days": 30, "measures": {"readers_28": "Read Count"}}  # fmt: skip
    found = table(PEOPLE, {"columns": COLUMNS}, usage=usage, run=START)
    points = {p.silo: p.value for p in found.found.observed.points}
    assert points == {"": 10, "A": 7}, "3 of B are too few to be told"
    assert found.found.observed.points[0].spread == spread_of(10, 30, 28)
    assert any("counts 30 days, readers_28 28" in note for note in found.notes)


def test_communities(table, tmp_path):
    (tmp_path / "groups.csv").write_text("Group Type,Member Count\npublic,10\nprivate,10\nprivate,10\nprivate,10\n")
    usage = {"file": "groups.csv", "kind": "groups", "measures": {"people": "Member Count"}, "open": "Group Type"}
    found = table(PEOPLE, {"columns": COLUMNS}, usage=usage)
    assert found.report["communities"] == {"people_per_community": 5, "size_spread": 0, "open_share": 0.25}


def test_survey_with_three_header_lines(table, tmp_path):
    answers = "".join(f"{i},{int(i < 8)},{'Stimme zu' if i % 2 else 'Stimme nicht zu'}\n" for i in range(10))
    (tmp_path / "s.csv").write_text(
        'ResponseId,Finished,Q1\nAntwort,Beendet,Frage\n"{""a"":1}","{""b"":2}",""\n' + answers
    )
    survey = {
        "file": "s.csv", "header_rows": 3, "day": "2026-02-01", "finished": {"Finished": ["1"]}, "invited": 20,
        "items": {"Q1": {"measure": "belief", "scale": {"Stimme nicht zu": 1, "Stimme zu": 5}}},
    }  # fmt: skip
    found = table(PEOPLE, {"columns": COLUMNS}, survey=survey, run=START)
    (point,) = found.found.observed.points
    assert (point.measure, point.week, point.value) == ("belief_mean", 3, 0.5)
    assert found.report["surveys"]["s.csv"] == {"answered": 8, "invited": 20, "response_rate": 0.4}

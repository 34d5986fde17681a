"""Tables as systems write them, by kind: what a draft makes of them, and what comes of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from simulation.importing.drafting import write_draft
from simulation.importing.findings import Findings
from simulation.importing.importing import read_import
from simulation.importing.mapping_file import load_mapping
from simulation.scenario.problems import ScenarioError

NAMES = ["Eva Weiß", "Ömer Özdemir", "Uli Groß", "Ann O'Neil", "Jan Koch", "Mia Wolf", "Kai Klein", "Ida Bauer"]
UNITS = ["Vorstand", "Vertrieb Süd", "Technik", "Technik", "Technik", "Technik", "Vertrieb Süd", "Vertrieb Süd"]
BOSS = [None, 0, 0, 1, 1, 2, 2, 3]


@pytest.fixture
def draft(tmp_path, monkeypatch):
    """Write a table, draft a mapping, answer what it asks; returns its text, the settings and what is imported."""
    monkeypatch.chdir(tmp_path)

    def run(head, rows, *, sep=",", before="", after="", encoding="utf-8", asked=0, name="table.csv", **answers):
        made = io.StringIO(newline="")
        csv.writer(made, delimiter=sep).writerows([head, *rows])
        Path(name).write_bytes((before + made.getvalue() + after).encode(encoding))
        assert write_draft([name], Path("mapping.yaml")) == asked + len(answers)
        text = Path("mapping.yaml").read_text(encoding="utf-8")
        for question, answer in answers.items():
            text = text.replace(f"{question}: ['?']", f"{question}: {answer}").replace(
                f"{question}: '?'", f"{question}: {answer}"
            )
        Path("mapping.yaml").write_text(text, encoding="utf-8")
        if asked:
            return text, None, None
        return text, load_mapping(Path("mapping.yaml"), "mapping.yaml"), _imported()

    return run


def _imported():
    """The report of the import, and what was noted."""
    findings = Findings()
    return read_import(Path("mapping.yaml"), "mapping.yaml", findings).document, findings.notes


def rows(*columns):
    """Rows of people from functions of their number, or texts for everybody."""
    return [[column(i) if callable(column) else column for column in columns] for i in range(len(NAMES))]


def boss(show):
    return lambda i: "" if BOSS[i] is None else show(BOSS[i])


def number(i):
    return f"{4711 + i:08d}"


def mail(i):
    return f"p{i}@firma.example"


def last_first(i):
    return ", ".join(NAMES[i].split()[::-1])


UNIT = UNITS.__getitem__
TREE = {"people": 8, "roots": 1, "units": 3}


def holds(found, **expected):
    report = found[2][0]
    assert {key: report[key] for key in {**TREE, **expected}} == {**TREE, **expected}


def test_names_in_two_columns_or_one_are_keys(draft):
    first, last = (lambda i: NAMES[i].split()[0]), (lambda i: NAMES[i].split()[1])
    table = rows(number, first, last, UNIT, boss(lambda i: NAMES[i]))
    found = draft(["ID", "Vorname", "Nachname", "Abteilung", "Vorgesetzter"], table, sep=";")
    holds(found)
    assert found[1].people[0].manager_is == "name"


@pytest.mark.parametrize(
    "shown",
    [last_first, lambda i: f"{NAMES[i]} (4711)", lambda i: f"Dr. {NAMES[i].upper()}"],
    ids=["last first", "with a number", "with a title"],
)
def test_a_name_is_one_however_it_is_written(draft, shown):
    found = draft(["Nr.", "Mitarbeiter", "Bereich", "Vorgesetzte/r"], rows(number, last_first, UNIT, boss(shown)))
    holds(found)


def test_zeros_and_capitals_that_differ_are_declared(draft):
    found = draft(["PersNr", "OE", "PersNr Vorgesetzter"], rows(number, UNIT, boss(lambda i: str(4711 + i))))
    holds(found)
    assert found[1].people[0].repair.leading_zeros


def test_capitals_of_keys(draft):
    found = draft(["Staff ID", "Directorate", "Line Manager ID"],
                  rows(lambda i: f"AB{i}", UNIT, lambda i: "n/a" if BOSS[i] is None else f"ab{BOSS[i]}"))  # fmt: skip
    holds(found)
    assert found[1].people[0].repair.letter_case
    assert any("line 2: a word or number for nobody" in note for note in found[2][1])


def test_whatever_column_managers_are_keys_of_is_the_key(draft):
    """Managers are named by a distinguished name, or by the number of a post, not by the number of the person."""

    def path(i):
        return f"CN={NAMES[i]},OU=Users,DC=firma"

    table = rows(path, lambda i: f"u{i}", UNIT, boss(path))
    found = draft(
        ["DistinguishedName", "SamAccountName", "Department", "Manager"], table, before="#TYPE Selected.ADUser\n"
    )
    holds(found)
    table = rows(lambda i: f"P{i}", number, UNIT, boss(lambda i: f"P{i}"))
    Path("mapping.yaml").unlink()
    holds(draft(["Position ID", "Employee ID", "Business Unit", "Reports To Position ID"], table))


def test_managers_in_a_column_of_any_name_are_asked_for(draft):
    text, _, _ = draft(["ID", "Bereich", "N+1"], rows(number, UNIT, boss(number)), asked=1)
    assert "manager: '?'  # the values of 'N+1' are keys of people" in text


def test_titles_above_and_remarks_below_a_table(draft):
    table = rows(number, UNIT, boss(number), "100,0")
    found = draft(["PersNr", "Bereich", "Vorgesetzter", "BsGrd"], table, sep=";", encoding="cp1252",
                  before="Personalliste;;;\nStand;31.01.2026;;\n",
                  after="Summe;;;800,0\nErstellt am 31.01.2026;;;\n")  # fmt: skip
    holds(found, fte=8)
    assert found[1].people[0].format.header_line == 3
    assert any("line 12: 1 row(s) add up others" in note for note in found[2][1])
    assert any("line 13: a remark below the table" in note for note in found[2][1])


def test_labels_below_the_headers_are_no_person(draft):
    table = [
        ["User ID", "Manager", "Division", "Hire Date"],
        *rows(lambda i: f"u{i}", boss(lambda i: f"u{i}"), UNIT, "01/31/2020"),
    ]
    table[1][1] = "NO_MANAGER"
    holds(draft(["USERID", "MANAGER", "DIVISION", "HIREDATE"], table))


def test_sums_are_no_unit(draft):
    table = [["A", "7"], ["B", "5"], ["Summe", "12"]]
    found = draft(["Bereich", "Köpfe"], table, sep=";")
    assert found[2][0]["people"] == 12


def test_a_line_with_the_separator_is_read(draft):
    holds(draft(["ID", "Bereich", "Vorgesetzter"], rows(number, UNIT, boss(number)), sep="|", before="sep=|\n"))


def test_nobody_has_left_in_a_far_year(draft):
    table = rows(number, UNIT, boss(number), "31.12.9999")
    table[2][3] = "00.00.0000"
    holds(draft(["PersNr", "Bereich", "Vorgesetzter", "Austritt"], table))


@pytest.mark.parametrize(
    "day", ["43861", "31-JAN-20", "31. Januar 2020", "Jan 31, 2020", "31.01.20", "2020-01-31T00:00:00Z"]
)
def test_days_however_they_are_written(draft, day):
    table = rows(number, UNIT, boss(number), "")
    table[7][3] = day
    found = draft(["ID", "Bereich", "Vorgesetzter", "Austritt"], table, as_of="2020-01-31")
    holds(found)
    Path("mapping.yaml").unlink()
    holds(draft(["ID", "Bereich", "Vorgesetzter", "Austritt"], table, as_of="2020-02-01"), people=7)


def test_units_of_merged_cells(draft):
    table = rows(number, UNIT, boss(number))
    for i in (3, 4, 5, 7):
        table[i][1] = ""
    holds(draft(["ID", "Bereich", "Vorgesetzter"], table, missing_unit="above"))


def test_names_of_people_in_names_of_units_are_cut(draft):
    table = rows(number, lambda i: NAMES[i], lambda i: f"{UNITS[i]} ({NAMES[BOSS[i] or 0]})", boss(number))
    found = draft(["Employee ID", "Worker", "Supervisory Organization", "Manager ID"], table)
    holds(found)
    assert set(found[2][0]["people_by_unit"]) == set(UNITS)


def test_text_that_is_called_a_spreadsheet_is_read_and_a_page_is_not(draft):
    holds(draft(["ID", "Bereich", "Vorgesetzter"], rows(number, UNIT, boss(number)), sep="\t", name="sap.xls"))
    Path("page.xls").write_text("<html><table><tr><td>ID</td></tr></table></html>")
    with pytest.raises(ScenarioError, match="is a web page"):
        write_draft(["page.xls"], Path("other.yaml"))


def test_a_name_of_several_people_finds_nobody(table):
    text = "id,name,boss,unit\n1,Ann,,A\n2,Ann,,A\n3,Bob,Ann,A\n"
    columns = {"person": "id", "name": "name", "manager": "boss", "unit": "unit"}
    problem = table(text, {"columns": columns, "manager_is": "name"}).refused("boss")
    assert "1 are named as several people are" in problem.message


USERS = "User Principal Name"
START = {"start": "2026-01-05"}


def test_accounts_by_day_are_counted_once_in_the_days_of_a_measure(table, tmp_path):
    """0 to 5 read every day from the first Monday on, 6 once, in the first week, 7 never; 0 alone wrote, on one day."""
    lines = [f"2026-01-{5 + day:02d},p{i},{int(i < 6 or (i == 6 and day == 2))},{int(i == 0 and day == 9)}"
             for day in range(14) for i in range(8)]  # fmt: skip
    (tmp_path / "daily.csv").write_text(f"Report Date,{USERS},Read Count,Posted Count\n" + "\n".join(lines))
    measures = {"readers_7": "Read Count", "readers_28": "Read Count", "registered": "Read Count",
                "contributions_total": "Posted Count"}  # fmt: skip
    usage = {"file": "daily.csv", "kind": "days", "date": "Report Date", "person": USERS, "measures": measures}
    people = "id,unit\n" + "".join(f"P{i},{'A' if i < 6 else 'B'}\n" for i in range(8))
    columns = {"columns": {"person": "id", "unit": "unit"}, "repair": {"letter_case": True}}
    found = table(people, columns, usage=usage, run=START, privacy={"minimum_group": 1})
    points = {(p.measure, p.silo, p.week): p.value for p in found.found.observed.points}
    assert {week: points["readers_7", "", week] for week in (0, 1)} == {0: 7, 1: 6}
    assert {week: points["readers_28", "", week] for week in (0, 1)} == {0: 7, 1: 7}
    assert points["registered", "", 1] == 7
    assert points["readers_7", "A", 1] == 6
    assert points["readers_7", "B", 0] == 1
    assert points["contributions_total_cumulative", "", 1] == 1
    late = table(people, columns, usage=usage, run={"start": "2025-12-29"}).found.observed.points
    assert not [p for p in late if p.measure == "readers_28"], "of what was before the table nobody knows"


def test_the_day_of_the_last_activity_tells_who_was_there(table, tmp_path):
    last = ["2026-02-27", "2026-02-01", "2026-01-31", "", "Never accessed"]
    rows_of = "".join(f"p{i},2026-02-28,{day}\n" for i, day in enumerate(last))
    (tmp_path / "active.csv").write_text(f"{USERS},Report Refresh Date,Yammer Last Activity Date\n{rows_of}")
    usage = {"file": "active.csv", "kind": "people", "date": "Report Refresh Date", "person": USERS,
             "measures": dict.fromkeys(("readers_28", "readers_7"), "Yammer Last Activity Date")}  # fmt: skip
    people = "id,unit\n" + "".join(f"p{i},A\n" for i in range(8))
    found = table(people, {"columns": {"person": "id", "unit": "unit"}}, usage=usage, run=START)
    points = {p.measure: p.value for p in found.found.observed.points if not p.silo}
    assert points == {"readers_28": 2, "readers_7": 1}, "28 days up to 28 February begin on the first"


def test_people_are_found_by_number_or_address(table, tmp_path):
    (tmp_path / "active.csv").write_text(
        f"{USERS},Report Refresh Date,Read Count\n" + "".join(f"P{i}@firma.example,2026-02-28,1\n" for i in range(6))
    )
    usage = {"file": "active.csv", "kind": "people", "date": "Report Refresh Date", "person": USERS,
             "measures": {"readers_28": "Read Count"}}  # fmt: skip
    people = "id,mail,unit\n" + "".join(f"{i},p{i}@firma.example,A\n" for i in range(8))
    columns = {"person": "id", "email": "mail", "unit": "unit"}
    found = table(people, {"columns": columns}, usage=usage, run=START)
    assert {p.silo: p.value for p in found.found.observed.points} == {"": 6, "A": 6}


def test_counts_in_long_form(draft):
    table = [[f"{day}.01.2026", unit, what, n]
             for day in (11, 18) for unit, n in (("A", 5 + day), ("Gesamt", 20 + day))
             for what in ("Registrierte Nutzer", "Aktive Nutzer (28 Tage)")]  # fmt: skip
    _, mapping, (report, _) = draft(["Datum", "Bereich", "Kennzahl", "Wert"], table, sep=";", start="2026-01-05")
    assert mapping.usage[0].measures == {
        "readers_28": "Aktive Nutzer (28 Tage)", "registered": "Registrierte Nutzer"
    }  # fmt: skip
    assert report["observations"]["registered"]["weeks"] == {"0": 31, "1": 38}


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [("KW 02/2026", "KW 03/2026", {"0": 30, "1": 40}), ("Januar 2026", "Februar 2026", {"3": 30, "7": 40})],
    ids=["weeks", "months"],
)
def test_weeks_and_months_count_to_their_last_day(draft, first, second, counted):
    table = [[first, 30, 4], [second, 40, 5]]
    head = ["Zeitraum", "Konten", "Beitragende (Monat)"]
    _, mapping, (report, _) = draft(head, table, sep=";", start="2026-01-05")
    assert report["observations"]["registered"]["weeks"] == counted
    assert mapping.usage[0].measures["contributors_28"] == "Beitragende (Monat)"


def test_days_that_a_header_does_not_name_are_asked_for(draft):
    text, _, _ = draft(["Week ending", "Registered Users", "Active Users"], [["Jan 11, 2026", 30, 4]], asked=2)
    assert "readers_28: '?'  # Active Users over how many days?" in text


AGREE = ["Stimme gar nicht zu", "Stimme voll zu"]


def test_forms_is_a_survey_whose_words_of_agreement_are_known(draft):
    table = [[i, "1/20/26 9:01:12", "1/20/26 9:05:40", "A", AGREE[i % 2], "Freitext"] for i in range(12)]
    head = [
        "ID",
        "Startzeit",
        "Fertigstellungszeit",
        "In welchem Bereich arbeiten Sie?",
        "Es nützt uns.",
        "Noch etwas?",
    ]
    _, mapping, (report, _) = draft(head, table, start="2026-01-05", day="2026-01-20", measure="belief")
    assert mapping.survey[0].items["Es nützt uns."].scale == {AGREE[0]: 1, AGREE[1]: 5}
    assert report["observations"]["belief_mean"]["weeks"] == {"2": 0.5}


def test_answers_in_long_form_and_their_means(table, tmp_path):
    people = "id,unit\n" + "".join(f"{i},A\n" for i in range(8))
    (tmp_path / "s.csv").write_text('F,A,n\nq1,"2,0",6\nq1,5.0,2\nq2,1,8\n')
    items = {"q1": {"measure": "belief", "scale": {"low": 1, "high": 5}}}
    survey = {"file": "s.csv", "day": "2026-01-20", "question": "F", "answer": "A", "count": "n", "items": items}
    found = table(people, {"columns": {"person": "id", "unit": "unit"}}, survey=survey, run=START)
    (point,) = found.found.observed.points
    assert point.value == pytest.approx((0.25 * 6 + 1 * 2) / 8)
    assert found.report["surveys"]["s.csv"]["answered"] == 8
    survey["items"] = {"q3": items["q1"]}
    assert "unknown value 'q3'" in table(people, {"columns": {"person": "id", "unit": "unit"}}, survey=survey,
                                         run=START).refused("F").message  # fmt: skip


def test_ties_of_any_system_and_moves(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table = [[number(i), number((i + 1) % 8), 3] for i in range(8)]
    Path("ties.csv").write_text("Von;An;Anzahl E-Mails\n" + "".join(f"{a};{b};{n}\n" for a, b, n in table))
    Path("moves.csv").write_text("Datum;Personalnummer;Abteilung;Maßnahmenart\n01.01.2026;1;A;Austritt\n")
    write_draft(["ties.csv", "moves.csv"], Path("mapping.yaml"))
    text = Path("mapping.yaml").read_text(encoding="utf-8")
    assert "  from: Von\n    to: An\n    weight: Anzahl E-Mails\n" in text
    assert "# moves.csv: a list of moves" in text
    assert "people:" not in text

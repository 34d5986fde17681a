"""Files as systems write them: encodings, separators, decimal signs, typed cells."""

from __future__ import annotations

import io
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulation.importing.amounts import find_decimal, parse_number
from simulation.importing.days import find_order
from simulation.importing.encoding import find_encoding
from simulation.importing.findings import lines_text
from simulation.importing.mapping import Format
from simulation.importing.mapping_file import load_mapping
from simulation.importing.opening import find_separator, open_table
from simulation.importing.unreadable import UnreadableError
from simulation.scenario.problems import ScenarioError

PEOPLE = {"columns": {"person": "ID", "manager": "Vorgesetzter", "unit": "Bereich"}}
GERMAN = "ID;Vorgesetzter;Bereich\n" + "".join(
    f"{i};{(i - 1) // 4 if i else ''};{['Süd', 'Köln', 'Größe', 'Öl'][i % 4]}\n" for i in range(60)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found(table, encoding):
    found = table(GERMAN.encode(encoding), PEOPLE)
    assert list(found.report["people_by_unit"]) == ["Größe", "Köln", "Süd", "Öl"]


@pytest.mark.parametrize(("text", "encoding"), [(GERMAN, "mac_roman"), (GERMAN.replace("Öl", "Łódź"), "cp1250")])
def test_what_may_be_several_encodings_is_asked(table, text, encoding):
    content = text.encode(encoding, "replace")
    assert encoding in (find_encoding(content).name, *find_encoding(content).others)
    assert "set format.encoding" in table(content, PEOPLE).refused().message
    assert "Köln" in table(content, PEOPLE | {"format": {"encoding": encoding}}).report["people_by_unit"]


def test_spreadsheets_are_read_as_text(table, tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet("Daten")
    for row, cells in enumerate([("ID", "Vorgesetzter", "Bereich"), (17, None, "A"), (18, 17, "A"), (19, 17.0, "B")]):
        sheet.write_row(row, 0, cells)
    book.add_worksheet("Legende")
    book.close()
    (tmp_path / "people.xlsx").write_bytes(made.getvalue())
    assert "has 2 sheets" in table("", PEOPLE | {"file": "people.xlsx"}).refused().message
    found = table("", PEOPLE | {"file": "people.xlsx", "format": {"sheet": "Daten"}})
    assert (found.report["people"], found.report["roots"]) == (3, 1), "17 and 17.0 are one key"


@pytest.mark.parametrize(
    ("texts", "sign", "doubtful"),
    [
        (["1.234,5", "7"], ",", False),
        (["1,234.5"], ".", False),
        (["0,5", "1"], ",", False),
        (["1.234", "2.345"], ".", True),
        (["1.234.567"], ",", False),
        (["1.234", "0,5"], ",", False),
    ],
)
def test_decimal_signs(texts, sign, doubtful):
    assert find_decimal(texts) == (sign, doubtful)


def test_numbers():
    assert parse_number("1.234,5", ",") == 1234.5
    assert parse_number("1'234.50", ".") == 1234.5
    assert parse_number("100,0 %", ",") == 100
    assert parse_number("1.2.3", ",") is None
    assert parse_number("=1+1", ".") is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["2020-01-31"], "year_first"),
        (["31.01.2020"], "day_first"),
        (["01.02.2020"], "day_first"),  # with points the day comes first
        (["01/13/2020"], "month_first"),
        (["01/02/2020"], None),
        (["03/03/2020"], "day_first"),  # the same both ways
        (["13/01/2020", "01/13/2020"], None),
    ],
)
def test_order_of_days(texts, order):
    assert find_order(texts).order == order


@pytest.mark.parametrize(
    ("text", "separator"), [("a;b\n1,5;2\n", ";"), ("a\tb\n1\t2\n", "\t"), ('a,b\n"x;y",2\n', ",")]
)
def test_separators(text, separator):
    assert find_separator(text) == separator


def test_lines_are_named_in_short():
    assert lines_text([4]) == "line 4"
    assert lines_text([6, 4, 5]) == "lines 4, 5 and 6"
    assert lines_text([*range(10, 30), 2]) == "lines 2 and 10 to 29"


def test_a_mapping_takes_no_number_with_two_readings(tmp_path):
    path = tmp_path / "mapping.yaml"
    path.write_text("people: {file: p.csv, columns: {person: ID}, span_above: 25.000, format: {skip_rows: 1e0}}\n")
    with pytest.raises(ScenarioError, match=r"mapping.yaml:1: people\[0\].span_above: 25.000 can be read as") as caught:
        load_mapping(path, "mapping.yaml")
    assert not [each for each in caught.value.problems if "skip_rows" in each.key], "1e0 is a whole number"


def test_damaged_parquet_is_read_or_refused_in_words(tmp_path):
    """Pyarrow raises its own errors, the system's, and others where names are damaged."""
    made, draw, path = io.BytesIO(), random.Random(1), tmp_path / "people.parquet"
    pq.write_table(pa.table({"ID": range(150), "Bereich": ["Süd", "Köln", "Öl"] * 50}), made)
    refused: list[str] = []
    for _ in range(300):
        damaged = bytearray(made.getvalue())
        for _ in range(draw.choice([1, 2, 5])):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        path.write_bytes(damaged[: draw.choice([len(damaged), draw.randrange(len(damaged))])])
        try:
            list(open_table(path, Format())[0])
        except UnreadableError as error:
            refused.append(str(error))
    assert len(refused) > 100
    assert all(refused)

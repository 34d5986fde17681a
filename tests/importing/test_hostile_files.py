"""Files that are no tables, or take all memory: refused in a sentence, at once, whatever command meets them."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from string import ascii_uppercase

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulation.cli.main import run as main
from simulation.importing import opening, spreadsheet
from simulation.importing.findings import Findings
from simulation.importing.importing import KEY_FILE, read_import, write_import
from simulation.importing.mapping import Format
from simulation.importing.opening import open_table
from simulation.importing.unreadable import UnreadableError
from simulation.scenario.problems import ScenarioError

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XML = "application/xml"
MAPPING = "name: firm\npeople:\n  file: p.csv\n  columns: {person: id, unit: unit, manager: boss}\n"


def book(path: Path, cells: dict[str, str]) -> Path:
    """Write an Excel file with one sheet by hand, for what writes them does not write impossible ones."""
    rows = "".join(
        f'<row r="{place.lstrip(ascii_uppercase)}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for place, text in cells.items()
    )
    content = f"{PACKAGE}/content-types"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{content}"><Default Extension="xml" ContentType="{XML}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return path


def rows_of(path: Path) -> list[tuple[int, list[str]]]:
    return list(open_table(path, Format())[0])


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet"])
@pytest.mark.parametrize("what", ["pipe", "device", "folder", "loop", "nothing"])
def test_what_is_no_file_is_refused_at_once(name: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Whoever opens a pipe waits for ever; whoever reads /dev/zero, until memory ends."""
    path = tmp_path / name
    make = {
        "pipe": lambda: os.mkfifo(path), "device": lambda: path.symlink_to("/dev/zero"), "folder": path.mkdir,
        "loop": lambda: path.symlink_to(path), "nothing": lambda: None,
    }  # fmt: skip
    make[what]()
    assert main(["import", "draft", str(path), "--out", str(tmp_path / "m.yaml")]) == 1
    said = capsys.readouterr().err
    assert f"{path}: " in said
    assert "Nothing was written." in said
    assert not (tmp_path / "m.yaml").exists()


def test_rows_of_a_sheet_keep_their_lines(tmp_path: Path):
    """Also where the table begins further down."""
    assert rows_of(book(tmp_path / "a.xlsx", {"A1": "id", "B3": "x"})) == [
        (1, ["id", ""]),
        (2, ["", ""]),
        (3, ["", "x"]),
    ]
    assert rows_of(book(tmp_path / "a.xlsx", {"B2": "id"})) == [(1, [""]), (2, ["id"])]


@pytest.mark.parametrize("last", ["XFD1048576", "ZZ100000"])
def test_a_cell_far_away_is_refused(last: str, tmp_path: Path):
    """The library makes every cell before it: 17 billion ended the whole process without a word."""
    with pytest.raises(UnreadableError, match="far away"):
        rows_of(book(tmp_path / "a.xlsx", {"A1": "id", last: "x"}))


def test_a_sheet_with_too_many_letters_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_LETTERS", 20)
    monkeypatch.setattr(spreadsheet, "take_no_more_than_there_is", lambda: None)
    path = book(tmp_path / "a.xlsx", {"A1": "id", "A2": "x" * 30})
    with path.open("rb") as source, (tmp_path / "out").open("wb") as target:
        assert spreadsheet.main("S", source, target) == 3
    assert "has more than 20 letters" in capfd.readouterr().err


def test_a_sheet_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spreadsheet, "SECONDS", 0.01)
    with pytest.raises(UnreadableError, match="seconds to read; save the table as CSV"):
        rows_of(book(tmp_path / "a.xlsx", {"A1": "id"}))


def test_a_parquet_file_of_too_many_rows_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A megabyte holds 200 million rows that are all alike."""
    monkeypatch.setattr(opening, "MOST_ROWS", 9)
    pq.write_table(pa.table({"id": [1] * 10}), tmp_path / "a.parquet")
    with pytest.raises(UnreadableError, match="has 10 rows, at most 9 are possible"):
        rows_of(tmp_path / "a.parquet")


def test_a_draft_is_not_written_through_a_link(tmp_path: Path):
    (tmp_path / "p.csv").write_text("id,unit\n1,A\n")
    (tmp_path / "m.yaml").symlink_to(tmp_path / "elsewhere")
    assert main(["import", "draft", str(tmp_path / "p.csv"), "--out", str(tmp_path / "m.yaml")]) == 1
    assert not (tmp_path / "elsewhere").exists()


# --- the key that orders people --------------------------------------------------------------------------------------


def firm(tmp_path: Path) -> Path:
    """Write a mapping that keeps its key, and its table."""
    people = [f"{n},U{n % 2},{'' if n == 0 else 0}" for n in range(30)]
    (tmp_path / "p.csv").write_text("\n".join(["id,unit,boss", *people, ""]))
    (tmp_path / "firm.yaml").write_text(f"{MAPPING}privacy: {{keep_key: file}}\n")
    return tmp_path / "firm.yaml"


def test_the_key_is_its_owners_alone_and_used_again(tmp_path: Path):
    mapping = firm(tmp_path)
    first = read_import(mapping, "firm.yaml", Findings())
    kept = (tmp_path / KEY_FILE).read_text()
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert len(kept.strip()) == 64
    second = read_import(mapping, "firm.yaml", Findings())
    assert (tmp_path / KEY_FILE).read_text() == kept
    for name, column in first.stored.columns.items():
        assert (column == second.stored.columns[name]).all(), name


@pytest.mark.parametrize("content", ["", "short\n", "0" * 63, "g" * 64, "0" * 65, None])
def test_a_key_that_anybody_can_guess_is_refused(content: str | None, tmp_path: Path):
    """An import that is killed must not leave an empty one that is then used for ever; a pipe is not waited for."""
    mapping = firm(tmp_path)
    if content is None:
        os.mkfifo(tmp_path / KEY_FILE)
    else:
        (tmp_path / KEY_FILE).write_text(content)
    with pytest.raises(ScenarioError, match=r"key\.txt: .*remove it"):
        read_import(mapping, "firm.yaml", Findings())


def test_an_import_replaces_its_own_folder_only(tmp_path: Path):
    found = read_import(firm(tmp_path), "firm.yaml", Findings())
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine").write_text("")
    with pytest.raises(ScenarioError, match="not from an import"):
        write_import(found, tmp_path / "other")
    for _ in range(2):
        write_import(found, tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"firm.yaml", "key.txt", "other", "out", "p.csv"}

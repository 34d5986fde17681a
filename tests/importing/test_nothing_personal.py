"""Words of people are planted in every column of a table and searched for in everything that is written or said."""

from __future__ import annotations

import json

import pytest

from simulation.cli.main import run

WORD = "qzxplanted"
HEADER = "Personalnummer;Vorgesetzter;Bereich;Abteilung;Name;Work Email;Telefon;Gehalt;Notes;Land"


def row(i: int) -> str:
    """A row whose keys and personal cells all have the word."""
    boss = f"{WORD}{(i - 1) // 6}" if i else ""
    personal = f"{WORD.title()} {i};{WORD}{i}@example.org;{WORD}-0228;{WORD}1;said {WORD}"
    return f"{WORD}{i};{boss};Bereich {i % 3};Abteilung {i % 9};{personal};DE"


@pytest.mark.slow
def test_nothing_personal_is_written_or_said(tmp_path, monkeypatch, capfd):
    """From the draft to the page of a run: folders, cache and output; a refused import, too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    monkeypatch.setenv("WANDEL_CACHE", str(tmp_path / "cache"))
    table = tmp_path / "in" / "people.csv"
    table.write_text("\n".join([HEADER, *(row(i) for i in range(80))]) + "\n")
    assert run(["import", "draft", "in/people.csv", "--out", "m.yaml"]) == 0
    assert run(["import", "m.yaml", "--out", "made"]) == 0
    assert run(["import", "m.yaml", "--check", "--json"]) == 0
    for command in (["validate", "--resolved"], ["organisation"], ["run", "--weeks", "6", "--replicates", "2"]):
        assert run([*command[:1], "made/scenario.yaml", *command[1:]]) == 0
    table.write_text(
        table.read_text() + f"{WORD}1;{WORD}none;Bereich 1;x;{WORD};;;;;DE\n{WORD};{WORD};a\n;{WORD};b;;;;;;;\n"
    )
    assert run(["import", "m.yaml", "--out", "made"]) == 1
    assert run(["import", "m.yaml", "--json"]) == 1
    said = capfd.readouterr()
    assert WORD not in (said.out + said.err).lower()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != table]
    assert len(written) > 10
    assert [path for path in written if WORD.encode() in path.read_bytes().lower()] == []
    assert json.loads((tmp_path / "made" / "report.json").read_text())["people"] == 80, "what was there stays"

"""Names and paths mean the same on every operating system, whatever a user writes."""

from __future__ import annotations

import inspect
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from simulation.cli.main import build
from simulation.cli.main import run as main
from simulation.cli.paths import path
from simulation.system.names import file_name, given_path, printable, same_name

TINY = """\
schema_version: 1
name: NAME
organisation: {people: 60}
run: {start: 2024-01-01, weeks: 4, replicates: 1, seed: 1}
"""


def path_parameters() -> Iterator[tuple[str, Any]]:
    """Every option and argument of every command whose type is a path, with its declaration."""
    for command in build().registered_commands:
        assert command.callback is not None
        hints = get_type_hints(command.callback, include_extras=True)
        for name in inspect.signature(command.callback).parameters:
            kind, *declared = get_args(hints[name]) or (hints[name],)
            if kind is Path or Path in get_args(kind) or any(Path in get_args(each) for each in get_args(kind)):
                yield f"{command.name} {name}", declared[0]


def test_every_path_of_every_command_knows_the_home() -> None:
    found = dict(path_parameters())
    assert len(found) > 12
    assert [name for name, declared in found.items() if declared.parser is not path] == []


@pytest.mark.parametrize("command", ["run", "validate", "organisation", "new", "schema"])
def test_tilde_is_the_home(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell leaves ``--out=~/x`` alone; a folder called ~ is no place for results."""
    home, here = tmp_path / "home", tmp_path / "here"
    for folder in (home, here):
        folder.mkdir()
    (home / "case.yaml").write_text(TINY.replace("NAME", "case"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(here)
    words = {
        "run": ["~/case.yaml", "--out=~/x", "--no-page", "--workers", "1"],
        "validate": ["~/case.yaml"],
        "organisation": ["~/case.yaml", "--out=~/o"],
        "new": ["~/new.yaml"],
        "schema": ["--out=~/schema.json"],
    }
    assert main([command, *words[command]]) == 0
    assert os.listdir(here) == []
    made = {"run": "x/case", "organisation": "o", "new": "new.yaml", "schema": "schema.json"}
    assert command == "validate" or (home / made[command]).exists()


def test_tilde_without_a_home_is_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_path: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", nowhere)
    assert given_path("~/x") == Path("~/x")


def test_both_forms_of_accents_find_a_file(tmp_path: Path) -> None:
    """Some systems store ü as one letter, some as u with a mark; people type one and copy the other."""
    composed, decomposed = (unicodedata.normalize(form, "Überblick.yaml") for form in ("NFC", "NFD"))
    assert composed != decomposed
    for stored, typed in ((composed, decomposed), (decomposed, composed)):
        folder = tmp_path / str(len(stored))
        folder.mkdir()
        (folder / stored).write_text("")
        assert given_path(folder / typed).exists()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("plan", "plan"),
        ("CON", "CON_"),
        ("nul", "nul_"),
        ("Aux.yaml", "Aux_.yaml"),
        ("com1", "com1_"),
        ("com10", "com10"),
        ("lpt³", "lpt³_"),
        ("conduct", "conduct"),
        ("plan.", "plan"),
        ("plan ", "plan"),
        ("a/b:c*d", "a_b_c_d"),
        ("a\0b", "a_b"),
        ("..", "_"),
        ("", "_"),
        ("u\u0308ber", "über"),
        ("\udcff", "_"),
    ],
)
def test_file_names_that_every_system_can_keep(text: str, name: str) -> None:
    assert file_name(text) == name
    assert file_name(name) == name


def test_long_names_are_cut_to_whole_letters() -> None:
    assert file_name("ü" * 300) == "ü" * 100
    assert len(file_name("x" * 300)) == 200


def test_names_that_some_system_takes_for_one() -> None:
    assert same_name("Plan", "PLAN")
    assert same_name("über", "U\u0308BER")
    assert not same_name("plan", "plan2")


@pytest.mark.parametrize("name", ["con", "NUL", "aux", "Com1"])
def test_results_of_a_scenario_named_like_a_device(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a folder could not be copied to Windows, let alone be made there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text(TINY.replace("NAME", name))
    assert main(["run", "case.yaml", "--no-page", "--workers", "1"]) == 0
    assert os.listdir(tmp_path / "results") == [f"{name}_"]
    assert main(["value", name]) == 0


def test_results_of_another_letter_case_are_not_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where case makes no difference to the disk, Plan and plan lie in one folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text(TINY.replace("NAME", "Plan"))
    assert main(["run", "case.yaml", "--no-page", "--workers", "1"]) == 0
    os.rename(tmp_path / "results" / "Plan", tmp_path / "results" / "plan")
    assert main(["value", "plan"]) == 2


def test_names_that_are_no_text_are_shown_as_escapes() -> None:
    assert printable(os.fsdecode(b"r\xff/x")) == "r\\udcff/x"


@pytest.mark.skipif(os.name == "nt", reason="names are always text there")
def test_folders_whose_names_are_no_text_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Folders from old disks have such names, and some libraries cannot open what is in them."""
    (tmp_path / "case.yaml").write_text(TINY.replace("NAME", "case"))
    out = os.fsdecode(os.fsencode(tmp_path) + b"/r\xff")
    assert main(["run", str(tmp_path / "case.yaml"), "--out", out, "--workers", "1"]) == 2
    said = capsys.readouterr().err
    assert "no text" in said
    assert "\udcff" not in said
    assert os.listdir(tmp_path) == ["case.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="names are always text there")
def test_results_in_a_folder_whose_name_is_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text(TINY.replace("NAME", "case"))
    assert main(["run", "case.yaml", "--workers", "1", "--no-page"]) == 0
    moved = os.fsdecode(b"r\xff")
    os.rename("results", moved)
    run = next(Path(moved).glob("case/*/manifest.json")).parent
    capsys.readouterr()
    code = main(["value", str(run)])
    assert code in {0, 2}
    assert code == 0 or "no text" in capsys.readouterr().err

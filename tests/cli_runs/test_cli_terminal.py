"""What is printed: every text as it is, whoever wrote it, and no name or column cut off in a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.table import Table

from simulation.cli.console import say_json, table
from simulation.cli.output import clean
from simulation.cli.terminal import console, needed_width, print_table
from simulation.results.files import sealed, unsealed
from simulation.results.reader import latest
from tests.results.standin import Standin

Wandel = Callable[..., tuple[int, str, str]]
TEXTS = some.text(some.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)
MARKUP = ["[bold]x[/bold]", "R&D [/x]", "Campaign [draft]", ":rocket: team", "[link=http://a]b[/link]", "\\[x]"]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_text(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    grid = Table("name", title=text)
    grid.add_row(text)
    print_table(grid)
    table(text, (text, " "), [(text, "1")])
    out = capsys.readouterr().out
    assert out.count(text) == 5


@given(TEXTS)
def test_no_control_code_is_printed(text: str) -> None:
    grid = Table("name", title=text)
    grid.add_row(text)
    to = console()
    with to.capture() as captured:
        to.print(grid)
        to.print(text)
    assert set(captured.get()) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160))} <= {"\t"}
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("code", ["\x1b]0;x\x07", "\x9b31m", "\u202e", "\x00"])
def test_json_with_control_codes_stays_json(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"title": f"a{code}b"})
    out = capsys.readouterr().out
    assert code not in out
    assert json.loads(out) == {"title": f"a{code}b"}


def test_a_pipe_loses_no_name_and_no_column(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    names = [
        f"{'Zentrale und Nebenstellen einschließlich der Auslandsvertretungen ' * 2}{end}" for end in ("Nord", "Süd")
    ]
    table("People by silo", ("silo", "people", "share"), [(name, "45", "50.0%") for name in names])
    out = capsys.readouterr().out
    assert all(name in out for name in names)
    assert "share" in out
    grid = Table("silo", *(f"column{i}" for i in range(40)))
    grid.add_row("x", *("1,234,567" for _ in range(40)))
    print_table(grid)
    out = capsys.readouterr().out
    assert out.count("1,234,567") == 40
    assert needed_width(grid) > 120


def test_titles_of_strangers_are_printed_as_text(wandel: Wandel, standin: Standin, tmp_path: Path) -> None:
    for name in ("base", "plan"):
        wandel("run", f"{name}.yaml", "--no-page")
    path = latest("plan").folder / "manifest.json"
    manifest = unsealed(path.read_bytes())
    manifest["title"] = "\x1b]0;PWNED\x07\x1b[31mred [/x]"
    path.write_bytes(sealed(json.dumps(manifest)))
    code, out, err = wandel("compare", str(latest("base").folder), str(path.parent), "--all")
    assert code == 0
    assert "\x1b" not in out + err
    assert "red [/x]: effects at week 5" in out

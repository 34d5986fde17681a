"""The tutorial does what it says: its files are written, its commands and its Python are run, in order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from docs.made.odd import ROOT
from simulation.cli.main import run
from simulation.scenario.loading import load

TUTORIAL = ROOT / "docs" / "tutorial.md"
HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
NOT_RUN = ("python3 -m venv", ".venv/bin/pip install", ". .venv/bin/activate")
"""Commands of the installation, in blocks marked ``bash``."""


def blocks(path: Path) -> list[tuple[str, str]]:
    """Language and text of every fenced block."""
    return [
        (token.info.strip(), token.content)
        for token in MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8"))
        if token.type == "fence"
    ]


def wandel(line: str) -> int:
    """Run one command of the page."""
    name, *arguments = shlex.split(line)
    assert name == "wandel"
    return run(arguments)


def followed(page: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Write a page's files into the folder that one is in, run its commands and its Python; return the commands."""
    names: dict[str, object] = {}
    ran = []
    for language, text in blocks(page):
        if language == "bash":
            assert all(line.startswith(NOT_RUN) for line in text.splitlines())
        elif language == "yaml":
            named = re.match(r"# file: ([\w/-]+\.yaml)\n", text)
            assert named, "a file begins with its name"
            (folder / named[1]).write_text(text, encoding="utf-8")
        elif language == "sh":
            for line in text.splitlines():
                assert wandel(line) == 0, f"{line}\n{capsys.readouterr().err}"
                ran.append(line.split()[1])
        else:
            assert language == "python"
            exec(compile(text, str(page), "exec"), names)
    return ran


def test_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    ran = followed(TUTORIAL, tmp_path, capsys)
    printed = capsys.readouterr().out
    assert {"run", "explain", "validate", "compare", "explain-run", "tornado"} <= set(ran)
    assert "more people registered, by replicate:" in printed
    assert "Bands over so few replicates" in printed
    assert list((tmp_path / "results").rglob("report.html"))


def test_plans_of_the_tutorial_keep_their_budget_and_a_smaller_one_would_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, text in blocks(TUTORIAL):
        if language == "yaml":
            (tmp_path / text.split()[2]).write_text(text, encoding="utf-8")
    for plan in ("managers", "talks"):
        assert load(tmp_path / f"{plan}.yaml").economics.budget_hours == 800
        tight = ["run", str(tmp_path / f"{plan}.yaml"), "--set", "economics.budget_hours=50", "--replicates", "1"]
        assert run([*tight, "--out", str(tmp_path / "out")]) == 2
        assert "50" in capsys.readouterr().err


@pytest.mark.parametrize("path", [*HOW_TO, TUTORIAL, ROOT / "docs" / "limits.md"], ids=lambda path: path.name)
def test_commands_and_names_in_the_text_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    commands = set(re.findall(r"`wandel ([a-z-]+)", text))
    for command in commands:
        assert run([command, "--help"]) == 0, command
    for key in re.findall(r"`((?:economics|organisation|platform|run|value|survey)\.(?!parquet`)[a-z_.]+)`", text):
        assert run(["explain", key]) == 0, key


@pytest.mark.parametrize("path", HOW_TO, ids=lambda path: path.name)
def test_settings_in_the_text_are_valid(path: Path, tmp_path: Path) -> None:
    """Snippets such as ``parameters: {...}`` and ``--set key=value`` are accepted."""
    text = path.read_text(encoding="utf-8")
    base = "schema_version: 1\nname: a\norganisation: {people: 400}\ninterventions: [{kind: kick_off, start: 1}]\n"
    snippets = re.findall(r"`((?:parameters|answer_hours|sample): \{.*?\}+)`", text)
    for number, snippet in enumerate(snippets):
        inside = {"answer_hours": "value: {factors: {%s}}", "sample": "survey: {%s}"}.get(snippet.split(":")[0], "%s")
        file = tmp_path / f"{number}.yaml"
        file.write_text(base + inside % snippet + "\n", encoding="utf-8")
        load(file)
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    for change in re.findall(r"--set ([\w.\[\]]+=[\w.]+)`", text):
        assert run(["validate", str(tmp_path / "base.yaml"), "--set", change]) == 0

"""What docs/plugins.md shows works as it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.cli.main import run
from simulation.plugin.contract import RULES
from simulation.results.reader import latest

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "plugins.md"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)


def blocks(language):
    return [text for name, text in BLOCKS if name == language]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the files that the document shows."""
    (tmp_path / "thank_you.py").write_text(blocks("python")[0], encoding="utf-8")
    (tmp_path / "thanks.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_commands_do_what_the_document_says(folder, capsys):
    commands = [line for text in blocks("sh") for line in text.splitlines()]
    assert len(commands) == 5
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "wandel"
        assert run(arguments) == 0, command
    out = capsys.readouterr().out
    assert f"thank_you: keeps all {len(RULES) + 1} rules" in out
    assert "the same digests" in out
    (plugin,) = latest("thanks").manifest.plugins
    assert plugin.name == "thank_you.py"


def test_python_does_what_the_document_says(folder):
    code = blocks("python")[1] + "\nassert trajectory.booked[4:, -1, 0].tolist() == [1.0] * 8\n"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=folder)


COMMANDS = (
    "run", "compare", "verify", "value", "survey", "explain-run", "split", "tornado", "validate", "explain", "list",
    "schema", "new", "organisation", "glossary", "report", "slides", "figure",
)  # fmt: skip


def test_every_command_that_takes_plugins_is_listed(capsys):
    takes = set()
    for command in COMMANDS:
        assert run([command, "--help"]) == 0
        if "--plugin" in capsys.readouterr().out:
            takes.add(command)
    sentence = re.search(r"((?:`[\w-]+`(?:, | and ))+`[\w-]+`) take `--plugin`", DOCUMENT.read_text(encoding="utf-8"))
    assert set(re.findall(r"`([\w-]+)`", sentence[1])) == takes


def test_light_commands_stay_light_with_a_plugin(folder):
    code = (
        "import sys\nfrom simulation.cli.main import run\n"
        "assert run(['validate', 'thanks.yaml', '--plugin', 'thank_you.py']) == 0\n"
        "assert not {'numba', 'pandas', 'plotly', 'mesa', 'pyarrow'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=folder, capture_output=True)

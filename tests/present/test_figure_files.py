"""Pictures as files: complete, in both themes and languages, drawn by one browser where one is needed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from simulation.present.alone import files
from simulation.present.alone.drawing import Drawing, drawing
from simulation.present.alone.files import FINE, write
from simulation.present.language import LANGUAGES
from simulation.present.picture.style import COLOURS
from simulation.present.report.page import pictures
from simulation.results.board import board
from simulation.results.errors import InputError, ResultsError
from simulation.results.execute import execute
from tests.browser import needs_browser
from tests.results.standin import Standin, scenario

COMMAND = "wandel figure all base plan"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Drawing]]:
    """Every picture of a small comparison, by language and theme."""
    options = Standin().options(tmp_path_factory.mktemp("figures"))
    base, plan = (execute(each, options).run for each in (scenario(), scenario("plan")))
    shown = board(base, [plan])
    return {
        f"{code} {theme}": {
            each.name: drawing(each, LANGUAGES[code], theme, COMMAND)
            for those in pictures(shown, LANGUAGES[code]).values()
            for each in those
        }
        for code in LANGUAGES
        for theme in COLOURS
    }


def test_a_drawing_needs_nothing_beside_it(drawn: dict[str, dict[str, Drawing]]) -> None:
    """It is XML with its own colours, for not every program knows variables."""
    for name, group in drawn.items():
        assert len(group) > 3
        for each in group.values():
            root = ET.fromstring(each.svg)
            text = "".join(root.itertext())
            assert each.title.split()[0] in text
            assert COMMAND in text
            assert "var(" not in each.svg
            assert COLOURS[name.split()[1]]["paper"] in each.svg
            assert not re.search(r"(href|src)=", each.svg)


def test_what_is_written_lies_inside(drawn: dict[str, dict[str, Drawing]]) -> None:
    for each in (each for group in drawn.values() for each in group.values()):
        root = ET.fromstring(each.svg)
        for element in root.findall("{*}g/{*}text"):
            assert 0 < float(element.get("y", "-1")) < each.height


@pytest.mark.parametrize("form", ["svg", "html"])
def test_files_are_written_under_their_names(drawn: dict[str, dict[str, Drawing]], tmp_path: Path, form: str) -> None:
    paths = write(drawn["en light"], tmp_path, form)
    assert [path.name for path in paths] == [f"{name}.{form}" for name in drawn["en light"]]
    assert all("</svg>" in path.read_text(encoding="utf-8") for path in paths)


@needs_browser
def test_one_browser_makes_images(drawn: dict[str, dict[str, Drawing]], tmp_path: Path) -> None:
    some = dict(list(drawn["de dark"].items())[:2])
    for path, each in zip(write(some, tmp_path, "png"), some.values(), strict=True):
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG")
        assert int.from_bytes(content[16:20], "big") == FINE * each.width
        assert int.from_bytes(content[20:24], "big") == FINE * each.height
    assert all(path.read_bytes().startswith(b"%PDF") for path in write(some, tmp_path, "pdf"))


def test_without_a_browser_that_is_said(
    drawn: dict[str, dict[str, Drawing]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="Chromium"):
        write(drawn["en light"], tmp_path / "out", "png")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("#!/bin/sh\nexit 1\n", "Error"),
        ("no program", "Error"),
        ("#!/bin/sh\nexec sleep 60\n", "does not answer within 2 seconds"),
    ],
)
def test_a_browser_that_fails_is_said(
    drawn: dict[str, dict[str, Drawing]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, why: str,
) -> None:  # fmt: skip
    """In a sentence and within a time, whether it ends, cannot start or says nothing; nothing is left running."""
    (tmp_path / "chromium").write_text(program)
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(files, "SECONDS", 1 if "sleep" in program else 60)
    with pytest.raises(ResultsError, match=f"chromium fails .*{why}"):
        write(dict(list(drawn["en light"].items())[:1]), tmp_path / "out", "png")
    assert not (tmp_path / "out").exists()

"""Slides, read back: titles that say the finding, charts with the numbers of the report, notes, texts for the blind."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.present.language import LANGUAGES
from simulation.present.report.page import pictures
from simulation.present.slides import deck as decks
from simulation.present.slides.deck import LONGEST_TITLE, write_slides
from simulation.results.board import Board, board, fan
from simulation.results.errors import InputError
from simulation.results.execute import execute
from tests.results.standin import Standin, scenario

REPLICATES = 24


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """A base and a plan."""
    options = Standin().options(tmp_path_factory.mktemp("slides"))
    both = [
        each.model_copy(update={"run": each.run.model_copy(update={"replicates": REPLICATES})})
        for each in (scenario(), scenario("plan"))
    ]
    base, plan = (execute(each, options).run for each in both)
    return board(base, [plan])


@pytest.fixture(scope="module", params=["en", "de"])
def deck(request: pytest.FixtureRequest, shown: Board, tmp_path_factory: pytest.TempPathFactory) -> Any:
    from pptx import Presentation

    path = tmp_path_factory.mktemp("deck") / "slides.pptx"
    n = write_slides(shown, LANGUAGES[request.param], "wandel slides base plan", path)
    found = Presentation(str(path))
    assert len(found.slides) == n
    return found


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_every_slide_has_a_title_that_fits_and_notes(deck: Any) -> None:
    for slide in deck.slides:
        assert 0 < len(slide.shapes.title.text_frame.text) <= LONGEST_TITLE
        assert slide.notes_slide.notes_text_frame.text.strip()


def test_every_picture_of_the_report_has_its_slide(deck: Any, shown: Board) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    said = {
        code: [each.title for those in pictures(shown, LANGUAGES[code]).values() for each in those]
        for code in ("en", "de")
    }
    assert any(set(each) <= set(titles) for each in said.values())


def test_what_is_drawn_says_the_same_to_the_blind(deck: Any) -> None:
    drawn = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    assert len(drawn) > 3
    for shape in drawn:
        assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr", "")) > 20


def test_nothing_lies_outside_of_its_slide(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_the_fan_has_the_numbers_of_the_run(deck: Any, shown: Board) -> None:
    first = charts(deck)[0]
    bands = [np.array(series.values) for series in first.plots[0].series]
    lines = [np.array(series.values) for series in first.plots[1].series]
    found = fan(shown.plans[0].totals[shown.active])
    assert np.allclose(bands[0], found.low)
    assert np.allclose(sum(bands[:2]), found.lower)
    assert np.allclose(sum(bands), found.high)
    assert any(np.allclose(line, found.median) for line in lines)
    assert any(np.allclose(line, fan(shown.base.totals[shown.active]).median) for line in lines)


def test_where_it_is_from_stands_in_its_properties(deck: Any, shown: Board) -> None:
    assert deck.core_properties.comments == "wandel slides base plan"
    for side in shown.sides:
        assert str(side.run.manifest.digest) in deck.core_properties.keywords


def test_a_master_gives_the_design(shown: Board, tmp_path: Path) -> None:
    from pptx import Presentation

    master = Presentation()
    master.slide_width, master.slide_height = 10_000_000, 5_000_000
    master.slides.add_slide(master.slide_layouts[0]).shapes.title.text = "of the master"
    master.save(str(tmp_path / "master.pptx"))
    write_slides(shown, LANGUAGES["en"], "wandel slides", tmp_path / "made.pptx", tmp_path / "master.pptx")
    found = Presentation(str(tmp_path / "made.pptx"))
    assert (found.slide_width, found.slide_height) == (10_000_000, 5_000_000)
    assert "of the master" not in [slide.shapes.title.text_frame.text for slide in found.slides]


@pytest.mark.parametrize("what", ["junk", "nothing", "pipe", "device", "folder", "empty", "zip", "bomb"])
def test_what_is_no_master_is_refused(shown: Board, tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once: whoever opens a pipe waits for ever, and a bomb unpacks to more than memory holds."""
    master = tmp_path / "master.pptx"
    monkeypatch.setattr(decks, "MOST_UNPACKED_BYTES", 1000)

    def packed(letters: int) -> None:
        with zipfile.ZipFile(master, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("ppt/presentation.xml", "x" * letters)

    {
        "junk": lambda: master.write_bytes(b"no deck"), "nothing": lambda: None, "pipe": lambda: os.mkfifo(master),
        "device": lambda: master.symlink_to("/dev/zero"), "folder": master.mkdir, "empty": master.touch,
        "zip": lambda: packed(10), "bomb": lambda: packed(1001),
    }[what]()  # fmt: skip
    with pytest.raises(InputError, match="cannot be read" if what != "bomb" else "holds more than 1,000 bytes"):
        write_slides(shown, LANGUAGES["en"], "wandel slides", tmp_path / "made.pptx", master)
    assert not (tmp_path / "made.pptx").exists()


def test_a_master_that_lacks_something_is_refused(shown: Board, tmp_path: Path) -> None:
    """Its size, say, which the library gives as nothing."""
    from pptx import Presentation

    master = Presentation()
    master.element.remove(master.element.sldSz)
    master.save(str(tmp_path / "master.pptx"))
    with pytest.raises(InputError, match=r"master\.pptx: its design cannot be used"):
        write_slides(shown, LANGUAGES["en"], "wandel slides", tmp_path / "made.pptx", tmp_path / "master.pptx")
    assert not (tmp_path / "made.pptx").exists()

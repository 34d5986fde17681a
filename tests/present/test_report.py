"""The report: complete, self-contained, small, the same at every making, and every text of a user escaped."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from simulation.present.language import LANGUAGES
from simulation.present.picture.style import COLOURS, TONES, Theme
from simulation.present.report.check import check_report
from simulation.present.report.left_out import left_out
from simulation.present.report.page import MOST_BYTES, TITLES, pictures, report
from simulation.present.report.tables import as_csv, tables, write_tables
from simulation.results.board import Board, board
from simulation.results.chosen import chosen
from simulation.results.errors import InputError
from simulation.results.execute import EXPLANATIONS, execute
from simulation.results.reader import StoredRun
from tests.results.standin import Standin, scenario

REPLICATES = 24


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[StoredRun]:
    """A base and two plans."""
    options = Standin().options(tmp_path_factory.mktemp("report"))
    found = [scenario(), scenario("plan"), scenario("plan")]
    changed = [
        each.model_copy(update={"run": each.run.model_copy(update={"replicates": REPLICATES})}) for each in found
    ]
    changed[2] = changed[2].model_copy(update={"name": "other", "title": "Another plan <b>bold</b>"})
    return [execute(each, options).run for each in changed]


@pytest.fixture(scope="module")
def two(runs: list[StoredRun]) -> Board:
    return board(runs[0], runs[1:])


@pytest.fixture(scope="module")
def alone(runs: list[StoredRun]) -> Board:
    return board(runs[0], [])


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_report_asks_nothing_of_the_network_and_is_small(two: Board, code: str) -> None:
    page = report(two, LANGUAGES[code], "wandel report x").decode()
    assert len(page.encode()) < MOST_BYTES
    assert "default-src 'none'" in page
    assert "unsafe" not in page
    assert not re.search(r"<(link|img|iframe|script[^>]+src)", page)
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert not re.search(r" style=", page), "the policy allows no style beside the sheet"
    assert page == report(two, LANGUAGES[code], "wandel report x").decode()


ENGLISH = frozenset(Path(__file__).with_name("english_words.txt").read_text(encoding="utf-8").split())
"""Words that no German text has; those that are German too are left out."""


def words_of(page: str) -> set[str]:
    """The words of a page, without code, names of parameters, keys of sources, and what users call things."""
    text = re.sub(r"<(style|script|code|title)\b.*?</\1>", " ", page, flags=re.S)
    text = re.sub(r"<[^>]+>", " ", text)
    for name in ("A small company", "Another plan", "bold", "Wiki platform", "Blog platform"):
        text = text.replace(name, " ")
    return set(re.findall(r"(?<![\w.])[a-z-]{2,}(?![\w.])", html.unescape(text)))


def test_no_english_word_stands_in_a_german_page(two: Board, alone: Board) -> None:
    for shown in (two, alone):
        page = report(shown, LANGUAGES["de"], "wandel report x").decode()
        assert sorted(words_of(page) & ENGLISH) == []
        assert words_of(report(shown, LANGUAGES["en"], "x").decode()) & ENGLISH, "the list finds English"


class Read(HTMLParser):
    """Counts elements and ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])[1:]] if "href" in given else []
        self.links += str(given.get("aria-labelledby") or "").split()


@pytest.mark.parametrize("code", LANGUAGES)
def test_parts_are_named_once_and_linked(two: Board, alone: Board, code: str) -> None:
    for shown in (two, alone):
        found = Read(report(shown, LANGUAGES[code], "x").decode())
        assert len(found.ids) == len(set(found.ids))
        assert set(found.links) <= set(found.ids)
        assert found.tags.count("h1") == 1
        assert "b" not in found.tags, "a title is text"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_picture_has_its_words_and_its_table(two: Board, alone: Board, code: str) -> None:
    for shown in (two, alone):
        for each in [each for those in pictures(shown, LANGUAGES[code]).values() for each in those]:
            assert each.title[0] == each.title[0].upper() or each.title.startswith(("„", "“"))
            assert each.subtitle.endswith(".")
            assert each.source.endswith(".")
            assert each.alt.startswith(each.title.rstrip(".")[:20]) or re.search(r"\d", each.alt)
            assert each.table.rows
            assert all(len(row) == len(each.table.columns) for row in each.table.rows)


def test_sections_stand_in_their_order(two: Board) -> None:
    page = report(two, LANGUAGES["en"], "x").decode()
    places = [page.find(f'<section id="{name}"') for name in TITLES]
    there = [place for place in places if place >= 0]
    assert there == sorted(there)
    assert len(there) >= 6


def test_a_report_says_which_answers_it_lacks_and_how_to_get_them(two: Board) -> None:
    """Nothing was asked; then a split of another week lies there, which the report does not show."""
    said = left_out(two, LANGUAGES["en"])
    assert [each.partition(": ")[2].partition(".")[0] for each in said] == ["not asked yet"] * 3
    assert all("wandel split" in each for each in said[:2])
    assert "wandel tornado" in said[2]
    assert all(f"--week {two.week}" in each for each in said)
    other = two.plans[0].run.folder / EXPLANATIONS / "0123456789ab" / "week-0001"
    other.mkdir(parents=True)
    try:
        assert "another week" in left_out(two, LANGUAGES["en"])[0]
        assert "What is not shown here" in report(two, LANGUAGES["en"], "x").decode()
    finally:
        other.rmdir()


def test_the_record_says_what_the_report_is_of(two: Board) -> None:
    page = report(two, LANGUAGES["de"], "wandel report a b").decode()
    record = json.loads(re.search(r'id="record">(.*?)</script>', page)[1])
    assert [each["digest"] for each in record["runs"]] == [side.run.manifest.digest for side in two.sides]
    assert record["command"] == "wandel report a b"
    assert record["language"] == "de"


def test_tables_are_written_as_csv_and_as_one_book(two: Board, tmp_path: Path) -> None:
    written = write_tables(two, LANGUAGES["en"], tmp_path / "report.html")
    found = tables(two, LANGUAGES["en"])
    assert {path.suffix for path in written} == {".csv", ".xlsx"}
    assert len(written) == len(found) + 1
    for name, table in found.items():
        assert (tmp_path / "report" / f"{name}.csv").read_text(encoding="utf-8") == as_csv(table)
        assert len(as_csv(table).splitlines()) >= len(table.rows) + 1


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", COLOURS)
def test_text_and_lines_can_be_seen(theme: Theme) -> None:
    """WCAG 2.1: 4.5 to 1 for text, which tones label too; 3 to 1 for lines."""
    colours = COLOURS[theme]
    for ground in ("paper", "page", "ground"):
        for tone in ("ink", "quiet", *TONES):
            least = 4.5 if ground != "ground" else 3.0
            assert contrast(colours[tone], colours[ground]) >= least, (tone, ground)


def test_runs_are_chosen_from_folders_and_comparisons(runs: list[StoredRun], tmp_path: Path) -> None:
    base, *plans = runs
    document = {"base": said(base), "plans": [said(plan) for plan in plans], "week": 3}
    file = tmp_path / "compare.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    found = chosen([str(file)], StoredRun.open)
    assert (found.base.folder, [run.folder for run in found.plans], found.week) == (
        base.folder,
        [run.folder for run in plans],
        3,
    )
    by_folder = chosen([str(run.folder) for run in runs], StoredRun.open)
    assert [run.folder for run in by_folder.plans] == [run.folder for run in plans]
    other = tmp_path / "other.json"
    other.write_text(json.dumps(document | {"base": said(plans[0])}), encoding="utf-8")
    with pytest.raises(InputError, match="another base"):
        chosen([str(file), str(other)], StoredRun.open)
    (tmp_path / "no.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(InputError, match="not a comparison"):
        chosen([str(tmp_path / "no.json")], StoredRun.open)


def said(run: StoredRun) -> dict[str, object]:
    return {"folder": str(run.folder), "digest": run.manifest.digest}


def test_a_report_that_was_altered_is_found_out(runs: list[StoredRun], tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    content = report(board(runs[0], runs[1:]), LANGUAGES["de"], "wandel report x")
    page.write_bytes(content)
    assert check_report(page).holds
    page.write_bytes(content.replace(b"1</", b"2</", 1))
    (finding,) = check_report(page).findings
    assert "altered" in finding
    page.write_bytes(content.replace(str(runs[1].manifest.digest).encode(), b"0" * 64))
    findings = check_report(page).findings
    assert findings
    assert all("another digest" in finding for finding in findings)
    for wrong in (b"", b"<p>no report</p>", content.replace(b"wandel-report", b"other")):
        page.write_bytes(wrong)
        with pytest.raises(InputError, match="not a report"):
            check_report(page)

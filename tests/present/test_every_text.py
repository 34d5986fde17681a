"""No text of a user becomes markup, in any kind of page: names, titles, labels, sources, wherever they are shown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import simulation.present
from simulation.attribution.account import account
from simulation.attribution.cases import Setting
from simulation.attribution.rerun import How, Laboratory
from simulation.attribution.split import SplitRequest, split
from simulation.present.calibration import calibration_page
from simulation.present.explanation_page import explanation_page
from simulation.present.html import HtmlTable, Section, page, paragraph
from simulation.present.language import LANGUAGES
from simulation.present.picture.scene import Axis, Column, DrawnTable, Picture, Plot
from simulation.present.report.page import report
from simulation.present.study import study_page
from simulation.present.tornado import tornado_page
from simulation.results.board import board
from simulation.results.execute import execute
from simulation.results.options import Options
from simulation.scenario.schema import Scenario
from simulation.studies.design.changing import presence_key
from simulation.studies.design.designs import grid
from simulation.studies.design.space import Space
from simulation.studies.file.settings import StudySettings
from simulation.studies.file.study import Study
from simulation.studies.running.pools import Here
from simulation.studies.store.keep import Keep
from simulation.studies.tornado import question, tornado

OURS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "main", "section", "div",
    "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td", "footer", "script", "a", "button", "nav", "ul",
    "li", "details", "summary", "code", "svg", "g", "path", "line", "rect", "circle", "text", "desc", "defs", "pattern",
}  # fmt: skip


def nasty(where: str) -> str:
    """A text that says where it is from, and would be an element, an entity and the end of an attribute or script."""
    return f"{where}<img src=x onerror=alert(1)>\"'&lt;</script><script>"


class Read(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.words = ""
        self._script = False
        self.scripts: list[str] = []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self._script = tag in ("script", "style")
        if self._script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag not in ("script", "style")

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts[-1] += data
        else:
            self.words += data + "\n"


def check(content: bytes) -> Read:
    """Assert that a page holds no element but its own, and that its data are JSON; return what it says."""
    found = Read(content)
    assert set(found.tags) <= OURS, set(found.tags) - OURS
    assert "onerror" not in found.attributes
    data = [script for script in found.scripts if script.startswith("{")]
    assert found.tags["script"] == len(data) + 1, "one script, and what it reads"
    for each in data:
        assert "<" not in each, "a text cannot end the script"
        assert isinstance(json.loads(each), dict)
    return found


def drawn(**words: str) -> Picture:
    """A picture without marks, with these words."""
    given = {"title": "", "subtitle": "", "source": "", "alt": ""} | words
    return Picture("a", **given, plots=(Plot(Axis(0, 1), Axis(0, 1), ()),), table=DrawnTable((Column("a"),), ()))


PARTS: dict[str, Callable[[str], bytes]] = {
    "title": lambda text: page(text, "", [], ""),
    "foot": lambda text: page("", "", [], text),
    "head": lambda text: page("", paragraph(text), [], ""),
    "notice": lambda text: page("", paragraph(text, "notice"), [], ""),
    "heading": lambda text: page("", "", [Section(text, html=paragraph("x"))], ""),
    "head of a table": lambda text: page("", "", [Section("", html=HtmlTable(("a", text), [("1", "2")]).html())], ""),
    "cell of a table": lambda text: page("", "", [Section("", html=HtmlTable(("a", "b"), [("1", text)]).html())], ""),
    "first cell": lambda text: page("", "", [Section("", html=HtmlTable(("a", "b"), [(text, "2")]).html())], ""),
    "title of a picture": lambda text: page("", "", [Section("", [drawn(title=text)])], ""),
    "words of a picture": lambda text: page("", "", [Section("", [drawn(subtitle=text)])], ""),
    "alt of a picture": lambda text: page("", "", [Section("", [drawn(alt=text)])], ""),
}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_page_shows_the_text_itself(part: str) -> None:
    assert nasty(part) in check(PARTS[part](nasty(part))).words


# --- whole pages -------------------------------------------------------------------------------

SILOS = {"countries": {"A": 1}, "divisions": {nasty("one"): 0.5, nasty("two"): 0.5}}
PLAN = {"kind": "kick_off", "start": 1, "name": nasty("plan"), "target": {"count": 40}}


def scenario(name: str, *plans: dict[str, Any], **sections: Any) -> Scenario:
    """A small company in which every text that a user can choose is nasty."""
    data = {
        "name": name,
        "title": nasty(f"title of {name}"),
        "description": nasty("description"),
        "organisation": {"people": 120} | SILOS,
        "platform": {"legacy": [{"name": nasty("island"), "users_share": 0.2}]},
        "parameters": {"innovation_rate": {"prior": {"kind": "lognormal", "a": 0.03, "b": 0.5}}},
        "observations": [
            {"measure": "registered", "week": 2, "value": 5, "label": nasty("label"), "source": nasty("s")}
        ],
        "interventions": plans,
        "run": {"weeks": 4, "replicates": 3, "seed": 3},
        "survey": {"start": 1, "every_weeks": 2},
    }
    return Scenario.model_validate(data | sections)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nasty")


def of_run(folder: Path) -> tuple[bytes, set[str]]:
    run = execute(scenario("base"), Options(root=folder)).run
    content = report(board(run, []), LANGUAGES["en"], nasty("command"))
    return content, {nasty("title of base"), nasty("command"), nasty("one")}


def of_comparison(folder: Path) -> tuple[bytes, set[str]]:
    base, plan = (execute(each, Options(root=folder)).run for each in (scenario("base"), scenario("plan", PLAN)))
    silos = {nasty("one"), nasty("two")}
    content = report(board(base, [plan]), LANGUAGES["de"], nasty("command"))
    return content, {nasty("title of base"), nasty("plan"), *silos}


def of_explanation(folder: Path) -> tuple[bytes, set[str]]:
    lab = Laboratory(Setting(scenario("plan", PLAN), 3), folder / "explain", How(workers=1))
    content = explanation_page(account(lab, 3), split(lab, SplitRequest("registered"), 3))
    return content, {nasty("title of plan"), nasty("plan")}


def of_tornado(folder: Path) -> tuple[bytes, set[str]]:
    chosen = scenario("base")
    asked = question(chosen, measure="registered", replicates=2, groups=("registration",))
    return tornado_page(tornado(chosen, asked, folder, Here())), {nasty("title of base")}


def of_study(folder: Path) -> tuple[bytes, set[str]]:
    plan = scenario("plan", PLAN)
    space = Space.of(plan, {presence_key(plan.interventions[0].name): "presence"})
    said = {"name": "study", "title": nasty("title"), "description": nasty("description"), "scenarios": ["plan"]}
    study = Study(
        StudySettings.model_validate(said), space, grid(space, 1), Keep(("registered",), (3,)), Path("s.yaml"), folder
    )
    study.run(Here())
    return study_page(study), {nasty("title"), nasty("description"), presence_key(nasty("plan"))}


def of_calibration(folder: Path) -> tuple[bytes, set[str]]:
    """With a stand-in for what takes hours: every text of a user that a calibration holds."""
    del folder
    chosen, label = scenario("base"), nasty("label of an observation")
    seen = SimpleNamespace(label=label, value=5.0, low=1.0, median=2.0, high=3.0, rank=0.999, is_held_out=False)
    number = SimpleNamespace(name=nasty("number"), mean=0.1, sd=0.5, shrinkage=0.75, is_informed=True)
    rival = SimpleNamespace(name=nasty("rival"), together=-1.0, share=0.5, left_out={label: -0.5})
    made = SimpleNamespace(
        scenario=chosen, effective=12.0, different=3, predicted=[seen], ranks=None, rivals=[rival],
        weighed=SimpleNamespace(runs=range(20), weights=np.full(20, 0.05)),
        reached=SimpleNamespace(runs=range(40), waves=["a wave"]), posterior=SimpleNamespace(rows=[(1.0,)] * 3),
        opinion=SimpleNamespace(effective=8.0), learned=lambda: [number], directions=lambda: [nasty("direction")],
        meanings=lambda: {label: {nasty("meaning"): 1.0}}, disagreements=lambda: [(nasty("fact"), 1.0, 0.0, 0.0)],
    )  # fmt: skip
    shown = ("number", "rival", "direction", "meaning", "fact")
    return calibration_page(made), {label, *map(nasty, shown)}


KINDS = {
    "calibration": of_calibration,
    "run": of_run,
    "comparison": of_comparison,
    "explanation": of_explanation,
    "tornado": of_tornado,
    "study": of_study,
}


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_a_user_becomes_markup(kind: str, folder: Path) -> None:
    content, shown = KINDS[kind](folder)
    found = check(content)
    for text in shown:
        assert text in found.words, "the text is shown, letter by letter"


def test_every_kind_of_page_is_tried() -> None:
    """A page is made wherever `page` is imported from `html`: each such file is one of the kinds above."""
    folder = Path(simulation.present.__file__).parent
    makers = {
        path.stem
        for path in folder.glob("*.py")
        if any(
            line.startswith("from simulation.present.html import") and " page" in line.replace(",", " ")
            for line in path.read_text(encoding="utf-8").splitlines()
        )
    }
    by_hand = {"best"}  # its words are those of tables, which are tried above
    assert makers - by_hand == {"calibration", "explanation_page", "tornado", "study"}

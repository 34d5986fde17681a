"""The page: head, figures, all plans side by side, the plan in time, costs, assumptions, evidence, provenance."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulation.present.board import costs, courses, difference, gantt, mind, money, plans, shares, silos, tornado
from simulation.present.board.common import names
from simulation.present.picture.scene import Picture
from simulation.present.picture.style import FONT, PICTURE, variables
from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.present.report.assumptions import ShownAssumption, assumptions_table, believed
from simulation.present.report.card import head
from simulation.present.report.evidence import evidence
from simulation.present.report.left_out import left_out
from simulation.present.report.provenance import provenance, record
from simulation.present.research.section import for_researchers
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.present.language import Language
    from simulation.present.live.section import LiveSection
    from simulation.results.board import Board

_HERE: Final = Path(__file__).parent
_LIVE: Final = _HERE.parent / "live"
MOST_BYTES: Final = 1_500_000


def believed_of(board: Board) -> list[ShownAssumption]:
    """Return every number behind the last plan, which has those of the base too."""
    return believed((board.plans[-1] if board.plans else board.base).run.scenario())


def pictures(board: Board, language: Language) -> dict[str, list[Picture]]:
    """Return all pictures by the section that they stand in."""
    places: list[int | None] = list(range(len(board.plans))) or [None]
    by_plan: dict[str, list[Picture | None]] = {
        "effect": [plans.plans(board, language), courses.courses(board, language)],
        "money": [],
        "shares": [],
        "reach": [],
    }
    for place in places:
        if place is not None:
            by_plan["effect"].append(difference.difference(board, place, language))
        by_plan["money"].append(money.money(board, place, language))
        if place is not None:
            by_plan["money"].append(mind.mind(board, place, language))
        by_plan["shares"].append(shares.shares(board, place, language))
        by_plan["reach"] += [silos.silos(board, place, language), silos.replies(board, place, language)]
    by_plan["hangs"] = [tornado.tornado(board, places[-1], believed_of(board), language)]
    by_plan["plan"] = [gantt.gantt(board, language)]
    by_plan["costs"] = [costs.costs(board, language)]
    return {name: [each for each in found if each is not None] for name, found in by_plan.items()}


TITLES: Final = {
    "live": "Try the plan out",
    "effect": "What the plan changes",
    "money": "What it is worth in money",
    "shares": "Which intervention brings what",
    "reach": "Who is reached",
    "hangs": "What the result depends on",
    "plan": "The plan",
    "costs": "Costs, year by year",
    "evidence": "What the data can and cannot tell",
    "assumptions": "Assumptions",
    "provenance": "Where this is from",
    "research": "For researchers",
}
"""Sections in their order."""


def report(board: Board, language: Language, command: str, live: LiveSection | None = None) -> bytes:
    """Return the report as one page in UTF-8; ``command`` makes it again.

    ``live`` is the section in which the plan is tried out.
    """
    found = believed_of(board)
    drawn = pictures(board, language)
    content = {name: "".join(html.figure(each, language) for each in those) for name, those in drawn.items()}
    content["live"] = live.content if live else ""
    content["evidence"] = evidence(board, found, language) + _left_out(board, language)
    content["assumptions"] = _assumptions(found, language)
    content["provenance"] = provenance(board, language, command)
    content["research"] = for_researchers(board, language)
    titles = TITLES | ({"effect": "What the plans change"} if len(board.plans) > 1 else {})
    sections = [html.section(name, language(title), content[name]) for name, title in titles.items() if content[name]]
    title = safe(board.base.label)
    kind = language("Report for the board") if board.plans else language("Report of a run")
    top = (
        html.p(kind, "kind")
        + html.heading(1, title)
        + _plans(board, language)
        + head(board, found, language)
        + _nav(content, titles, language)
    )
    made = record(board, language, command) | ({"live": live.record} if live else {})
    return document(title, top, "".join(sections), language, made, live)


def _plans(board: Board, language: Language) -> str:
    if len(board.plans) <= 1:
        return ""
    return html.p(language("Plans: {names}", names=language.listed(names(board))), "quiet")


def _nav(content: dict[str, str], titles: dict[str, str], language: Language) -> str:
    links = (
        tag("li", tag("a", escape(language(title)), href=f"#{name}")) for name, title in titles.items() if content[name]
    )
    return tag("nav", tag("ul", "".join(links)), aria_label=language("Contents"))


def _left_out(board: Board, language: Language) -> str:
    """Say which answers are not among the pictures, and how to get them."""
    said = left_out(board, language)
    return html.box(html.heading(3, language("What is not shown here")) + html.listed(said)) if said else ""


def _assumptions(assumptions: list[ShownAssumption], language: Language) -> str:
    text = language(
        "{n} numbers are behind these courses. Ranges hold 8 of 10 of what is believed.", n=len(assumptions)
    )
    inner = html.table(assumptions_table(assumptions, language), language, "assumptions")
    return tag("div", html.p(text) + html.drawer(language("Every number with its range and source"), inner), kind="box")


def document(
    title: str, top: str, main: str, language: Language, data: dict[str, object], live: LiveSection | None = None
) -> bytes:
    """Return a whole document: its style and script allowed by their hashes, nothing else, and no request.

    With ``live``, a plan to try out, it has what shows it, too; and the kernel, whose code and thread are then
    allowed, where the page simulates by itself.
    """
    style = (
        f":root{{--font:{FONT};{variables('light')}}}@media (prefers-color-scheme:dark){{:root{{{variables('dark')}}}}}"
    )
    style += f"@media print{{:root{{{variables('light')}}}}}{PICTURE}{(_HERE / 'report.css').read_text('utf-8')}"
    script = (_HERE / "report.js").read_text("utf-8")
    if live:
        style += (_LIVE / "live.css").read_text("utf-8")
        script += "".join((_LIVE / name).read_text("utf-8") for name in ("answer.js", "simulate.js", "live.js"))
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    if live and live.kernel:
        allowed += " 'wasm-unsafe-eval' blob:; worker-src blob:"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    texts = {"download": language("Save as CSV"), "middle": language("middle")}
    lines = [
        f'<!DOCTYPE html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>",
        f'<a class="skip" href="#main">{escape(language("To the content"))}</a>',
        f'<header>{top}</header>\n<main id="main">{main}</main>',
        *(f'<script type="application/json" id="{name}">{_inert(each)}</script>' for name, each in _data(texts, data)),
        *(f'<script type="text/plain" id="{name}">{each}</script>' for name, each in _packed(live)),
        f"<script>{script}</script>\n</body>\n</html>\n",
    ]
    return "\n".join(lines).encode()


def _packed(live: LiveSection | None) -> Iterator[tuple[str, str]]:
    """Yield what the scripts of a plan that is tried out read."""
    if live:
        yield "live-data", live.data
    if live and live.kernel:
        yield "live-code", live.kernel.code
        yield "live-world", live.kernel.world
        yield "live-worker", live.kernel.worker


def _data(texts: dict[str, str], data: dict[str, object]) -> Iterator[tuple[str, object]]:
    yield "texts", texts
    yield "record", data


def _hash(text: str) -> str:
    """Return how a policy names a style or script that it allows."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _inert(data: object) -> str:
    """Return JSON that cannot end its element, whatever the texts in it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

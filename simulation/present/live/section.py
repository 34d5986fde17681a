"""The section: levers, what each state of them says and shows, and the plan as a file to save."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

from simulation.present.live.pictures import Shown, courses, difference, sentence, shown
from simulation.present.picture.render import svg
from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.present.sentences import cost
from simulation.results.board import EURO, HOURS
from simulation.results.effects import effect
from simulation.scenario.yaml_text import yaml_of
from simulation.studies.design.changing import changed, sorted_changes
from simulation.studies.live.grid import values
from simulation.studies.live.levers import DOUBLE, HALF, PLANNED, WITHOUT, LiveLever

if TYPE_CHECKING:
    from simulation.interventions import Intervention
    from simulation.present.language import Language
    from simulation.present.picture.scene import Picture
    from simulation.results.board import Board
    from simulation.scenario.schema import Scenario
    from simulation.studies.live.grid import LiveGrid, LiveTried, Size, State

POSITIONS: Final = {WITHOUT: "without", HALF: "half", PLANNED: "as planned", DOUBLE: "double"}
"""What the positions of a lever are called."""
EMPTY: Final = "interventions: []\n"


@dataclass(frozen=True, slots=True)
class LiveSection:
    """The section, what its script reads (all that every state says and shows, packed), and how it is made again."""

    content: str
    data: str
    levers: tuple[str, ...]
    people: int
    replicates: int
    store: str

    @property
    def options(self) -> list[str]:
        """Return the options of `wandel report` that make it again."""
        named = [word for name in self.levers for word in ("--lever", name)]
        return ["--live", *named, "--live-people", str(self.people), "--live-replicates", str(self.replicates)]

    @property
    def record(self) -> dict[str, Any]:
        """Return what a program needs to find its runs."""
        names = ("levers", "people", "replicates", "store")
        return {name: list(found) if isinstance(found := getattr(self, name), tuple) else found for name in names}


def live_section(tried: LiveTried, size: Size, language: Language) -> LiveSection:
    """Return the section of runs that were made.

    Raises:
        ResultsError: runs of the base, or of the plan as it is planned, are not there.
    """
    grid = tried.grid()
    content, data = section(grid, tried.board, tried.plan, language)
    store = str(tried.sweep.store.root)
    return LiveSection(content, data, tuple(each.name for each in tried.levers), size.people, size.replicates, store)


def section(grid: LiveGrid, board: Board, plan: Scenario, language: Language) -> tuple[str, str]:
    """Return the section, and what its script reads: everything that a state says and shows, packed."""
    at = shown(grid, board, language)
    first = courses(at, grid.planned), difference(at, grid.planned)
    controls = "".join(_lever(i, lever, grid, language) for i, lever in enumerate(grid.levers))
    buttons = "".join(
        tag("button", escape(language(text)), id=f"live-{name}", type="button")
        for name, text in (
            ("undo", "Undo"), ("redo", "Redo"), ("planned", "As planned"), ("replay", "Show the last change again"),
            ("keep", "Keep beside"), ("save", "Save as a scenario"),
        )
    )  # fmt: skip
    words = tag("p", escape(sentence(at, grid.planned)), id="live-says", kind="sentence", role="status")
    money = tag("p", escape(_cost(grid, grid.planned, language)), id="live-costs")
    content = (
        html.p(_about(grid, language))
        + tag("div", controls, kind="levers")
        + tag("div", buttons, kind="buttons")
        + words
        + money
        + "".join(_figure(each, language) for each in first)
        + tag("div", tag("table", tag("thead", _kept_head(language)) + tag("tbody")), id="live-kept", hidden="hidden")
    )
    return content, packed(_data(at, plan))


def _lever(place: int, lever: LiveLever, grid: LiveGrid, language: Language) -> str:
    """Return an intervention as a group of positions; those of which a run failed cannot be chosen."""
    choices = []
    for i, level in enumerate(lever.levels):
        is_there = any(state[place] == i for state in grid.states)
        state = {"checked": "checked"} if level.factor == PLANNED else {} if is_there else {"disabled": "disabled"}
        button = tag("input", type="radio", name=f"lever-{place}", value=str(i), **state)
        choices.append(tag("label", button + escape(language(POSITIONS[level.factor]))))
    return tag("fieldset", tag("legend", escape(lever.name)) + "".join(choices), data_lever=str(place))


def _about(grid: LiveGrid, language: Language) -> str:
    """Return what was simulated for this section, and what that means for its numbers."""
    n = len(next(iter(grid.base.values())))
    text = language(
        "Each of the {states} combinations was simulated beforehand, {n} times, with the same people and luck as "
        "without the plan: nothing here is interpolated.",
        states=language.number(len(grid.states)),
        n=language.number(n),
    )
    if grid.factor is None:
        return text + language(
            " {people} people stand for the whole company here; at full size the plan differs in its direction, so "
            "that these differences are a rough guide only.",
            people=language.number(grid.people),
        )
    if grid.factor != 1:
        return text + language(
            " {people} people stand for the whole company; differences are multiplied by {factor}, so that the plan "
            "as planned differs as it does at full size.",
            people=language.number(grid.people),
            factor=language.number(grid.factor, 0.01),
        )
    return text


def _figure(picture: Picture, language: Language) -> str:
    head = html.heading(3, picture.title) + tag("p", escape(picture.subtitle), kind="quiet small")
    return tag("figure", tag("figcaption", head) + tag("div", _drawn(picture, language), id=picture.name))


def _drawn(picture: Picture, language: Language) -> str:
    return "".join(
        svg(picture, language, narrow=narrow).replace('class="picture"', f'class="picture {kind}"', 1)
        for narrow, kind in ((False, "wide"), (True, "narrow"))
    )


def _cost(grid: LiveGrid, state: State, language: Language) -> str:
    eur, hours = (
        effect(grid.base[name][:, grid.place], grid.states[state][name][:, grid.place]) for name in (EURO, HOURS)
    )
    return cost(eur, hours, language)


def _kept_head(language: Language) -> str:
    names = ("", "What it changes", "What it costs")
    return tag("tr", "".join(tag("th", escape(language(name) if name else ""), kind="text") for name in names))


def _data(at: Shown, plan: Scenario) -> dict[str, Any]:
    """Return what the script needs, by the numbers of the positions: ``0.2.1``."""
    grid, language = at.grid, at.language
    found = {}
    for state in grid.states:
        pictures = [difference(at, state), courses(at, state)]
        found[".".join(map(str, state))] = {
            "says": sentence(at, state),
            "costs": _cost(grid, state, language),
            "subtitles": [each.subtitle for each in pictures],
            "pictures": {each.name: _drawn(each, language) for each in pictures},
        }
    return {
        "planned": ".".join(map(str, grid.planned)),
        "states": found,
        "file": _file(grid, plan),
        "levers": [lever.name for lever in grid.levers],
        "positions": [[language(POSITIONS[each.factor]) for each in lever.levels] for lever in grid.levers],
        "name": f"{plan.name}-changed",
        "texts": {"rest": language("all else as planned")},
    }


def _file(grid: LiveGrid, plan: Scenario) -> dict[str, Any]:
    """Return the plan as a file in pieces: all but its interventions, then each of them, a lever's by position."""
    places = {lever.name: i for i, lever in enumerate(grid.levers)}
    named = plan.model_copy(update={"interventions": (), "name": f"{plan.name}-changed"})
    whole = named.yaml()
    head, tail = whole.split(EMPTY) if EMPTY in whole else (whole, "")
    blocks: list[Any] = []
    for each in plan.interventions:
        if each.name not in places:
            blocks.append({"lever": None, "texts": [_listed(each)]})
            continue
        lever = grid.levers[places[each.name]]
        texts = []
        for i, level in enumerate(lever.levels):
            state = tuple(i if j == places[each.name] else p for j, p in enumerate(grid.planned))
            if level.factor == WITHOUT:
                texts.append("")
                continue
            new = changed(plan, sorted_changes(values(grid.levers, state)))
            texts.append(_listed(next(one for one in new.interventions if one.name == each.name)))
        blocks.append({"lever": places[each.name], "texts": texts})
    return {"head": head, "tail": tail, "blocks": blocks}


def _listed(plan: Intervention) -> str:
    """Return an intervention as an item of the list in a scenario file."""
    return yaml_of({"interventions": [plan.model_dump(mode="json")]}).partition("\n")[2]


def packed(data: dict[str, Any]) -> str:
    """Return data as text that a page unpacks: JSON, compressed, in letters of base 64."""
    return base64.b64encode(gzip.compress(json.dumps(data, ensure_ascii=False).encode(), 9, mtime=0)).decode()

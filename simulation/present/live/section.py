"""The section: levers, what each state of them says and shows, and the plan as a file to save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

from simulation.present.live.pictures import Shown, courses, difference, sentence, shown
from simulation.present.live.simulation import PageKernel, packed, page_kernel
from simulation.present.picture.render import svg
from simulation.present.picture.svg import tag
from simulation.present.report import html
from simulation.present.sentences import cost
from simulation.results.board import EURO, HOURS
from simulation.results.effects import effect
from simulation.scenario.yaml_text import yaml_of
from simulation.studies.design.changing import changed, sorted_changes
from simulation.studies.live.grid import PLAN, planned_state, values
from simulation.studies.live.levers import DOUBLE, HALF, PLANNED, WITHOUT, LiveLever
from simulation.studies.live.simulated import Simulated, simulated
from simulation.wasm.blind import NeedsRunError
from simulation.wasm.module import NoModuleError, page_module

if TYPE_CHECKING:
    from simulation.interventions import Intervention
    from simulation.present.language import Language
    from simulation.present.picture.scene import Picture
    from simulation.results.board import Board
    from simulation.scenario.schema import Scenario
    from simulation.studies.live.grid import LiveGrid, LiveTried, Size, State

POSITIONS: Final = {
    WITHOUT: "without", 0.25: "a quarter", HALF: "half", PLANNED: "as planned", 1.5: "half as much again",
    DOUBLE: "double",
}  # fmt: skip
"""What the positions of a lever are called."""
EMPTY: Final = "interventions: []\n"


@dataclass(frozen=True, slots=True)
class LiveSection:
    """The section, what its script reads (all that every state says and shows, packed), and how it is made again."""

    content: str
    data: str
    kernel: PageKernel | None
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
    plan, why = _simulated(tried)
    content, data, kernel = section(grid, tried.board, tried.plan, language, plan, why)
    store = str(tried.sweep.store.root)
    return LiveSection(
        content, data, kernel, tuple(each.name for each in tried.levers), size.people, size.replicates, store
    )


def _simulated(tried: LiveTried) -> tuple[Simulated | None, str]:
    """Return the plan as the page can simulate it by itself; else none, and why not."""
    small = tried.sweep.space.scenarios[PLAN]
    try:
        page_module()
        return simulated(tried.board, small, tried.sweep.replicates), ""
    except NeedsRunError as error:
        return None, str(error)
    except NoModuleError:
        return None, ""


def section(
    grid: LiveGrid, board: Board, plan: Scenario, language: Language, own: Simulated | None = None, why: str = ""
) -> tuple[str, str, PageKernel | None]:
    """Return the section, what its script reads (everything that a state says and shows, packed), and the kernel.

    ``own`` is the plan as the page simulates it by itself; ``why`` names what keeps it from that.
    """
    at = shown(grid, board, language)
    kernel = page_kernel(at, own) if own else None
    live_levers = own.levers if own else grid.levers
    first = courses(at, grid.planned), difference(at, grid.planned)
    controls = "".join(_lever(i, live_levers, grid, language) for i in range(len(live_levers)))
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
        html.p(_about(grid, language, simulates=own is not None))
        + tag("p", escape(_needs(own, why, language)), id="live-note", kind="quiet small")
        + tag("div", controls, kind="levers")
        + tag("div", buttons, kind="buttons")
        + words
        + money
        + "".join(_figure(each, language) for each in first)
        + tag("div", tag("table", tag("thead", _kept_head(language)) + tag("tbody")), id="live-kept", hidden="hidden")
    )
    return content, packed(_data(at, plan, live_levers, kernel)), kernel


def _needs(own: Simulated | None, names: str, language: Language) -> str:
    """Return what only the full engine can simulate."""
    if own and own.replayed:
        return language(
            "These decide week by week by what happens in the run: {names}. In what the page simulates they do what "
            "they do in the plan as planned; only the full engine lets them answer to another plan.",
            names=", ".join(own.replayed),
        )
    if not names:
        return ""
    return language("Only the full engine can simulate {names}: other combinations need it.", names=names)


def key(state: State, grid: LiveGrid, live_levers: Sequence[LiveLever]) -> str:
    """Return the positions of a state of the grid by their numbers among all levers: ``0.2.1``."""
    factors = {lever.name: lever.levels[i].factor for lever, i in zip(grid.levers, state, strict=True)}
    return ".".join(str(lever.index(factors.get(lever.name, PLANNED))) for lever in live_levers)


def _lever(place: int, live_levers: Sequence[LiveLever], grid: LiveGrid, language: Language) -> str:
    """Return an intervention as a group of positions; those that were not run only if the page simulates."""
    lever = live_levers[place]
    choices = []
    for i, level in enumerate(lever.levels):
        is_there = any(key(state, grid, live_levers).split(".")[place] == str(i) for state in grid.states)
        state = {"checked": "checked"} if level.factor == PLANNED else {} if is_there else {"disabled": "disabled"}
        button = tag("input", type="radio", name=f"lever-{place}", value=str(i), **state)
        choices.append(tag("label", button + escape(language(POSITIONS[level.factor]))))
    return tag("fieldset", tag("legend", escape(lever.name)) + "".join(choices), data_lever=str(place))


def _about(grid: LiveGrid, language: Language, *, simulates: bool) -> str:
    """Return what was simulated for this section, and what that means for its numbers."""
    n = len(next(iter(grid.base.values())))
    text = language(
        "Each of the {states} combinations was simulated beforehand, {n} times, with the same people and luck as "
        "without the plan: nothing here is interpolated.",
        states=language.number(len(grid.states)),
        n=language.number(n),
    )
    if simulates:
        text += language(" What is beyond them, this page simulates by itself, with the same compiled engine.")
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


def _data(at: Shown, plan: Scenario, live_levers: Sequence[LiveLever], kernel: PageKernel | None) -> dict[str, Any]:
    """Return what the script needs, by the numbers of the positions: ``0.2.1``."""
    grid, language = at.grid, at.language
    found = {}
    for state in grid.states:
        pictures = [difference(at, state), courses(at, state)]
        found[key(state, grid, live_levers)] = {
            "says": sentence(at, state),
            "costs": _cost(grid, state, language),
            "subtitles": [each.subtitle for each in pictures],
            "pictures": {each.name: _drawn(each, language) for each in pictures},
        }
    return {
        "planned": key(grid.planned, grid, live_levers),
        "states": found,
        "file": _file(live_levers, plan),
        "levers": [lever.name for lever in live_levers],
        "positions": [[language(POSITIONS[each.factor]) for each in lever.levels] for lever in live_levers],
        "kernel": kernel.data if kernel else None,
        "name": f"{plan.name}-changed",
        "texts": {"rest": language("all else as planned")},
    }


def _file(live_levers: Sequence[LiveLever], plan: Scenario) -> dict[str, Any]:
    """Return the plan as a file in pieces: all but its interventions, then each of them, a lever's by position."""
    places, planned = {lever.name: i for i, lever in enumerate(live_levers)}, planned_state(live_levers)
    named = plan.model_copy(update={"interventions": (), "name": f"{plan.name}-changed"})
    whole = named.yaml()
    head, tail = whole.split(EMPTY) if EMPTY in whole else (whole, "")
    blocks: list[Any] = []
    for each in plan.interventions:
        if each.name not in places:
            blocks.append({"lever": None, "texts": [_listed(each)]})
            continue
        lever = live_levers[places[each.name]]
        texts = []
        for i, level in enumerate(lever.levels):
            state = tuple(i if j == places[each.name] else p for j, p in enumerate(planned))
            if level.factor == WITHOUT:
                texts.append("")
                continue
            new = changed(plan, sorted_changes(values(live_levers, state)))
            texts.append(_listed(next(one for one in new.interventions if one.name == each.name)))
        blocks.append({"lever": places[each.name], "texts": texts})
    return {"head": head, "tail": tail, "blocks": blocks}


def _listed(plan: Intervention) -> str:
    """Return an intervention as an item of the list in a scenario file."""
    return yaml_of({"interventions": [plan.model_dump(mode="json")]}).partition("\n")[2]

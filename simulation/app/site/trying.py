"""The page on which a plan is tried out: its levers, and what comes of it, better with every step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from simulation.app.levers import by_intervention
from simulation.app.pictured import told
from simulation.app.site.levers import lever_panel, shown_value
from simulation.app.site.parts import attributes
from simulation.errors import WandelError
from simulation.scenario.problems import ScenarioError
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.app.opened import Opened
    from simulation.app.requests import Answer
    from simulation.app.site.parts import AppParts
    from simulation.present.language import Language

POLL_MS: Final = 200
"""Pause between two looks at how far the work is."""


def trying(opened: Opened, language: Language) -> Any:
    """Return the page of a plan."""
    return html.Div(
        [
            html.Section(
                [
                    html.P(id="line", className="line", role="status"),
                    html.Div(id="problem", role="alert"),
                    html.Div(id="head", className="answer"),
                ],
                id="said",
                **attributes(aria_label=language("What the plan changes")),
            ),
            html.Section(
                [
                    html.H2(language("Levers")),
                    html.P(_against(opened, language), className="quiet small"),
                    html.Button(language("As planned"), id="planned", type="button"),
                    html.Button(language("Put into the text"), id="keep", type="button"),
                    html.P(id="kept", className="small", role="status"),
                    html.Div(lever_panel(opened.levers, language), id="levers"),
                ],
                id="side",
                **attributes(aria_label=language("Levers")),
            ),
            html.Div(id="figures", className="answer"),
            dcc.Store(
                id="initial", data={each.key: shown_value(each) for those in opened.levers.values() for each in those}
            ),
        ],
        id="try",
        className="workbench",
    )


def _against(opened: Opened, language: Language) -> str:
    if not opened.base.interventions:
        return language("Compared with the same company without the plan.")
    return language("Compared with {base}.", base=language.quoted(safe(opened.base.title or opened.base.name)))


def stores() -> list[Any]:
    """Return what the page remembers, and its clock."""
    return [
        dcc.Store(id="wish"), dcc.Store(id="answer"), dcc.Store(id="refused"), dcc.Store(id="drawn"),
        dcc.Interval(id="clock", interval=POLL_MS),
    ]  # fmt: skip


def connect(app: Dash, parts: AppParts) -> None:
    """Connect levers, requests and pictures."""
    app.clientside_callback(
        ClientsideFunction("wandel", "wish"),
        Output("wish", "data"),
        Input({"lever": ALL}, "value"),
        State({"lever": ALL}, "id"),
    )
    app.clientside_callback(
        ClientsideFunction("wandel", "show"), Output("drawn", "data"), Input("answer", "data"), Input("refused", "data")
    )

    app.clientside_callback(
        ClientsideFunction("wandel", "planned"),
        Output({"lever": ALL}, "value"),
        Input("planned", "n_clicks"),
        State({"lever": ALL}, "id"),
        State("initial", "data"),
        prevent_initial_call=True,
    )

    @app.callback(Output("refused", "data"), Input("wish", "data"), State("visitor", "data"), prevent_initial_call=True)
    def ask(wish: Any, visitor: Any) -> Any:
        return asked(parts, visitor, wish)

    @app.callback(
        Output("answer", "data"), Input("clock", "n_intervals"), State("visitor", "data"), State("answer", "data")
    )
    def look(_clock: Any, visitor: Any, seen: Any) -> Any:
        found = answer_data(parts.requests.answer(str(visitor)), parts.language)
        is_seen = isinstance(seen, dict) and all(seen.get(key) == found[key] for key in ("number", "place", "line"))
        return no_update if is_seen else found


def asked(parts: AppParts, visitor: Any, wish: Any) -> dict[str, Any]:
    """Take a wish: a number that rises, and the values of levers by key; return what is wrong, by intervention."""
    if (
        not isinstance(wish, dict)
        or not isinstance(wish.get("number"), int)
        or not isinstance(wish.get("values"), dict)
    ):
        return {"number": 0, "problems": {"": [parts.language("This request is not one of this page.")]}}
    number, values = wish["number"], values_of(wish)
    found: dict[str, list[str]] = {}
    opened = None
    try:
        opened = parts.sessions.of(str(visitor))
        parts.requests.ask(str(visitor), number, opened.pair(values))
    except ScenarioError as error:
        parts.requests.ask(str(visitor), number, None)
        found = by_intervention(error, opened.plan, values) if opened else {"": [str(error)]}
    except WandelError as error:
        found = {"": [str(error)]}
    return {"number": number, "problems": found}


def values_of(wish: Any) -> dict[str, Any]:
    """Return what levers are set to in a wish, by key; nothing where it is none."""
    found = wish.get("values") if isinstance(wish, dict) else None
    return {str(key): _plain(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _plain(value: Any) -> Any:
    """Return what a control holds: a list of a box is whether it is ticked."""
    return "on" in value if isinstance(value, list) else value


def answer_data(answer: Answer, language: Language) -> dict[str, Any]:
    """Return how far a wish is, as the page shows it."""
    shown = answer.shown
    return {
        "number": answer.number,
        "place": answer.place,
        "line": line(answer, language),
        "busy": not answer.is_last,
        "head": shown.head if shown else "",
        "figures": shown.figures if shown else "",
        "costs": shown.costs if shown else {},
        "problem": told([answer.problem]) if answer.problem else "",
    }


def line(answer: Answer, language: Language) -> str:
    """Return how far the work is: what is shown, and what comes next."""
    if answer.place < 0:
        if answer.problem or not answer.steps:
            return ""
        return language("The first sketch comes: {done} of {of} courses.", done=answer.done, of=answer.of or "…")
    step = answer.steps[answer.place]
    given = {"n": language.number(step.replicates), "people": language.number(step.people)}
    given["full"] = language.number(step.full)
    if step.is_scaled:
        text = "Sketch: {n} courses, each with and without the plan; {people} people stand for {full}."
    elif answer.is_last:
        text = "Complete: {n} courses of all {people} people, each with and without the plan."
    else:
        text = "{n} courses of all {people} people, each with and without the plan."
    words = language(text, **given)
    if answer.is_last:
        return words
    coming = answer.steps[answer.place + 1]
    return f"{words} " + language(
        "Next: {n} courses of {people} people, {done} of {of} are finished.",
        n=language.number(coming.replicates),
        people=language.number(coming.people),
        done=language.number(answer.done),
        of=language.number(answer.of),
    )

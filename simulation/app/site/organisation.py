"""The page on which the organisation is seen, and adoption spreads in it week by week."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from simulation.app.site.parts import attributes
from simulation.app.site.trying import values_of
from simulation.app.spreading import SpreadCourse, as_data, shown_copy
from simulation.errors import WandelError
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.app.site.parts import AppParts
    from simulation.present.language import Language


def organisation(language: Language) -> Any:
    """Return the page, still without a picture."""
    canvas = html.Canvas(id="network", role="img", **attributes(aria_label=language("Organisation")))
    week = dcc.Input(id="week", type="range", min=0, max=1, step=1, value=0)
    return html.Div(
        [
            html.H2(language("Watch it spread")),
            html.P(
                language("One course of the plan as its levers are set, as it may come; others differ."),
                className="quiet",
            ),
            html.Div(id="spread-problem", className="problem", role="alert"),
            html.Div(
                [
                    html.P(id="spread-says", className="sentence"),
                    html.Div(
                        [
                            html.Button(language("Play"), id="play", type="button"),
                            html.Label(language("Week"), htmlFor="week"),
                            week,
                        ],
                        className="row",
                    ),
                    html.Div(canvas, className="box"),
                    html.Div(id="spread-table"),
                ],
                id="spread-picture",
                hidden=True,
            ),
            dcc.Store(id="spread"),
            dcc.Store(id="spread-drawn"),
        ]
    )


def connect(app: Dash, parts: AppParts) -> None:
    """Make the picture when its page is opened."""
    turn = BoundedSemaphore(parts.pairs.limits.runs)
    app.clientside_callback(
        ClientsideFunction("wandel", "spread"), Output("spread-drawn", "data"), Input("spread", "data")
    )

    @app.callback(
        Output("spread", "data"),
        Output("spread-table", "children"),
        Output("spread-problem", "children"),
        Output("spread-picture", "hidden"),
        Input("to-organisation", "n_clicks"),
        State("wish", "data"),
        State("visitor", "data"),
        prevent_initial_call=True,
    )
    def watch(_clicks: Any, wish: Any, visitor: Any) -> Any:
        try:
            with turn:
                found = spread_of(parts, visitor, wish)
        except WandelError as error:
            return no_update, "", str(error), True
        return as_data(found), _table(found, parts.language), "", False


def spread_of(parts: AppParts, visitor: Any, wish: Any) -> SpreadCourse:
    """Return how adoption spreads in one course of what a visitor has open, its levers set.

    Raises:
        ScenarioError, InputError: the plan cannot be run, or its people may not be shown.
    """
    opened = parts.sessions.of(str(visitor))
    return parts.pairs.processes.spread(shown_copy(opened.moved(values_of(wish)), parts.pairs.limits))


def _table(drawn: SpreadCourse, language: Language) -> list[Any]:
    """Return how dots are to be read, and each silo with its people and, by the week, the share that registered."""
    if drawn.is_each:
        text = "Each dot is a person; blue has registered, orange does so in this week. Lines: some ties between silos."
        words = language(text)
    else:
        words = language(
            "Each dot is a department, as large as its people; blue is the share that has registered, orange who does "
            "so in this week. {simulated} people stand for {people}. Lines: some ties between silos.",
            simulated=language.number(drawn.simulated),
            people=language.number(drawn.people),
        )
    head = html.Thead(html.Tr([html.Th(language(name)) for name in ("silo", "people", "registered")]))
    rows = [
        html.Tr([html.Td(f"{place} {safe(name)}", className="text"), html.Td(language.number(people)), html.Td("")])
        for place, (name, people) in enumerate(zip(drawn.silos, drawn.silo_people, strict=True), 1)
    ]
    table = html.Div(html.Table([head, html.Tbody(rows)], id="silo-table"), className="scroll")
    return [html.P(words, className="quiet small"), table]

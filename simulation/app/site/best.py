"""The page on which the best plan within a budget is looked for, and taken over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update

from simulation.app.search import BUDGETS, LEAST_RUNS, MOST_RUNS, Search, wanted
from simulation.errors import WandelError
from simulation.measures import MEASURES
from simulation.present.best import best_lines, plan_words
from simulation.present.words import value

if TYPE_CHECKING:
    from simulation.app.site.parts import AppParts, Body
    from simulation.present.language import Language

_LABELS: Final = {
    "budget_eur": "Money", "budget_hours": "Hours", "budget_team_hours": "Of these, hours of the team",
    "budget_participant_hours": "Of these, hours of participants",
}  # fmt: skip
_TOP: Final = 8
_NORMAL: Final = 1.96


def best(language: Language) -> Any:
    """Return the page: what is looked for, and what was found."""
    budgets = [
        html.Div(
            [
                html.Label([language(_LABELS[name]), html.Span(unit, className="unit")]),
                dcc.Input(id={"budget": name}, type="number", min=0, step="any", placeholder=language("no limit")),
            ],
            className="lever",
        )
        for name, unit in zip(BUDGETS, ("EUR", *[language("hours")] * 3), strict=True)
    ]
    return html.Div(
        [
            html.Section(
                [
                    html.H2(language("Best plan within a budget")),
                    html.Label(language("Goal"), htmlFor="goal"),
                    dcc.Input(
                        id="goal", type="text", maxLength=300, debounce=True,
                        placeholder=language("as many monthly readers as possible"),
                    ),
                    html.P("“30% monthly readers by December 2027”", className="quiet small"),
                    *budgets,
                    html.Div(
                        [
                            html.Label(
                                [
                                    language("Runs of the search"),
                                    html.Span(f"({LEAST_RUNS}-{MOST_RUNS})", className="unit"),
                                ]
                            ),
                            dcc.Input(id="runs", type="number", value=600, step=1),
                        ],
                        className="lever",
                    ),
                    html.Button(language("Look for the best plan"), id="search", type="button"),
                    html.Button(language("Stop"), id="stop", type="button"),
                    html.Div(id="search-problem", className="problem", role="alert"),
                ]
            ),
            html.Section([html.P(id="search-line", className="line", role="status"), html.Div(id="plans")]),
            dcc.Interval(id="search-clock", interval=1000, disabled=True),
        ],
        className="halves form-first",
    )  # fmt: skip


def connect(app: Dash, parts: AppParts, body: Body) -> None:
    """Connect form, search and its plans."""

    @app.callback(
        Output("search-problem", "children"),
        Output("search-clock", "disabled"),
        Input("search", "n_clicks"),
        Input("stop", "n_clicks"),
        State("goal", "value"),
        State({"budget": ALL}, "value"),
        State({"budget": ALL}, "id"),
        State("runs", "value"),
        State("visitor", "data"),
        prevent_initial_call=True,
    )
    def begin(_search: Any, _stop: Any, goal: Any, amounts: Any, ids: Any, runs: Any, visitor: Any) -> Any:
        if ctx.triggered_id == "stop":
            parts.searches.stop(str(visitor))
            return parts.language("Stopped."), True
        budgets = {str(each["budget"]): amount for each, amount in zip(ids, amounts, strict=True)}
        try:
            asked_for = wanted(goal, budgets, runs)
            parts.searches.begin(str(visitor), parts.sessions.of(str(visitor)).plan, asked_for)
        except WandelError as error:
            return str(error), True
        return "", False

    @app.callback(
        Output("search-line", "children"),
        Output("plans", "children"),
        Output("search-clock", "disabled", allow_duplicate=True),
        Input("search-clock", "n_intervals"),
        State("visitor", "data"),
        prevent_initial_call=True,
    )
    def look(_clock: Any, visitor: Any) -> Any:
        search = parts.searches.of(str(visitor))
        if search is None:
            return "", no_update, True
        if search.problem:
            return search.problem, no_update, True
        if search.best is None:
            text = "{made} runs are made: about {runs} of the search, then fresh ones of the plans that count."
            number = parts.language.number
            return parts.language(text, made=number(search.made), runs=number(search.wanted.runs)), no_update, False
        return "", plans(search, parts.language), True

    @app.callback(
        Output("search-problem", "children", allow_duplicate=True),
        Output("body", "children", allow_duplicate=True),
        Input({"take": ALL}, "n_clicks"),
        State("visitor", "data"),
        prevent_initial_call=True,
    )
    def take(clicks: Any, visitor: Any) -> Any:
        search, chosen = parts.searches.of(str(visitor)), ctx.triggered_id
        if search is None or not chosen or not any(clicks):
            return no_update, no_update
        try:
            file = parts.sessions.of(str(visitor)).file
            return "", body(parts, parts.open(str(visitor), replace(file, text=search.file(int(chosen["take"])))))
        except WandelError as error:
            return str(error), no_update


def plans(search: Search, language: Language) -> list[Any]:
    """Return the plans from best to worst, each with what takes it over, below what is said about them."""
    found = search.best
    if found is None:
        return []
    unit = MEASURES[found.company.goal.measure].unit
    has_goal = found.company.goal.target is not None
    names = [
        "",
        "plan",
        "brings",
        "± 95%",
        *(["P(goal)"] if has_goal else []),
        "P(best)",
        "worst tenth",
        "EUR",
        "hours",
    ]
    rows = []
    for place, each in enumerate(found.plans[:_TOP]):
        numbers = [
            value(each.mean, unit), value(_NORMAL * each.lead_error, unit),
            *([value(each.p_goal or 0.0, "share")] if has_goal else []),
            value(each.p_best, "share"), value(each.worst, unit), value(round(each.cost.eur), ""),
            value(round(each.cost.hours), ""),
        ]  # fmt: skip
        words = f"{'= ' if each.is_tied else ''}{plan_words(found.company.levers, each.choice, language)}"
        button = html.Button(language("Take over"), id={"take": place}, type="button")
        rows.append(html.Tr([html.Td(button), html.Td(words, className="text"), *map(html.Td, numbers)]))
    head = html.Tr(
        [html.Th(language(name) if name else "", className="text" if name == "plan" else None) for name in names]
    )
    table = html.Div(html.Table([html.Thead(head), html.Tbody(rows)]), className="scroll")
    return [
        html.Div([html.P(line) for line in best_lines(found, language)]),
        html.P(language("= cannot be told from the first."), className="quiet small"),
        table,
    ]

"""The page on which a scenario is opened, changed in a form or as text, and saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update

from simulation.app.editing import at_lines, problems_in, with_value
from simulation.app.forms import FormField, form
from simulation.app.site.levers import written
from simulation.app.site.trying import values_of
from simulation.errors import WandelError
from simulation.scenario.problems import ScenarioError
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.app.opened import Opened
    from simulation.app.scenario_folder import FileText
    from simulation.app.site.parts import AppParts, Body
    from simulation.present.language import Language

_MOST_LETTERS = 300_000


def writing(opened: Opened, names: list[str], language: Language) -> Any:
    """Return the page of a scenario."""
    file = opened.file
    is_file = file.name in names and file.name.endswith((".yaml", ".yml"))
    save_as = file.name if is_file else f"{file.name}-changed.yaml"
    return html.Div(
        [
            html.Section(
                [
                    html.H2(language("Scenario file")),
                    html.Div(
                        [
                            html.Label(language("Scenario"), htmlFor="file"),
                            dcc.Dropdown(id="file", options=names, value=file.name, clearable=False, searchable=True),
                            html.Button(language("Open"), id="open", type="button"),
                        ],
                        className="row",
                    ),
                    html.Div(id="opening", className="problem", role="alert"),
                    html.Label(language("Text of the file"), htmlFor="text"),
                    dcc.Textarea(
                        id="text", value=file.text, spellCheck=False, maxLength=_MOST_LETTERS, className="text"
                    ),
                    html.Div(id="wrong", className="problem", role="status"),
                    html.Div(
                        [
                            html.Button(language("Try this text out"), id="use", type="button"),
                            html.Label(language("Save as"), htmlFor="name"),
                            dcc.Input(id="name", type="text", value=save_as, maxLength=200),
                            html.Button(language("Save"), id="save", type="button"),
                        ],
                        className="row",
                    ),
                    html.Div(id="saved", role="status"),
                    dcc.Store(id="seen", data={"name": save_as if is_file else "", "digest": file.digest}),
                ]
            ),
            html.Section(
                [
                    html.H2(language("Form")),
                    html.P(language("A value that is changed here is put into the text at once."), className="quiet"),
                    *(_section(name, fields, language) for name, fields in form(opened.plan).items() if fields),
                ]
            ),
        ],
        className="halves",
    )


def _section(name: str, fields: list[FormField], language: Language) -> Any:
    summary = html.Summary(f"{name} ({language.number(len(fields))})")
    return html.Details([summary, *(_field(each, language) for each in fields)], className="box")


def _field(field: FormField, language: Language) -> Any:
    key = {"field": field.key}
    ends = ""
    if field.low is not None and field.high is not None:
        ends = language("{low} to {high}", low=written(field.low, language), high=written(field.high, language))
    unit = language.known(field.unit) if field.unit not in ("", "1") else ""
    words = ", ".join(part for part in (unit, ends) if part)
    label = html.Label([html.Span(field.name), html.Span(words, className="unit")])
    help_text = html.P(language.known(field.help), className="quiet small")
    wrong = html.Div(id={"wrong": field.key}, className="problem", role="alert")
    return html.Div([label, _control(key, field, language), help_text, wrong], className="lever")


def _control(key: dict[str, str], field: FormField, language: Language) -> Any:
    if field.kind == "switch":
        options = [{"label": language("yes"), "value": "on"}]
        return dcc.Checklist(id=key, options=options, value=["on"] if field.value else [], className="check")
    if field.kind == "choice":
        options = [{"label": each, "value": each} for each in field.choices]
        return dcc.RadioItems(id=key, options=options, value=field.value, className="choices")
    if field.kind in ("number", "whole"):
        step: Any = 1 if field.kind == "whole" else "any"
        return dcc.Input(
            id=key, type="number", value=field.value, step=step, debounce=0.5, placeholder=language("left out")
        )
    return dcc.Input(id=key, type="text", value=field.value, debounce=0.5, maxLength=10_000)


def connect(app: Dash, parts: AppParts, body: Body) -> None:
    """Connect form, text and files."""

    @app.callback(Output("wrong", "children"), Input("text", "value"), State("visitor", "data"))
    def check(text: Any, visitor: Any) -> Any:
        return _told(parts, lambda: at_lines(problems_in(parts.scenarios, _file(parts, visitor, text))))

    @app.callback(
        Output("text", "value"),
        Output({"wrong": ALL}, "children"),
        Input({"field": ALL}, "value"),
        State({"field": ALL}, "id"),
        State("text", "value"),
        State("visitor", "data"),
        prevent_initial_call=True,
    )
    def put(values: list[Any], ids: list[Any], text: Any, visitor: Any) -> Any:
        changed = ctx.triggered_id
        keys = [str(each["field"]) for each in ids]
        if changed is None or len(ctx.triggered) != 1:
            return no_update, [no_update] * len(keys)
        key = str(changed["field"])
        value = values[keys.index(key)]
        new, wrong = put_value(parts, visitor, text, key, value)
        return new, [wrong if each == key else "" for each in keys]

    @app.callback(
        Output("text", "value", allow_duplicate=True),
        Output("kept", "children"),
        Input("keep", "n_clicks"),
        State("wish", "data"),
        State("visitor", "data"),
        prevent_initial_call=True,
    )
    def keep(_clicks: Any, wish: Any, visitor: Any) -> Any:
        return kept(parts, visitor, wish)

    @app.callback(
        Output("saved", "children"),
        Output("seen", "data"),
        Input("save", "n_clicks"),
        State("name", "value"),
        State("text", "value"),
        State("seen", "data"),
        prevent_initial_call=True,
    )
    def save(_clicks: Any, name: Any, text: Any, seen: Any) -> Any:
        return saved(parts, name, text, seen)

    @app.callback(
        Output("opening", "children"),
        Output("body", "children"),
        Input("open", "n_clicks"),
        Input("use", "n_clicks"),
        State("file", "value"),
        State("text", "value"),
        State("visitor", "data"),
        prevent_initial_call=True,
    )
    def reopen(_open: Any, _use: Any, name: Any, text: Any, visitor: Any) -> Any:
        try:
            known = parts.sessions.of(str(visitor))
            file = (
                parts.scenarios.read(str(name)) if ctx.triggered_id == "open" else replace(known.file, text=str(text))
            )
            return "", body(parts, parts.open(str(visitor), file))
        except WandelError as error:
            return str(error), no_update


def _file(parts: AppParts, visitor: Any, text: Any) -> FileText:
    return replace(parts.sessions.of(str(visitor)).file, text=str(text)[:_MOST_LETTERS])


def _told(parts: AppParts, find: Any) -> list[Any]:
    """Return problems as elements."""
    try:
        lines = find()
    except WandelError as error:
        lines = [str(error)]
    return [html.P(parts.language("line {problem}", problem=each) if each[:1].isdigit() else each) for each in lines]


def put_value(parts: AppParts, visitor: Any, text: Any, key: str, value: Any) -> tuple[Any, str]:
    """Return a text with a value of the form in it, and what is wrong with that value where it is not possible."""
    value = "on" in value if isinstance(value, list) else value
    try:
        return with_value(parts.scenarios, _file(parts, visitor, text), key, value).text, ""
    except ScenarioError as error:
        return no_update, "; ".join(safe(each.message) for each in error.problems)
    except WandelError as error:
        return no_update, str(error)


def kept(parts: AppParts, visitor: Any, wish: Any) -> tuple[Any, str]:
    """Return the text of the plan as its levers are set, which runs to the same results, and what to do with it."""
    try:
        opened = parts.sessions.of(str(visitor))
        plan = opened.moved(values_of(wish))
    except WandelError as error:
        return no_update, str(error)
    words = parts.language("The plan stands in the text of the page “Scenario”, where it can be saved.")
    return (opened.file.text if plan == opened.plan else plan.yaml()), words


def saved(parts: AppParts, name: Any, text: Any, seen: Any) -> tuple[str, Any]:
    """Save a text whose scenario can be used, and say where; return what is known of the file now."""
    known = seen if isinstance(seen, dict) else {}
    digest = known.get("digest") if known.get("name") == name else None
    try:
        from simulation.app.opened import scenario_of
        from simulation.app.scenario_folder import FileText

        scenario_of(parts.scenarios, FileText(str(name), parts.scenarios.path_of(str(name)), str(text)))
        file = parts.scenarios.save(str(name), str(text), digest)
    except WandelError as error:
        return parts.language("Not saved: {problem}", problem=str(error)), no_update
    words = parts.language("Saved. The same run on the command line: wandel run {name}", name=file.name)
    return words, {"name": file.name, "digest": file.digest}

"""The levers of a plan on the page: for each intervention whether, how much and when, the rest behind a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from simulation.app.levers import AppLever
from simulation.app.site.parts import attributes

if TYPE_CHECKING:
    from simulation.present.language import Language

_SHOWN = ("presence", "amount", "shift")


def lever_panel(levers: dict[str, list[AppLever]], language: Language) -> list[Any]:
    """Return the levers of a plan, intervention by intervention."""
    if not levers:
        text = "The plan does nothing that its base does not do: there is no lever."
        return [html.P(language(text), className="quiet")]
    return [_group(place, name, those, language) for place, (name, those) in enumerate(levers.items())]


def _group(place: int, name: str, levers: list[AppLever], language: Language) -> Any:
    shown = [each for each in levers if each.kind in _SHOWN]
    others = [each for each in levers if each.kind not in _SHOWN]
    more = html.Details([html.Summary(language("More levers")), *(_lever(place, each, language) for each in others)])
    return html.Fieldset(
        [
            html.Legend(name),
            *(_lever(place, each, language) for each in shown),
            html.P(id={"costs": name}, className="quiet small"),
            html.Div(id={"problem": name}, className="problem", role="alert"),
            *([more] if others else []),
        ],
        className="levers",
    )


def _lever(place: int, lever: AppLever, language: Language) -> Any:
    key = {"lever": lever.key}
    if lever.kind in ("presence", "switch"):
        label = language("takes place") if lever.kind == "presence" else lever.name
        box = dcc.Checklist(
            id=key, options=[{"label": label, "value": "on"}], value=shown_value(lever), className="check"
        )
        return html.Div([box, _help(lever, language)] if lever.kind == "switch" else [box], className="lever")
    name = f"lever-{place}-{lever.key}"
    return html.Div(
        [html.Label([*_title(lever, language)], id=name), _control(key, lever, language), _help(lever, language)],
        className="lever",
        **attributes(data_kind=lever.kind, data_start=str(lever.start or "")),
    )


def shown_value(lever: AppLever) -> Any:
    """Return what the control of a lever holds as it is planned."""
    return (["on"] if lever.value else []) if lever.kind in ("presence", "switch") else lever.value


def _title(lever: AppLever, language: Language) -> list[Any]:
    if lever.kind == "amount":
        return [language("how much"), html.Output(language("as planned"))]
    if lever.kind == "shift":
        return [language("begins"), html.Output(language.day(lever.start) if lever.start else "")]
    return [lever.name, html.Span(_unit(lever, language), className="unit")]


def _control(key: dict[str, str], lever: AppLever, language: Language) -> Any:
    if lever.kind == "choice":
        options = [{"label": each, "value": each} for each in lever.choices]
        return dcc.RadioItems(id=key, options=options, value=lever.value, className="choices")
    if lever.kind in ("amount", "shift"):
        return dcc.Input(
            id=key, type="range", min=lever.low, max=lever.high, step=lever.step, value=lever.value, debounce=False
        )
    return dcc.Input(
        id=key, type="number", min=lever.low, max=lever.high, step=lever.step, value=lever.value, debounce=0.3,
        placeholder=language("left out"),
    )  # fmt: skip


def _unit(lever: AppLever, language: Language) -> str:
    words = language.known(lever.unit) if lever.unit not in ("", "1") else ""
    if lever.low is None or lever.high is None:
        return words
    low, high = (written(end, language) for end in (lever.low, lever.high))
    return f"{words} ({language('{low} to {high}', low=low, high=high)})".strip()


def written(value: float, language: Language) -> str:
    """Write an end of a range."""
    return language.number(value, 1 if value == int(value) else 0.0001)


def _help(lever: AppLever, language: Language) -> Any:
    if lever.kind in ("amount", "shift", "presence"):
        return None
    return html.P(language.known(lever.help), className="quiet small")

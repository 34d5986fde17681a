"""What stands in the page of a scenario: its head, the line of pages, and each page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from simulation.app.site.best import best
from simulation.app.site.organisation import organisation
from simulation.app.site.parts import attributes
from simulation.app.site.trying import trying
from simulation.app.site.writing import writing
from simulation.words.nearest import safe

if TYPE_CHECKING:
    from simulation.app.opened import Opened
    from simulation.app.site.parts import AppParts

PAGES: Final = {
    "trying": "Try the plan out",
    "writing": "Scenario",
    "organisation": "Organisation",
    "best": "Best plan",
}
"""Pages in their order."""


def body(parts: AppParts, opened: Opened) -> list[Any]:
    """Return head and pages of what is open."""
    language = parts.language
    pages = {
        "trying": trying(opened, language),
        "writing": writing(opened, parts.scenarios.names(), language),
        "organisation": organisation(language),
        "best": best(language),
    }
    buttons = [
        html.Button(
            language(title),
            id=f"to-{name}",
            type="button",
            className="leaf",
            **attributes(aria_pressed="true" if name == "trying" else "false"),
        )
        for name, title in PAGES.items()
    ]
    return [
        html.Header(
            [
                html.H1(safe(opened.plan.title or opened.plan.name), id="title"),
                html.Nav(buttons, **attributes(aria_label=language("Pages"))),
            ]
        ),
        html.Main(
            [html.Div(page, id=f"page-{name}", hidden=name != "trying") for name, page in pages.items()], id="main"
        ),
        dcc.Store(id="page", data="trying"),
    ]


def connect(app: Dash) -> None:
    """Let the line of pages lead to each."""
    app.clientside_callback(
        ClientsideFunction("wandel", "page"),
        Output("page", "data"),
        *(Input(f"to-{name}", "n_clicks") for name in PAGES),
    )

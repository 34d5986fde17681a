"""The document around the page: its style and script are those of the report, with what the app adds."""

from __future__ import annotations

from html import escape
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulation.present.picture.style import FONT, PICTURE, variables

if TYPE_CHECKING:
    from simulation.present.language import Language

_HERE: Final = Path(__file__).parent
_REPORT: Final = _HERE.parent.parent / "present" / "report"


def style() -> str:
    """Return the style of all pages, light and dark."""
    colours = (
        f":root{{--font:{FONT};{variables('light')}}}@media (prefers-color-scheme:dark){{:root{{{variables('dark')}}}}}"
    )
    sheets = [(_REPORT / "report.css").read_text("utf-8"), (_HERE / "app.css").read_text("utf-8")]
    return "\n".join([colours, PICTURE, *sheets])


def script() -> str:
    """Return the script of all pages."""
    return (_REPORT / "report.js").read_text("utf-8") + (_HERE / "app.js").read_text("utf-8")


def document(language: Language) -> str:
    """Return the document, with places for what Dash puts in."""
    texts = {"download": language("Save as CSV"), "middle": language("middle"), "weeks": language("weeks")}
    texts |= {"play": language("Play"), "pause": language("Pause")}
    texts["spread"] = language("{day}: {n} of {people} people have an account", day="{day}", n="{n}", people="{people}")
    inert = dumps(texts, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<!DOCTYPE html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{%title%}</title>\n'
        '<link rel="icon" href="/icon.svg" type="image/svg+xml">\n<link rel="stylesheet" href="/style.css">\n{%css%}\n'
        "</head>\n<body>\n{%app_entry%}\n"
        f"<noscript>{escape(language('This page needs JavaScript.'))}</noscript>\n"
        f'<script type="application/json" id="texts">{inert}</script>\n<script src="/script.js"></script>\n'
        "<footer>{%config%}{%scripts%}{%renderer%}</footer>\n</body>\n</html>\n"
    )


ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M1 14C6 14 8 9 9 6s3-4 6-4" fill="none" '
    'stroke="#0072b2" stroke-width="3" stroke-linecap="round"/></svg>'
)

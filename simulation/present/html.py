"""Self-contained web pages: text, tables and plotly figures in one file that asks nothing of the network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from simulation.present.theme import CONFIG, FONT, GREY, GRID, INK, Panel

_STYLE: Final = f"""
:root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: #f5f7fa; color: {INK}; font: 16px/1.5 {FONT}; }}
main, header {{ max-width: 1280px; margin: 0 auto; padding: 0 20px; }}
header {{ padding-top: 28px; }}
h1 {{ font-size: 1.7rem; line-height: 1.25; margin: 0 0 6px; }}
h2 {{ font-size: 1.25rem; margin: 36px 0 12px; }}
h3 {{ font-size: 1.05rem; margin: 0 0 2px; }}
p {{ margin: 0 0 10px; max-width: 75ch; }}
.facts {{ color: {GREY}; overflow-wrap: anywhere; }}
.verdict {{ margin: 8px 0 24px; font-weight: 600; }}
.notice {{ border-left: 4px solid #E69F00; background: #fff8e6; padding: 8px 12px; }}
.panels {{ display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr)); }}
figure, .card {{ margin: 0; background: #fff; border: 1px solid {GRID}; border-radius: 8px; padding: 14px 14px 6px; }}
figure {{ min-width: 0; display: flex; flex-direction: column; }}
figcaption {{ flex: 1 0 auto; }}
figcaption p {{ color: {GREY}; font-size: .9rem; }}
.plot {{ width: 100%; min-height: 390px; }}
.narrow {{ max-width: 60rem; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; font-size: .93rem; }}
th, td {{ text-align: right; padding: 5px 10px; border-bottom: 1px solid {GRID}; white-space: nowrap; }}
th:first-child, td:first-child {{ text-align: left; padding-left: 0; white-space: normal; min-width: 11rem; }}
thead th {{ color: {GREY}; font-weight: 600; border-bottom-color: #9aa5b1; }}
td {{ font-variant-numeric: tabular-nums; }}
footer {{ max-width: 1280px; margin: 0 auto; padding: 24px 20px 40px; color: {GREY}; font-size: .9rem; }}
@media (max-width: 600px) {{ main, header {{ padding-left: 12px; padding-right: 12px; }} h1 {{ font-size: 1.35rem; }} }}
"""
_SCRIPT: Final = """
for (const [name, figure] of Object.entries(figures)) {
  const place = document.getElementById(name);
  if (figure.layout.height) { place.style.minHeight = figure.layout.height + "px"; }
  Plotly.newPlot(place, figure.data, figure.layout, config);
}
"""
_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; "
    "style-src 'unsafe-inline'; img-src data: blob:"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: heading, HTML that stands before the panels, panels side by side."""

    heading: str
    panels: Sequence[Panel] = ()
    html: str = ""


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A table in words: the first column is text, the others are right-aligned."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    wide: bool = False

    def html(self) -> str:
        """Return it as HTML, escaped, scrolling sideways where the screen is narrow."""
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in self.head)
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in self.rows)
        width = "" if self.wide else " narrow"
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f'<div class="card scroll{width}">{table}</div>'


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph, escaped; kinds are `facts`, `notice` and `verdict`; nothing for no text."""
    return f"<p class='{kind}'>{escape(text)}</p>" if text else ""


def page(title: str, head: str, sections: Sequence[Section], foot: str) -> bytes:
    """Return a whole page in UTF-8; ``head`` is HTML, the other texts are escaped."""
    figures = {panel.name: panel.spec for section in sections for panel in section.panels}
    data = json.dumps(figures, separators=(",", ":"), allow_nan=False, ensure_ascii=False)
    config = json.dumps(CONFIG)
    shown = "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            f"<header><h1>{escape(title)}</h1>{head}</header>\n<main>",
            *(_section(section) for section in sections),
            f"</main>\n<footer>{paragraph(foot)}</footer>",
        ]
    )
    drawn = f"<script>\nconst figures = {_inert(data)};\nconst config = {config};{_SCRIPT}</script>\n</body>\n</html>\n"
    return b"\n".join([shown.encode(), b"<script>" + plotly_script() + b"</script>", drawn.encode()])


def plotly_script() -> bytes:
    """Return plotly.js as it comes with the plotly package, which need not be imported for it.

    Bytes, for its five megabytes would only be decoded to be encoded again.
    """
    found = find_spec("plotly")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("plotly is not installed: pip install plotly, or leave the page out with --no-page")
    path = Path(found.origin).parent / "package_data" / "plotly.min.js"
    return path.read_bytes().replace(b"</script", b"<\\/script")


def _section(section: Section) -> str:
    panels = "".join(_panel(panel) for panel in section.panels)
    grid = f'<div class="panels">{panels}</div>' if panels else ""
    return f"<section><h2>{escape(section.heading)}</h2>{section.html}{grid}</section>"


def _panel(panel: Panel) -> str:
    return (
        f"<figure><figcaption><h3>{escape(panel.title)}</h3>{paragraph(panel.text)}</figcaption>"
        f'<div class="plot" id="{escape(panel.name)}" role="img" aria-label="{escape(panel.title)}"></div></figure>'
    )


def _inert(data: str) -> str:
    """Return JSON that cannot end a script element, whatever the texts in it."""
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
